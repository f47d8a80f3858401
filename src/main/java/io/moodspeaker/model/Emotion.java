package io.moodspeaker.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What one face shows: the eight classes of FER+, which are also those of the Azure Face contract.
 */
public enum Emotion {
  ANGER,
  CONTEMPT,
  DISGUST,
  FEAR,
  HAPPINESS,
  NEUTRAL,
  SADNESS,
  SURPRISE;

  private static final List<Emotion> ALL = List.of(values());

  /** All emotions in canonical order, which is the order of {@link EmotionScores}' values. */
  public static List<Emotion> all() {
    return ALL;
  }

  /** The lower-case word used in files, URIs and logs: {@code sadness}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The emotion with this label, in any case.
   *
   * @throws IllegalArgumentException if no emotion has it; the message lists those that exist
   */
  public static Emotion of(String label) {
    for (Emotion emotion : ALL) {
      if (emotion.name().equalsIgnoreCase(label.strip())) {
        return emotion;
      }
    }
    throw new IllegalArgumentException(
        "no emotion is called '"
            + label
            + "'; use one of "
            + Arrays.stream(values()).map(Emotion::label).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return label();
  }
}
