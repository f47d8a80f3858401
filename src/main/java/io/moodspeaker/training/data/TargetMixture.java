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
 */
public record TargetMixture(double votes, double label, double teacher, TeacherAnswers answers) {
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
    return Optional.of(sum);
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
        "ferplus=%s,label=%s,teacher=%s of %d faces",
        votes,
        label,
        teacher,
        answers.size());
  }
}
