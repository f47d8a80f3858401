package io.moodspeaker.music.learning;

import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from the face before and after each track, and from what people say, which tracks to
 * prefer in a mood. All of it stays in one file of this machine.
 */
public final class LearnedTaste implements Taste {
  private static final Logger LOG = LoggerFactory.getLogger(LearnedTaste.class);

  /** What a face looked like before: as long as a mood takes to be judged, several times. */
  private static final Duration BEFORE = Duration.ofSeconds(30);

  /** Music takes its time; a track that was heard for less teaches nothing of the face. */
  private static final Duration AT_LEAST = Duration.ofSeconds(20);

  /** Three observations are the fewest that a mood is believed on. */
  private static final int FEWEST = 3;

  /** From all sad to all neutral is as good as it gets. */
  private static final double SCALE = 0.5;

  private static final double SKIPPED = 0.2;
  private static final double LIKED = 0.95;

  /** Half an hour of observations at two a second. */
  private static final int MOST = 3600;

  /**
   * How it learns.
   *
   * @param on whether it learns and chooses
   * @param explore how often, 0 to 1, it plays what it knows least
   */
  public record Settings(boolean on, double explore) {}

  /** How a face looked at a moment. */
  private record Look(Instant time, double valence) {}

  /** How often a track was played to a face, and how often that looked better afterwards. */
  private record Tally(int plays, int better) {}

  /** A track while it plays. */
  private static final class Hearing {
    final Track track;
    final Mood mood;
    final Instant since;
    final OptionalDouble before;
    OptionalDouble said = OptionalDouble.empty();
    boolean counts = true;

    Hearing(Track track, Mood mood, Instant since, OptionalDouble before) {
      this.track = track;
      this.mood = mood;
      this.since = since;
      this.before = before;
    }
  }

  private final Supplier<Settings> settings;
  private final Supplier<Mood> mood;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Optional<Path> file;
  private final Map<Mood, Bandit> bandits = new EnumMap<>(Mood.class);
  private final Map<Mood, Map<String, Tally>> tallies = new EnumMap<>(Mood.class);
  private final Deque<Look> looks = new ArrayDeque<>();
  private Optional<Hearing> hearing = Optional.empty();

  /**
   * A taste that is kept in a file, which need not exist yet.
   *
   * @param mood the present mood
   */
  public LearnedTaste(
      Optional<Path> file,
      Supplier<Settings> settings,
      Supplier<Mood> mood,
      InstantSource clock,
      RandomGenerator random) {
    this.file = file;
    this.settings = settings;
    this.mood = mood;
    this.clock = clock;
    this.random = random;
    file.filter(Files::isRegularFile).ifPresent(this::load);
  }

  // ---- what it sees

  /** Takes in what a frame showed: the largest face that is seen well. */
  public synchronized void observe(Observation seen) {
    if (!settings.get().on()) {
      return;
    }
    seen.faces().stream()
        .filter(Face::evidence)
        .findFirst()
        .ifPresent(face -> looks.add(new Look(clock.instant(), Valence.of(face.scores()))));
    while (looks.size() > MOST) {
      looks.poll();
    }
  }

  /** Takes in what plays now; to be called about once a second. */
  public synchronized void heard(PlayerStatus status) {
    Optional<Track> now =
        status.state() == PlayerStatus.State.PLAYING ? status.track() : Optional.empty();
    if (now.map(Track::id).equals(hearing.map(h -> h.track.id()))) {
      return;
    }
    hearing.ifPresent(this::learn);
    Instant time = clock.instant();
    hearing =
        settings.get().on()
            ? now.map(track -> new Hearing(track, mood.get(), time, mean(time.minus(BEFORE), time)))
            : Optional.empty();
  }

  private OptionalDouble mean(Instant from, Instant to) {
    List<Double> within = new ArrayList<>();
    for (Look look : looks) {
      if (!look.time().isBefore(from) && look.time().isBefore(to)) {
        within.add(look.valence());
      }
    }
    return within.size() < FEWEST
        ? OptionalDouble.empty()
        : within.stream().mapToDouble(Double::doubleValue).average();
  }

  private void learn(Hearing end) {
    Instant now = clock.instant();
    boolean longEnough = !now.isBefore(end.since.plus(AT_LEAST));
    OptionalDouble after = mean(end.since.plus(AT_LEAST.dividedBy(2)), now);
    OptionalDouble reward = OptionalDouble.empty();
    if (longEnough && end.before.isPresent() && after.isPresent()) {
      double change = after.getAsDouble() - end.before.getAsDouble();
      reward = OptionalDouble.of(0.5 + SCALE * change);
      tally(end.mood, end.track.id(), change >= -0.05 && isBetter(end, after.getAsDouble()));
    }
    if (end.said.isPresent()) {
      reward = end.said;
    }
    if (end.counts && reward.isPresent()) {
      bandit(end.mood).reward(end.track.id(), reward.getAsDouble());
      save();
    }
  }

