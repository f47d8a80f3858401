package io.moodspeaker.music.config;

import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Hours;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MoodMusic;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaylistRule;
import io.moodspeaker.music.PlaylistRule.When;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.Suggestion;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what moods.yaml says of music. */
public final class MusicSection {
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
          "repeat-after",
          "learn",
          "explore",
          "wake-up");

  private static final List<String> DAYS =
      Stream.of(DayOfWeek.values()).map(MusicSection::word).toList();

  private static final Duration ZERO = Duration.ZERO;

  private final List<String> strategies;
  private final BiFunction<Mood, MusicPlan, Optional<String>> complaints;

  /**
   * A reader.
   *
   * @param strategies the words of those that there are
   * @param complaints what keeps a mood's strategy from answering it, beginning with {@code
   *     strategy}
   */
  public MusicSection(
      List<String> strategies, BiFunction<Mood, MusicPlan, Optional<String>> complaints) {
    this.strategies = strategies;
    this.complaints = complaints;
  }

  public MoodsSection<MusicPlan> section() {
    return new MoodsSection<>(
        List.of("music"), List.of("playlist", "playlists", "strategy", "volume"), this::read);
  }

  /** What people asked for. */
  public static MoodsSection<Map<String, MusicPlan.Person>> people() {
    return new MoodsSection<>(
        List.of(), List.of(), List.of("playlists", "volume"), MusicSection::people);
  }

  private static Map<String, MusicPlan.Person> people(MoodsSection.Source source) {
    Map<String, MusicPlan.Person> people = new TreeMap<>(PersonNames.ORDER);
    source
        .people()
        .forEach(
            (name, mapping) -> {
              Map<Mood, PlaylistName> playlists = new EnumMap<>(Mood.class);
              mapping
                  .section("playlists", Mood.all().stream().map(Mood::label).toList())
                  .ifPresent(
                      all ->
                          all.keys()
                              .forEach(
                                  mood ->
                                      playlist(all, mood, source.home())
                                          .ifPresent(list -> playlists.put(Mood.of(mood), list))));
              people.put(name, new MusicPlan.Person(playlists, mapping.whole("volume", 0, 100)));
            });
    return people;
  }

  private MusicPlan read(MoodsSection.Source source) {
    Map<Mood, MoodMusic> moods = new EnumMap<>(Mood.class);
    Map<Mood, YamlMapping> mappings = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      source
          .mood(mood)
          .ifPresent(
              mapping -> {
                mappings.put(mood, mapping);
                moods.put(mood, mood(mapping, source.home(), source.people().keySet()));
              });
    }
    MusicPlan plan =
        source
            .file("music", MUSIC)
            .map(mapping -> plan(mapping, source.home(), moods))
            .orElseGet(
                () ->
                    new MusicPlan(
                        MusicPlan.VOLUME,
                        MusicPlan.FADE,
                        ZERO,
                        true,
                        Optional.empty(),
                        MusicPlan.Limits.DEFAULT,
                        MusicPlan.Learning.OFF,
                        Optional.empty(),
                        moods));
    mappings.forEach(
        (mood, mapping) ->
            complaints.apply(mood, plan).ifPresent(why -> mapping.note("strategy", why)));
    return plan;
  }

  private MoodMusic mood(YamlMapping mapping, Path home, Collection<String> named) {
    return new MoodMusic(
        mapping.word("strategy", strategies),
        playlist(mapping, "playlist", home),
        mapping.entries("playlists").map(rules -> rules(rules, home, named)).orElse(List.of()),
        mapping.whole("volume", 0, 100));
  }

  private static MusicPlan plan(YamlMapping mapping, Path home, Map<Mood, MoodMusic> moods) {
    return new MusicPlan(
        mapping.whole("volume", 0, 100).orElse(MusicPlan.VOLUME),
        mapping.duration("fade", ZERO, Duration.ofSeconds(10)).orElse(MusicPlan.FADE),
        mapping.duration("crossfade", ZERO, Duration.ofSeconds(15)).orElse(ZERO),
        mapping.flag("shuffle").orElse(true),
        playlist(mapping, "comfort", home),
        limits(mapping),
        new MusicPlan.Learning(
            mapping.flag("learn").orElse(false),
            mapping.whole("explore", 0, 100).orElse(MusicPlan.Learning.OFF.explore())),
        mapping
            .section("wake-up", List.of("at", "days", "playlist", "rise", "volume"))
            .flatMap(wakeUp -> wakeUp(wakeUp, mapping, home)),
        moods);
  }

  private static Optional<WakeUp> wakeUp(YamlMapping mapping, YamlMapping music, Path home) {
    Set<DayOfWeek> days = days(mapping);
    Optional<PlaylistName> playlist = playlist(mapping, "playlist", home);
    Duration rise = mapping.duration("rise", ZERO, Duration.ofHours(2)).orElse(WakeUp.RISE);
    int volume =
        mapping
            .whole("volume", 0, 100)
            .or(() -> music.whole("volume", 0, 100))
            .orElse(MusicPlan.VOLUME);
    return time(mapping, "at", "wake-up").map(at -> new WakeUp(at, days, playlist, rise, volume));
  }

  private static List<PlaylistRule> rules(
      YamlMapping mapping, Path home, Collection<String> named) {
    List<PlaylistRule> rules = new ArrayList<>();
    for (String name : mapping.keys()) {
      mapping
          .section(name, List.of("playlist", "weight", "when"))
          .flatMap(rule -> rule(name, rule, home, named))
          .ifPresent(rules::add);
    }
    return rules;
  }

  private static Optional<PlaylistRule> rule(
      String name, YamlMapping mapping, Path home, Collection<String> named) {
    if (!mapping.has("playlist")) {
      mapping.note("playlist", name + " needs a playlist; add it");
    }
    int weight = mapping.whole("weight", 1, 100).orElse(1);
    When when =
        mapping
            .section("when", List.of("from", "to", "days", "lasting", "person"))
            .map(w -> when(w, named))
            .orElse(When.ALWAYS);
    return playlist(mapping, "playlist", home)
        .map(playlist -> new PlaylistRule(name, playlist, weight, when));
  }

  private static When when(YamlMapping mapping, Collection<String> named) {
    return new When(
        mapping.has("from") || mapping.has("to") ? hours(mapping, "when") : Optional.empty(),
        days(mapping),
        mapping.duration("lasting", ZERO, Duration.ofHours(24)).orElse(ZERO),
        Set.copyOf(mapping.texts("person").map(p -> known(p, named, mapping)).orElse(List.of())));
  }

  /**
   * Some people. Who was made known need not stand in this file; but a name that is nearly one of
   * it is a slip.
   */
  private static List<String> known(
      List<String> people, Collection<String> named, YamlMapping mapping) {
    for (String person : people) {
      if (!named.contains(person)) {
        Suggestion.of(person, named)
            .ifPresent(
                near ->
                    mapping.note(
                        "person",
                        "person " + person + " is not among people; did you mean " + near + "?"));
      }
    }
    return people;
  }

  /** Days of the week; all where none are named. */
  private static Set<DayOfWeek> days(YamlMapping mapping) {
    return mapping
        .words("days", DAYS)
        .map(
            words ->
                Stream.of(DayOfWeek.values())
                    .filter(day -> words.contains(word(day)))
                    .collect(Collectors.toUnmodifiableSet()))
        .filter(days -> !days.isEmpty())
        .orElse(Set.of(DayOfWeek.values()));
  }

  /** As one writes it: {@code mon}. */
  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static MusicPlan.Limits limits(YamlMapping mapping) {
    MusicPlan.Limits usual = MusicPlan.Limits.DEFAULT;
    MusicSettings rules = usual.settings();
    return new MusicPlan.Limits(
        mapping.whole("ceiling", 0, 100).orElse(usual.ceiling()),
        mapping.section("quiet", List.of("from", "to", "ceiling")).flatMap(MusicSection::quiet),
        new MusicSettings(
            mapping.duration("minimum-play", ZERO, Duration.ofHours(1)).orElse(rules.minimumPlay()),
            mapping.duration("hold", ZERO, Duration.ofHours(24)).orElse(rules.manualHold())),
        mapping.duration("repeat-after", ZERO, Duration.ofHours(24)).orElse(usual.repeatAfter()));
  }

  private static Optional<VolumeCeiling.QuietHours> quiet(YamlMapping mapping) {
    int ceiling = mapping.whole("ceiling", 0, 100).orElse(VolumeCeiling.QuietHours.CEILING);
    return hours(mapping, "quiet")
        .map(hours -> new VolumeCeiling.QuietHours(hours.from(), hours.to(), ceiling));
  }

  private static Optional<Hours> hours(YamlMapping mapping, String what) {
    Optional<LocalTime> from = time(mapping, "from", what);
    Optional<LocalTime> to = time(mapping, "to", what);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      mapping.note("to", "to must be another time than from, both were " + from.get());
      return Optional.empty();
    }
    return Optional.of(new Hours(from.get(), to.get()));
  }

  private static Optional<LocalTime> time(YamlMapping mapping, String key, String what) {
    if (!mapping.has(key)) {
      mapping.note(key, what + " needs " + key + ", a time of day such as \"22:00\"; add it");
    }
    return mapping.time(key);
  }

  /** A playlist's place; whether something is there is a matter apart from the text. */
  private static Optional<PlaylistName> playlist(YamlMapping mapping, String key, Path home) {
    Optional<String> text = mapping.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PlaylistName(
              PlaylistReader.locate(text.get().strip(), home),
              key + " " + Locations.shown(text.get()),
              message -> mapping.problem(key, message)));
    } catch (IllegalArgumentException e) {
      mapping.note(
          key,
          key
              + " must be a path or an address, was '"
              + Locations.shown(text.get())
              + "': "
              + e.getMessage());
      return Optional.empty();
    }
  }
}
