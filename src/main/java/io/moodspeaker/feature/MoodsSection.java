package io.moodspeaker.feature;

import io.moodspeaker.model.Mood;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The part of {@code config/moods.yaml} that one feature owns.
 *
 * @param fileKeys its keys at the top of the file: {@code music}
 * @param moodKeys its keys within each mood: {@code playlist}
 * @param personKeys its keys within each person of {@code people}: {@code volume}
 * @param reading makes its value of the file; what is wrong it notes in the mappings, and leaves
 *     that at its default
 */
public record MoodsSection<T>(
    List<String> fileKeys,
    List<String> moodKeys,
    List<String> personKeys,
    Function<Source, T> reading) {
  public MoodsSection {
    fileKeys = List.copyOf(fileKeys);
    moodKeys = List.copyOf(moodKeys);
    personKeys = List.copyOf(personKeys);
  }

  /** A part that says nothing of single people. */
  public MoodsSection(List<String> fileKeys, List<String> moodKeys, Function<Source, T> reading) {
    this(fileKeys, moodKeys, List.of(), reading);
  }

  /** The file as a feature reads it. */
  public interface Source {
    /** The installation's folder: where relative paths begin. */
    Path home();

    /** The mapping under one of the file's keys; empty where it is not set, or is no mapping. */
    Optional<YamlMapping> file(String key, List<String> keys);

    /** The mapping of a mood, with the keys of all features; empty where the mood is left out. */
    Optional<YamlMapping> mood(Mood mood);

    /** The mapping of each person whom the file names, with the keys of all features. */
    default SortedMap<String, YamlMapping> people() {
      return Collections.emptySortedMap();
    }
  }
}
