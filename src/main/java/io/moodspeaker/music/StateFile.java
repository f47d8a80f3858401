package io.moodspeaker.music;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a player's memory in a folder: {@code player.tsv} for the track, what hands chose and all
 * else that changes seldom, {@code position.tsv} for how far it is, and {@code rounds.tsv} for what
 * has played.
 *
 * <p>Lines of a key, a tab and a value. The position is written in place and not synced: it
 * survives the end of the process, and the kernel writes it to a memory card once in half a minute,
 * not each second. Used by one thread.
 */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

  /** A position file without it was not written to its end. */
  private static final String END = "end\t";

  private final Path player;
  private final Path position;
  private final Path rounds;
  private Optional<PlayerState> saved = Optional.empty();
  private Choices savedChoices = Choices.NONE;
  private List<String> savedRounds = List.of();
  private boolean complained;

  /** A memory in a folder. */
  public StateFile(Path folder) {
    player = folder.resolve("player.tsv");
    position = folder.resolve("position.tsv");
    rounds = folder.resolve("rounds.tsv");
  }

  /** Writes what has changed since the last time. What cannot be written is logged once. */
  public void save(PlayerState state, Choices choices) {
    boolean same = choices.equals(savedChoices);
    if (same && saved.filter(state::equals).isPresent()) {
      return;
    }
    try {
      if (!same || saved.filter(state::differsInPositionAlone).isEmpty()) {
        List<String> played = roundLines(state);
        if (!played.equals(savedRounds)) {
          AtomicFile.write(rounds, text(played));
          savedRounds = played;
        }
        List<String> lines = playerLines(state);
        lines.addAll(choiceLines(choices));
        AtomicFile.write(player, text(lines));
        savedChoices = choices;
      }
      AtomicFile.overwrite(position, text(positionLines(state)));
      saved = Optional.of(state);
      complained = false;
    } catch (IOException e) {
      if (!complained) {
        LOG.warn("where the music is cannot be remembered: {}", Reason.withFile(e));
        complained = true;
      }
    }
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> roundLines(PlayerState memory) {
    List<String> lines = new ArrayList<>();
    memory
        .rounds()
        .forEach(
            (playlist, locations) -> {
              lines.add("playlist\t" + playlist);
              locations.forEach(location -> lines.add("played\t" + location));
            });
    memory.recent().forEach((location, start) -> lines.add("recent\t" + start + "\t" + location));
    return lines;
  }

  private static List<String> playerLines(PlayerState memory) {
    List<String> lines = new ArrayList<>();
    lines.add("volume\t" + memory.volume());
    lines.add("paused\t" + memory.paused());
    memory
        .request()
        .ifPresent(
            request -> {
              lines.add("playlist\t" + request.id());
              lines.add("shuffle\t" + request.shuffle());
              lines.add("fade\t" + request.fade().toMillis());
              request.banned().stream().sorted().forEach(b -> lines.add("banned\t" + b));
            });
    memory.track().ifPresent(track -> lines.add("track\t" + track.id()));
    memory.track().flatMap(Track::title).ifPresent(title -> lines.add("title\t" + title));
    lines.add("position\t" + memory.position().toMillis());
    return lines;
  }

  private static List<String> choiceLines(Choices choices) {
    List<String> lines = new ArrayList<>();
    lines.add("paused-by-hand\t" + choices.paused());
    choices.held().ifPresent(until -> lines.add("held-until\t" + until));
    choices.volumeHeld().ifPresent(until -> lines.add("volume-held-until\t" + until));
    choices.sleep().ifPresent(at -> lines.add("sleep-at\t" + at));
    choices.wake().ifPresent(at -> lines.add("wake-at\t" + at));
    return lines;
  }

  /** The position, and the track that it belongs to. */
  private static List<String> positionLines(PlayerState memory) {
    return List.of(
        "position\t" + memory.position().toMillis(),
        "track\t" + memory.track().map(Track::id).orElse(""),
        END);
  }

  /** What was saved last; empty if there is nothing, or nothing that makes sense. */
  public Optional<PlayerState> load() {
    try {
      return Files.exists(player) ? Optional.of(read()) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("where the music was cannot be told: {}: {}", player, Reason.withFile(e));
      return Optional.empty();
    }
  }

  /** What hands had chosen when it was saved last. */
  public Choices choices() {
    try {
      Map<String, String> values = Files.exists(player) ? values(new HashSet<>()) : Map.of();
      return new Choices(
          Boolean.parseBoolean(values.get("paused-by-hand")),
          instant(values.get("held-until")),
          instant(values.get("volume-held-until")),
          instant(values.get("sleep-at")),
          instant(values.get("wake-at")));
    } catch (IOException e) {
      LOG.debug("{}", player, e); // That was told as the rest was read.
      return Choices.NONE;
    }
  }

  private Optional<Instant> instant(String value) {
    try {
      return Optional.ofNullable(value).map(Instant::parse);
    } catch (DateTimeParseException e) {
      LOG.warn("{}: '{}' is no time", player, value);
      return Optional.empty();
    }
  }

  /** How long ago it was saved last; as good as forever if it never was. */
  public Duration age(InstantSource wallClock) {
    try {
      Path latest = Files.exists(position) ? position : player;
      return Duration.between(Files.getLastModifiedTime(latest).toInstant(), wallClock.instant());
    } catch (IOException e) {
      return ChronoUnit.FOREVER.getDuration();
    }
  }

  private Map<String, String> values(Set<String> banned) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : StateLines.read(player)) {
      String value = value(line);
      if (line.startsWith("banned\t")) {
        banned.add(value);
      } else {
        values.put(line.substring(0, line.length() - value.length()).strip(), value);
      }
    }
    return values;
  }

  private PlayerState read() throws IOException {
    Set<String> banned = new HashSet<>();
    Map<String, String> values = values(banned);
    Optional<PlayRequest> request =
        Optional.ofNullable(values.get("playlist"))
            .map(
                playlist ->
                    new PlayRequest(
                        playlist,
                        Boolean.parseBoolean(values.get("shuffle")),
                        Duration.ofMillis(Long.parseLong(values.getOrDefault("fade", "0"))),
                        banned));
    Map<String, List<String>> played = new HashMap<>();
    Map<String, Instant> recent = new HashMap<>();
    readRounds(played, recent);
    return new PlayerState(
        request,
        Optional.ofNullable(values.get("track"))
            .map(location -> new Track(location, Optional.ofNullable(values.get("title")))),
        position(values.get("track"))
            .orElse(Duration.ofMillis(Long.parseLong(values.getOrDefault("position", "0")))),
        Boolean.parseBoolean(values.get("paused")),
        Volume.check(Integer.parseInt(values.getOrDefault("volume", "100"))),
        played,
        recent);
  }

  /** The latest position in this track; empty if there is none that is whole and belongs to it. */
  private Optional<Duration> position(String track) {
    try {
      List<String> lines = Files.exists(position) ? StateLines.read(position) : List.of();
      boolean whole =
          lines.size() > 2
              && lines.get(2).equals(END)
              && value(lines.get(1)).equals(Objects.requireNonNullElse(track, ""));
      return whole
          ? Optional.of(Duration.ofMillis(Long.parseLong(value(lines.getFirst()))))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      LOG.debug("{}", position, e);
      return Optional.empty();
    }
  }

  private void readRounds(Map<String, List<String>> played, Map<String, Instant> recent)
      throws IOException {
    List<String> round = new ArrayList<>();
    for (String line : Files.exists(rounds) ? StateLines.read(rounds) : List.<String>of()) {
      if (line.startsWith("playlist\t")) {
        round = played.computeIfAbsent(value(line), p -> new ArrayList<>());
      } else if (line.startsWith("played\t")) {
        round.add(value(line));
      } else {
        String[] fields = line.split("\t", 3);
        try {
          recent.put(fields[fields.length - 1], Instant.parse(fields[fields.length - 2]));
        } catch (DateTimeParseException | IndexOutOfBoundsException e) {
          LOG.warn("{}: '{}' tells no track's time", rounds, line);
        }
      }
    }
  }

  private static String value(String line) {
    return line.substring(line.indexOf('\t') + 1);
  }
}
