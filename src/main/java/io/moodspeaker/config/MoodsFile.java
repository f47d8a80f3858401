package io.moodspeaker.config;

import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to all moods, as {@code config/moods.yaml} gives them. Immutable.
 *
 * @param music what holds for all music
 * @param moods the answers to each mood; a mood that the file leaves out keeps the music, or pauses
 *     it where nobody is there, and has no light, words or alert
 */
public record MoodsFile(MusicDefaults music, Map<Mood, MoodPlan> moods) {
  /** Where it lies in an installation. */
  public static final String NAME = "config/moods.yaml";

  private static final int LAST_PIN = 27;
  private static final Duration ZERO = Duration.ZERO;

  public MoodsFile {
    Map<Mood, MoodPlan> plans = new EnumMap<>(Mood.class);
    plans.putAll(moods);
    plans.forEach(
        (mood, plan) -> {
          if (plan.strategy() == Strategy.PAUSE && mood != Mood.ABSENT) {
            throw new IllegalArgumentException("strategy " + pauseOf(mood));
          }
        });
    moods = Collections.unmodifiableMap(plans);
  }

  private static String pauseOf(Mood mood) {
    return "pause is for absent alone; use silence or keep for " + mood;
  }

  /** The strategy of a mood that names neither one nor a playlist. */
  private static Strategy unnamed(Mood mood) {
    return mood == Mood.ABSENT ? Strategy.PAUSE : Strategy.KEEP;
  }