  /** A dark face is better when it is brighter; a bright one when it is still bright. */
  private static boolean isBetter(Hearing end, double after) {
    return end.before.getAsDouble() > 0.2 ? after > 0.2 : after > end.before.getAsDouble() + 0.05;
  }

  private Bandit bandit(Mood of) {
    return bandits.computeIfAbsent(of, m -> new Bandit(random));
  }

  private void tally(Mood of, String id, boolean better) {
    tallies
        .computeIfAbsent(of, m -> new HashMap<>())
        .merge(
            id,
            new Tally(1, better ? 1 : 0),
            (a, b) -> new Tally(a.plays() + b.plays(), a.better() + b.better()));
  }

  // ---- what it is told

  @Override
  public synchronized void skipped() {
    hearing.ifPresent(h -> h.said = OptionalDouble.of(SKIPPED));
  }

  @Override
  public synchronized void liked() {
    hearing.ifPresent(h -> h.said = OptionalDouble.of(LIKED));
  }

  @Override
  public synchronized void banned() {
    hearing.ifPresent(h -> h.said = OptionalDouble.of(0));
  }

  @Override
  public synchronized void wrong() {
    hearing.ifPresent(h -> h.counts = false);
  }

  // ---- what it makes of it

  @Override
  public synchronized Optional<Track> choose(List<Track> candidates) {
    Settings now = settings.get();
    if (!now.on() || candidates.isEmpty()) {
      return Optional.empty();
    }
    String id =
        bandit(mood.get())
            .choose(candidates.stream().map(Track::id).distinct().toList(), now.explore());
    return candidates.stream().filter(track -> track.id().equals(id)).findFirst();
  }

  @Override
  public synchronized String why(Track track, Mood in) {
    if (!settings.get().on()) {
      return Taste.NONE.why(track, in);
    }
    Tally tally = tallies.getOrDefault(in, Map.of()).get(track.id());
    Bandit.Known known = bandit(in).of(track.id());
    if (tally == null && known.weight() == 0) {
      return "it is tried, as nothing is known of it in " + in + " yet";
    }
    String promise = ", so it promises %d of 100".formatted(Math.round(100 * known.mean()));
    if (tally == null) {
      return "you skipped or liked it in " + in + promise;
    }
    return "after this track you looked %s in %d of %d plays in %s%s"
        .formatted(
            in == Mood.HAPPINESS ? "as happy" : "brighter",
            tally.better(),
            tally.plays(),
            in,
            promise);
  }

  @Override
  public synchronized void forget() throws IOException {
    bandits.clear();
    tallies.clear();
    looks.clear();
    hearing = Optional.empty();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  // ---- its file

  private void save() {
    if (file.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    bandits.forEach(
        (in, bandit) ->
            bandit
                .all()
                .forEach(
                    (id, known) -> {
                      Tally tally =
                          tallies.getOrDefault(in, Map.of()).getOrDefault(id, new Tally(0, 0));
                      lines
                          .append(in.label())
                          .append('\t')
                          .append(known.weight())
                          .append('\t')
                          .append(known.sum())
                          .append('\t')
                          .append(tally.plays())
                          .append('\t')
                          .append(tally.better())
                          .append('\t')
                          .append(id)
                          .append('\n');
                    }));
    try {
      AtomicFile.write(file.get(), lines.toString());
    } catch (IOException e) {
      LOG.warn("what was learned is forgotten at the next start: {}", Reason.withFile(e));
    }
  }

  private void load(Path path) {
    try {
      byte[] bytes = TextFile.small(path, 32_000_000);
      for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
        String[] fields = line.split("\t", 6);
        try {
          Mood in = Mood.of(fields[0]);
          double weight = Double.parseDouble(fields[1]);
          double sum = Double.parseDouble(fields[2]);
          if (weight >= 0 && sum >= 0 && sum <= weight + 1e-6 && weight < 1e6) {
            bandit(in).put(fields[5], new Bandit.Known(weight, sum));
            int plays = Integer.parseInt(fields[3]);
            if (plays > 0) {
              tallies
                  .computeIfAbsent(in, m -> new HashMap<>())
                  .put(fields[5], new Tally(plays, Integer.parseInt(fields[4])));
            }
          }
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
          LOG.warn("{}: '{}' teaches nothing", path, line);
        }
      }
    } catch (IOException e) {
      LOG.warn("what was learned cannot be read: {}", Reason.withFile(e));
    }
  }
}
