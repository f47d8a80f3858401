package io.moodspeaker.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a window of observations was judged to show: an emotion, nobody, or nothing clear. */
public enum Mood {
  ANGER,
  CONTEMPT,
  DISGUST,
  FEAR,
  HAPPINESS,
  NEUTRAL,
  SADNESS,
  SURPRISE,
  /** Nobody was seen for a while. */
  ABSENT,
  /** Somebody is there, and no emotion stands out. */
  UNSURE;

  private static final List<Mood> ALL = List.of(values());

  /** All moods, the emotions first. */
  public static List<Mood> all() {
    return ALL;
  }

  /** The mood that an emotion stands for. */
  public static Mood of(Emotion emotion) {
    return ALL.get(emotion.ordinal());
  }

  /**
   * The mood with this label, in any case.
   *
   * @throws IllegalArgumentException if no mood has it; the message lists those that exist
   */
  public static Mood of(String label) {
    for (Mood mood : ALL) {
      if (mood.name().equalsIgnoreCase(label.strip())) {
        return mood;
      }
    }
    throw new IllegalArgumentException(
        "no mood is called '"
            + label
            + "'; use one of "
            + String.join(", ", ALL.stream().map(Mood::label).toList()));
  }

  /** The lower-case word used in files, URIs and logs: {@code sadness}, {@code absent}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The emotion that this mood stands for; empty for {@link #ABSENT} and {@link #UNSURE}. */
  public Optional<Emotion> emotion() {
    return ordinal() < Emotion.all().size()
        ? Optional.of(Emotion.all().get(ordinal()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return label();
  }
}
