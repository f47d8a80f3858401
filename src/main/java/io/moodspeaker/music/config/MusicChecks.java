package io.moodspeaker.music.config;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaylistRule;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.music.control.Favourites;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.music.mpd.MpdAddress;
import io.moodspeaker.music.mpd.MpdPlayer;
import io.moodspeaker.music.sink.AudioSinks;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** Says whether the configured music can be played here, without a start. */
public final class MusicChecks {
  /** More than anybody has playlists. */
  private static final int MOST_LOOKS = 64;

  private final MoodsSection<MusicPlan> section;
  private final MoodsSection<Map<String, MusicPlan.Person>> people;

  /** Checks of what these sections of moods.yaml name, and of the settings. */
  public MusicChecks(
      MoodsSection<MusicPlan> section, MoodsSection<Map<String, MusicPlan.Person>> people) {
    this.section = section;
    this.people = people;
  }

  /** What keeps the configured music from being played. */
  public List<Problem> problems(Config config) {
    List<Problem> problems = new ArrayList<>();
    PlaylistCheck check =
        new PlaylistCheck(
            MusicParts.sources(config, () -> Mood.NEUTRAL),
            scheme -> SoundSettings.mpd(config).isPresent() || isKnown(scheme, config),
            config.home());
    named(config).forEach(name -> problems.addAll(check.problems(name)));
    composedElsewhere(config)
        .ifPresent(why -> problems.add(config.problem(SoundSettings.AUDIO, why)));
    cardComplaint(config).ifPresent(why -> problems.add(config.problem(SoundSettings.AUDIO, why)));
    if (SoundSettings.mpd(config).isPresent()) {
      config
          .get(SoundSettings.MPD_MUSIC)
          .filter(folder -> !Files.isDirectory(folder))
          .ifPresent(
              folder ->
                  problems.add(
                      config.problem(
                          SoundSettings.MPD_MUSIC,
                          "mpd.music-directory "
                              + folder
                              + " is no folder; mount it or change the path")));
    }
    return problems;
  }

  private Optional<String> composedElsewhere(Config config) {
    return config.get(section).moods().entrySet().stream()
        .filter(mood -> mood.getValue().strategy().filter("compose"::equals).isPresent())
        .findFirst()
        .flatMap(
            mood ->
                SoundSettings.mpd(config)
                    .map(
                        server ->
                            "audio "
                                + server
                                + " plays no composed music, which "
                                + mood.getKey()
                                + " asks for; play on this machine, or use another strategy"));
  }

  private static boolean isKnown(String scheme, Config config) {
    return scheme.startsWith("podcast+")
        || scheme.equals("compose")
        || scheme.equals(Favourites.SCHEME)
        || (scheme.equals("subsonic") && config.get(SoundSettings.SUBSONIC_URL).isPresent());
  }

  /** What of the configured sound is there. */
  public List<Finding> findings(Config config) {
    Optional<MpdAddress> server = SoundSettings.mpd(config);
    if (server.isPresent()) {
      return List.of(
          MpdPlayer.probe(server.get())
              .map(
                  why ->
                      Finding.missing(
                          "sound: " + server.get() + " does not answer: " + why,
                          "start the server, or change audio in config/moodspeaker.properties"))
              .orElseGet(() -> Finding.ok("sound: played by " + server.get())));
    }
    Optional<String> complaint = cardComplaint(config);
    if (complaint.isPresent()) {
      return List.of(
          Finding.missing(
              "sound: " + complaint.get(), "aplay -L lists the devices; set audio to one of them"));
    }
    AudioSinks.Choice choice =
        new AudioSinks(new JavaSoundCards()).choose(config.get(SoundSettings.AUDIO));
    if (SoundSettings.isSnapcast(config)) {
      return List.of(answers(choice));
    }
    if (config.get(SoundSettings.AUDIO).equalsIgnoreCase("silent")) {
      return List.of(Finding.note(choice.reason(), "set audio = auto to hear something"));
    }
    if (choice.reason().contains("silent")) {
      return List.of(
          Finding.note(
              choice.reason(),
              "connect a sound card, and let the user be in the group audio:"
                  + " sudo usermod -aG audio $USER; aplay -l lists the cards"));
    }
    return List.of(Finding.ok(choice.reason()));
  }