  /** The answers to a mood. */
  public MoodPlan plan(Mood mood) {
    return moods.getOrDefault(
        mood,
        new MoodPlan(
            unnamed(mood),
            Optional.empty(),
            music.volume(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /**
   * The playlist that a mood's strategy calls for: the mood's own, or the comforting one.
   *
   * @return a file or a folder, absolute; empty for {@code keep silence pause}
   */
  public Optional<Path> playlist(Mood mood) {
    MoodPlan plan = plan(mood);
    return switch (plan.strategy()) {
      case MATCH, ISO -> plan.playlist();
      case COMFORT -> music.comfort();
      case KEEP, SILENCE, PAUSE -> Optional.empty();
    };
  }

  /**
   * Reads the file of an installation.
   *
   * @param home the folder that holds {@code config/} and {@code playlists/}
   */
  public static Validated<MoodsFile> read(Path home) {
    Validated<String> text = TextFile.read(home.resolve(NAME), NAME);
    if (text.value().isEmpty()) {
      return new Validated<>(Optional.empty(), text.problems());
    }
    return parse(text.value().get(), home);
  }

  /** Reads a text as if it were the file of an installation. */
  public static Validated<MoodsFile> parse(String text, Path home) {
    return new Reader(home.toAbsolutePath().normalize()).read(text);
  }

  /** One reading of the file. */
  private static final class Reader {
    private static final List<String> MUSIC =
        List.of(
            "volume",
            "fade",
            "crossfade",
            "shuffle",
            "comfort",
            "ceiling",
            "quiet",
            "hold",
            "minimum-play",
            "repeat-after");
    private static final List<String> MOODS = Mood.all().stream().map(Mood::label).toList();
    private static final List<String> STRATEGIES =
        Arrays.stream(Strategy.values()).map(Strategy::label).toList();
    private static final List<String> PATTERNS =
        Arrays.stream(LightWord.values()).map(LightWord::label).toList();

    private final Path home;
    private final List<Problem> wrong = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();
    private final Map<Integer, String> pins = new HashMap<>();

    Reader(Path home) {
      this.home = home;
    }

    Validated<MoodsFile> read(String text) {
      Optional<YamlMapping> root = YamlMapping.root(NAME, text, List.of("music", "moods"), wrong);
      if (root.isEmpty()) {
        return new Validated<>(Optional.empty(), wrong);
      }
      MusicDefaults music =
          root.get()
              .section("music", MUSIC)
              .map(this::music)
              .orElseGet(
                  () ->
                      new MusicDefaults(
                          MusicDefaults.VOLUME,
                          MusicDefaults.FADE,
                          ZERO,
                          true,
                          Optional.empty(),
                          MusicLimits.DEFAULT));
      Map<Mood, MoodPlan> plans = new EnumMap<>(Mood.class);
      if (!root.get().has("moods")) {
        root.get().note("moods", "moods is missing; it holds the answers to each mood");
      }
      Optional<YamlMapping> moods = root.get().section("moods", MOODS);
      moods.ifPresent(
          all -> {
            for (String name : all.keys()) {
              Mood mood = Mood.of(name);
              all.section(
                      name, List.of("playlist", "strategy", "volume", "light", "words", "alert"))
                  .ifPresent(section -> plans.put(mood, plan(mood, section, music)));
            }
          });
      List<Problem> all = new ArrayList<>(wrong);
      all.addAll(missing);
      all.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      return new Validated<>(
          wrong.isEmpty() ? Optional.of(new MoodsFile(music, plans)) : Optional.empty(), all);
    }

    private MusicDefaults music(YamlMapping section) {
      return new MusicDefaults(
          section.whole("volume", 0, 100).orElse(MusicDefaults.VOLUME),
          section.duration("fade", ZERO, Duration.ofSeconds(10)).orElse(MusicDefaults.FADE),
          section.duration("crossfade", ZERO, Duration.ofSeconds(15)).orElse(ZERO),
          section.flag("shuffle").orElse(true),
          playlist(section, "comfort"),
          limits(section));
    }

    private static MusicLimits limits(YamlMapping section) {
      MusicLimits usual = MusicLimits.DEFAULT;
      return new MusicLimits(
          section.whole("ceiling", 0, 100).orElse(usual.ceiling()),
          section.section("quiet", List.of("from", "to", "ceiling")).flatMap(Reader::quiet),
          section.duration("hold", ZERO, Duration.ofHours(24)).orElse(usual.hold()),
          section.duration("minimum-play", ZERO, Duration.ofHours(1)).orElse(usual.minimumPlay()),
          section.duration("repeat-after", ZERO, Duration.ofHours(24)).orElse(usual.repeatAfter()));
    }

    private static Optional<MusicLimits.QuietHours> quiet(YamlMapping section) {
      Optional<LocalTime> from = time(section, "from");
      Optional<LocalTime> to = time(section, "to");
      int ceiling = section.whole("ceiling", 0, 100).orElse(MusicLimits.QuietHours.CEILING);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      if (from.equals(to)) {
        section.note("to", "to must be another time than from, both were " + from.get());
        return Optional.empty();
      }
      return Optional.of(new MusicLimits.QuietHours(from.get(), to.get(), ceiling));
    }

    private static Optional<LocalTime> time(YamlMapping section, String key) {
      if (!section.has(key)) {
        section.note(key, "quiet needs " + key + ", a time of day such as \"22:00\"; add it");
      }
      return section.time(key);
    }

    private MoodPlan plan(Mood mood, YamlMapping section, MusicDefaults music) {
      Optional<Path> playlist = playlist(section, "playlist");
      Strategy strategy =
          section
              .word("strategy", STRATEGIES)
              .map(word -> Strategy.values()[STRATEGIES.indexOf(word)])
              .orElse(section.has("playlist") ? Strategy.MATCH : unnamed(mood));
      if (strategy == Strategy.PAUSE && mood != Mood.ABSENT) {
        section.note("strategy", "strategy " + pauseOf(mood));
      }
      if ((strategy == Strategy.MATCH || strategy == Strategy.ISO) && !section.has("playlist")) {
        section.note(
            "strategy",
            "strategy %s of %s needs a playlist; add one or use keep or silence"
                .formatted(strategy, mood));
      }
      if (strategy == Strategy.COMFORT && music.comfort().isEmpty()) {
        section.note(
            "strategy",
            "strategy comfort of " + mood + " needs the playlist music: comfort:; add it");
      }
      return new MoodPlan(
          strategy,
          playlist,
          section.whole("volume", 0, 100).orElse(music.volume()),
          section.section("light", List.of("pin", "rgb", "pattern")).map(s -> light(mood, s)),
          section.text("words"),
          section.section("alert", List.of("after", "every", "webhook")).map(Reader::alert));
    }

    private LightPlan light(Mood mood, YamlMapping section) {
      if (!section.has("pin") && !section.has("rgb")) {
        section.note("light", "light of " + mood + " needs a pin, an rgb colour or both");
      }
      Optional<Integer> pin = section.whole("pin", 0, LAST_PIN);
      if (pin.isPresent()) {
        String other = pins.putIfAbsent(pin.get(), mood.label());
        if (other != null) {
          section.note(
              "pin",
              "pin %d is used by %s already; give %s another".formatted(pin.get(), other, mood));
        }
      }
      return new LightPlan(
          pin,
          section
              .wholes("rgb", 3, 0, 255)
              .map(parts -> new LightPlan.Rgb(parts.get(0), parts.get(1), parts.get(2))),
          section
              .word("pattern", PATTERNS)
              .map(word -> LightWord.values()[PATTERNS.indexOf(word)])
              .orElse(LightWord.STEADY));
    }

    private static AlertPlan alert(YamlMapping section) {
      return new AlertPlan(
          section.duration("after", ZERO, Duration.ofHours(1)).orElse(AlertPlan.AFTER),
          section.duration("every", ZERO, Duration.ofHours(24)).orElse(AlertPlan.EVERY),
          section.url("webhook"));
    }

    /** A playlist's path; whether something is there is a matter apart from the text. */
    private Optional<Path> playlist(YamlMapping section, String key) {
      Optional<String> text = section.text(key);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      try {
        Path path = home.resolve(text.get()).normalize();
        Playlists.complaint(path)
            .ifPresent(
                why -> missing.add(section.problem(key, key + " " + text.get() + " " + why)));
        return Optional.of(path);
      } catch (InvalidPathException e) {
        section.note(key, key + " must be a path, was '" + text.get() + "': " + e.getReason());
        return Optional.empty();
      }
    }
  }
}
