package io.moodspeaker.config;

import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code config/moods.yaml}: each feature its own keys. */
final class MoodsReader implements MoodsSection.Source {
  /** Where it lies in an installation. */
  static final String NAME = "config/moods.yaml";

  private static final String MOODS = "moods";
  private static final String PEOPLE = "people";

  private final Path home;
  private final Map<String, Mood> names;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Mood, YamlMapping> moods = new EnumMap<>(Mood.class);
  private final SortedMap<String, YamlMapping> people = new TreeMap<>(PersonNames.ORDER);
  private Optional<YamlMapping> root = Optional.empty();

  /**
   * A reader.
   *
   * @param home where relative paths begin
   * @param names other names of moods
   */
  MoodsReader(Path home, Map<String, Mood> names) {
    this.home = home;
    this.names = names;
  }

  Validated<Map<MoodsSection<?>, Object>> read(String text, Collection<MoodsSection<?>> sections) {
    Map<MoodsSection<?>, Object> values = readAll(text, sections);
    return new Validated<>(problems.isEmpty() ? Optional.of(values) : Optional.empty(), problems);
  }

  /** What is wrong with what was read, in the order of the text. */
  List<Problem> problems() {
    return problems;
  }

  /** The same; what is wrong counts as not set. Empty where the text is no such file at all. */
  Map<MoodsSection<?>, Object> readAll(String text, Collection<MoodsSection<?>> sections) {
    List<String> fileKeys =
        Stream.concat(
                sections.stream().flatMap(section -> section.fileKeys().stream()),
                Stream.of(PEOPLE, MOODS))
            .toList();
    root = YamlMapping.root(NAME, text, fileKeys, problems);
    if (root.isEmpty()) {
      return Map.of();
    }
    if (!root.get().has(MOODS)) {
      root.get().note(MOODS, "moods is missing; it holds the answers to each mood");
    }
    List<String> moodKeys =
        sections.stream().flatMap(section -> section.moodKeys().stream()).distinct().toList();
    root.get()
        .section(
            MOODS,
            Stream.concat(
                    Mood.all().stream().map(Mood::label), new TreeMap<>(names).keySet().stream())
                .distinct()
                .toList())
        .ifPresent(
            all ->
                all.keys()
                    .forEach(
                        name ->
                            all.section(name, moodKeys)
                                .ifPresent(mapping -> put(all, name, mapping))));
    List<String> personKeys =
        sections.stream().flatMap(section -> section.personKeys().stream()).distinct().toList();
    if (root.get().has(PEOPLE)) {
      root.get()
          .entries(PEOPLE)
          .ifPresent(
              all ->
                  all.keys()
                      .forEach(
                          name ->
                              all.section(name, personKeys)
                                  .ifPresent(mapping -> putPerson(all, name, mapping))));
    }
    Map<MoodsSection<?>, Object> values = new HashMap<>();
    for (MoodsSection<?> section : sections) {
      values.put(section, section.reading().apply(this));
    }
    problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return values;
  }

  /** A mood under its own name or another; two names of one mood would hide each other. */
  private void put(YamlMapping all, String name, YamlMapping mapping) {
    Mood mood = names.containsKey(name) ? names.get(name) : Mood.of(name);
    if (moods.putIfAbsent(mood, mapping) != null) {
      all.note(name, name + " stands for " + mood + ", which another key here does too; keep one");
    }
  }

  private void putPerson(YamlMapping all, String name, YamlMapping mapping) {
    if (people.putIfAbsent(name, mapping) != null) {
      all.note(name, name + " is a person whom another key here names too; keep one");
    }
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public Optional<YamlMapping> file(String key, List<String> keys) {
    return root.flatMap(all -> all.section(key, keys));
  }

  @Override
  public SortedMap<String, YamlMapping> people() {
    return people;
  }

  @Override
  public Optional<YamlMapping> mood(Mood mood) {
    return Optional.ofNullable(moods.get(mood));
  }
}
