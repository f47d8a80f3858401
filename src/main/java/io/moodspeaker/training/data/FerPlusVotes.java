package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.util.List;
import java.util.Optional;

/**
 * What ten taggers said of one face (Barsoum and others, "Training deep networks for facial
 * expression recognition with crowd-sourced label distribution", 2016).
 *
 * @param counts ten counts: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt,
 *     unknown, not a face
 */
public record FerPlusVotes(List<Integer> counts) {
  /** The emotions in FER+'s own column order. */
  public static final List<Emotion> COLUMNS =
      List.of(
          Emotion.NEUTRAL,
          Emotion.HAPPINESS,
          Emotion.SURPRISE,
          Emotion.SADNESS,
          Emotion.ANGER,
          Emotion.DISGUST,
          Emotion.FEAR,
          Emotion.CONTEMPT);

  /** The emotions, then unknown and not-a-face. */
  private static final int ALL_COLUMNS = 10;

  public FerPlusVotes {
    if (counts.size() != ALL_COLUMNS || counts.stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("FER+ has ten counts of 0 or more, got " + counts);
    }
    counts = List.copyOf(counts);
  }

  /** The emotion that more than half of all votes name, once votes of a single tagger are gone. */
  public Optional<Emotion> majority() {
    return majority(withoutSingles());
  }

  /** The emotion that more than half of all votes name. */
  public Optional<Emotion> strictMajority() {
    return majority(this);
  }

  /**
   * The votes as shares by which to train, in the canonical order of {@link Emotion}: single votes
   * are dropped, then unknown and not-a-face. Empty for a face that is not fit to learn from, where
   * those two hold more than half or no emotion has two votes.
   */
  public Optional<float[]> target() {
    List<Integer> kept = withoutSingles().counts;
    int total = kept.stream().mapToInt(Integer::intValue).sum();
    int emotions = kept.subList(0, COLUMNS.size()).stream().mapToInt(Integer::intValue).sum();
    if (emotions == 0 || 2 * emotions < total) {
      return Optional.empty();
    }
    float[] target = new float[Emotion.all().size()];
    for (int i = 0; i < COLUMNS.size(); i++) {
      target[COLUMNS.get(i).ordinal()] = (float) kept.get(i) / emotions;
    }
    return Optional.of(target);
  }

  private FerPlusVotes withoutSingles() {
    return new FerPlusVotes(counts.stream().map(n -> n == 1 ? 0 : n).toList());
  }

  private static Optional<Emotion> majority(FerPlusVotes votes) {
    int total = votes.counts.stream().mapToInt(Integer::intValue).sum();
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (2 * votes.counts.get(i) > total) {
        return Optional.of(COLUMNS.get(i));
      }
    }
    return Optional.empty();
  }
}
