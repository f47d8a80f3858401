package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.util.Locale;
import java.util.Optional;

/**
 * Targets of several opinions on the same face: what the taggers voted, what the data set's own
 * label says and what a teacher network answers. Taggers call a subtle face neutral, labels come
 * from what people searched for, and a teacher has seen other people; none of them is the truth.
 *
 * @param votes the share of the votes, 0 or more
 * @param label the share of the data set's own label
 * @param teacher the share of the teacher's answers
 * @param answers what the teacher answers
 * @param neutralByVotes whether the votes alone say how neutral a face is, and the mixture only
 *     which of the other emotions it shows: people who looked at a face know best that it rests
 */
public record TargetMixture(
    double votes, double label, double teacher, TeacherAnswers answers, boolean neutralByVotes) {
  private static final int NEUTRAL = Emotion.NEUTRAL.ordinal();

  /** Below this what an opinion says of the other emotions is rounding. */
  private static final float LEAST = 1e-3f;

  public TargetMixture {
    if (!(votes >= 0 && label >= 0 && teacher >= 0 && votes + label + teacher > 0)) {
      throw new IllegalArgumentException(
          "the shares of a mixture must be 0 or more and not all 0, were "
              + votes
              + ", "
              + label
              + " and "
              + teacher);
    }
  }

  /**
   * The shares by which to train, in the canonical order of {@link Emotion}. An opinion that a face
   * lacks leaves its share to the others; empty for a face that has none of them.
   */
  public Optional<float[]> target(LabeledFace face) {
    float[] sum = new float[Emotion.all().size()];
    double given = add(LabelSource.FERPLUS.target(face), votes, sum);
    given += add(LabelSource.LABEL.target(face), label, sum);
    given += add(answers.of(face), teacher, sum);
    if (given == 0) {
      return Optional.empty();
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= (float) given;
    }
    if (neutralByVotes) {
      LabelSource.FERPLUS.target(face).ifPresent(voted -> rest(sum, voted[NEUTRAL]));
    }
    return Optional.of(sum);
  }

  /** Sets the share of neutral, and scales the others to what is left. */
  private static void rest(float[] shares, float neutral) {
    float others = 1 - shares[NEUTRAL];
    if (others < LEAST) {
      // No opinion names another emotion: there is nothing to scale.
      return;
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = i == NEUTRAL ? neutral : shares[i] / others * (1 - neutral);
    }
  }

  private static double add(Optional<float[]> opinion, double share, float[] sum) {
    if (opinion.isEmpty()) {
      return 0;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) share * opinion.get()[i];
    }
    return share;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "ferplus=%s,label=%s,teacher=%s of %d faces%s",
        votes,
        label,
        teacher,
        answers.size(),
        neutralByVotes ? ",neutral by votes" : "");
  }
}
