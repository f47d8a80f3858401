package io.moodspeaker.feature;

import io.moodspeaker.model.Mood;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The part of {@code config/moods.yaml} that one feature owns.
 *
 * @param fileKeys its keys at the top of the file: {@code music}
 * @param moodKeys its keys within each mood: {@code playlist}
 * @param reading makes its value of the file; what is wrong it notes in the mappings, and leaves
 *     that at its default
 */
public record MoodsSection<T>(
    List<String> fileKeys, List<String> moodKeys, Function<Source, T> reading) {
  public MoodsSection {
    fileKeys = List.copyOf(fileKeys);
    moodKeys = List.copyOf(moodKeys);
  }

  /** The file as a feature reads it. */
  public interface Source {
    /** The installation's folder: where relative paths begin. */
    Path home();

    /** The mapping under one of the file's keys; empty where it is not set, or is no mapping. */
    Optional<YamlMapping> file(String key, List<String> keys);

    /** The mapping of a mood, with the keys of all features; empty where the mood is left out. */
    Optional<YamlMapping> mood(Mood mood);
  }
}