  /** What of the places that music comes from can be reached now. */
  public List<Finding> sources(Config config) {
    List<Finding> findings = new ArrayList<>();
    SoundSettings.mpd(config)
        .ifPresent(
            server ->
                findings.add(
                    MpdPlayer.schemes(server)
                        .map(schemes -> Finding.ok(server + " plays its own music and " + schemes))
                        .orElseGet(
                            () ->
                                Finding.missing(server + " does not answer", "start the server"))));
    ExecutorService threads = Threads.pool("music-sources", MOST_LOOKS);
    try {
      MusicSources looks =
          new MusicSources(
              MusicParts.reader(() -> config, List.of()),
              MusicParts.sources(config, () -> Mood.NEUTRAL),
              threads);
      findings.addAll(looks.of(named(config)));
    } finally {
      threads.shutdownNow();
    }
    Path library = config.stateDir().resolve("library.db");
    findings.add(
        Files.exists(library)
            ? Finding.ok("a library of your own music at " + library)
            : Finding.note("no library of your own music", "moodspeaker library scan ~/Music"));
    return findings;
  }

  private static Finding answers(AudioSinks.Choice choice) {
    try (AudioSink sink = choice.sink()) {
      sink.open();
      return Finding.ok(choice.reason());
    } catch (IOException absent) {
      return Finding.missing(
          "sound: " + choice.sink().name() + " does not answer: " + absent.getMessage(),
          "start the server, or change audio in config/moodspeaker.properties");
    }
  }

  /** All playlists that the configuration names, each once. */
  public List<PlaylistName> named(Config asked) {
    MusicPlan plan = asked.get(section);
    Map<String, PlaylistName> all = new LinkedHashMap<>();
    Stream.concat(
            Stream.concat(
                plan.comfort().stream(), plan.wakeUp().flatMap(WakeUp::playlist).stream()),
            Stream.concat(
                plan.moods().values().stream()
                    .flatMap(
                        mood ->
                            Stream.concat(
                                mood.playlist().stream(),
                                mood.rules().stream().map(PlaylistRule::playlist))),
                asked.get(people).values().stream()
                    .flatMap(one -> one.playlists().values().stream())))
        .forEach(name -> all.putIfAbsent(name.location(), name));
    return List.copyOf(all.values());
  }

  /** What is wrong with a sound card that is configured by its name, or a file. */
  private static Optional<String> cardComplaint(Config config) {
    String audio = config.get(SoundSettings.AUDIO);
    if (audio.startsWith("file:")) {
      Path folder = Path.of(audio.substring(5)).toAbsolutePath().getParent();
      return Files.isDirectory(folder)
          ? Optional.empty()
          : Optional.of("audio " + audio + ": the folder " + folder + " is not there; create it");
    }
    if (SoundSettings.mpd(config).isPresent()
        || SoundSettings.isSnapcast(config)
        || audio.equalsIgnoreCase("auto")
        || audio.equalsIgnoreCase("silent")) {
      return Optional.empty();
    }
    List<String> cards = new JavaSoundCards().names();
    boolean known =
        cards.stream()
            .anyMatch(
                card -> card.toLowerCase(Locale.ROOT).contains(audio.toLowerCase(Locale.ROOT)));
    return known
        ? Optional.empty()
        : Optional.of(
            "audio "
                + audio
                + " is not there; "
                + (cards.isEmpty()
                    ? "no sound card is found; connect it, or use auto or silent"
                    : "use auto, silent or one of: " + String.join(", ", cards)));
  }
}
