package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.util.Optional;

/** What counts as the right answer for a face. */
public enum LabelSource {
  /** The emotion of most FER+ taggers, votes of a single tagger left out. */
  FERPLUS,
  /** The emotion of most FER+ taggers. */
  FERPLUS_STRICT,
  /** The data set's own label. */
  LABEL;

  /** The right answer; empty for a face on which this truth is silent. */
  public Optional<Emotion> of(LabeledFace face) {
    return of(face.label(), face.votes());
  }

  /** The right answer for a face with this label and these votes. */
  public Optional<Emotion> of(Optional<Emotion> label, Optional<FerPlusVotes> votes) {
    return switch (this) {
      case FERPLUS -> votes.flatMap(FerPlusVotes::majority);
      case FERPLUS_STRICT -> votes.flatMap(FerPlusVotes::strictMajority);
      case LABEL -> label;
    };
  }

  /**
   * The shares by which to train, in the canonical order of {@link Emotion}; empty for a face that
   * is not fit to learn from.
   */
  public Optional<float[]> target(LabeledFace face) {
    if (this == LABEL) {
      return face.label()
          .map(
              emotion -> {
                float[] target = new float[Emotion.all().size()];
                target[emotion.ordinal()] = 1;
                return target;
              });
    }
    return face.votes().flatMap(FerPlusVotes::target);
  }

  /** The word on the command line: {@code ferplus-strict}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
