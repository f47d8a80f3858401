package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.util.List;

/**
 * How well scores agree with the truth. Immutable.
 *
 * @param confusion counts, row by true emotion, column by the emotion that scored highest
 * @param bins how far confidence and accuracy lie apart, in bins of confidence
 * @param logLoss the mean of -ln of the true emotion's score
 */
@SuppressWarnings("ArrayRecordComponent") // Read by reports only.
public record Metrics(int[][] confusion, List<Bin> bins, double logLoss) {
  /** Fifteen bins, as in Guo and others, "On calibration of modern neural networks" (2017). */
  static final int BINS = 15;

  /** No score is taken for less than this, so that one sure error costs no infinite loss. */
  private static final double LEAST = 1e-7;

  /**
   * The predictions whose confidence lies in one interval.
   *
   * @param n how many
   * @param confidence their mean confidence, 0 if there are none
   * @param accuracy the share that was right, 0 if there are none
   */
  public record Bin(int n, double confidence, double accuracy) {}

  /** One prediction beside its truth. */
  public record Judged(EmotionScores scores, Emotion truth) {}

  /** Measures some predictions. */
  public static Metrics of(List<Judged> all) {
    int classes = Emotion.all().size();
    int[][] confusion = new int[classes][classes];
    int[] n = new int[BINS];
    int[] right = new int[BINS];
    double[] confidence = new double[BINS];
    double loss = 0;
    for (Judged judged : all) {
      Emotion top = judged.scores().top();
      confusion[judged.truth().ordinal()][top.ordinal()]++;
      double sure = judged.scores().confidence();
      int bin = (int) Math.min(BINS - 1, Math.max(0, Math.ceil(sure * BINS) - 1));
      n[bin]++;
      confidence[bin] += sure;
      right[bin] += top == judged.truth() ? 1 : 0;
      loss -= Math.log(Math.max(LEAST, judged.scores().of(judged.truth())));
    }
    List<Bin> bins = new java.util.ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      int count = Math.max(1, n[b]);
      bins.add(new Bin(n[b], confidence[b] / count, (double) right[b] / count));
    }
    return new Metrics(confusion, List.copyOf(bins), loss / Math.max(1, all.size()));
  }

  /** How many predictions were judged. */
  public int n() {
    int sum = 0;
    for (int[] row : confusion) {
      for (int count : row) {
        sum += count;
      }
    }
    return sum;
  }

  /** The share of predictions that were right, 0 if there were none. */
  public double accuracy() {
    int right = 0;
    for (Emotion emotion : Emotion.all()) {
      right += confusion[emotion.ordinal()][emotion.ordinal()];
    }
    return (double) right / Math.max(1, n());
  }

  /** How many faces truly show an emotion. */
  public int n(Emotion emotion) {
    int sum = 0;
    for (int count : confusion[emotion.ordinal()]) {
      sum += count;
    }
    return sum;
  }

  /** The share of an emotion's faces that were recognised, 0 if there are none. */
  public double recall(Emotion emotion) {
    int i = emotion.ordinal();
    return (double) confusion[i][i] / Math.max(1, n(emotion));
  }

  /** Recall, averaged over the emotions that occur: how fair it is to the rare ones. */
  public double macroRecall() {
    return Emotion.all().stream()
        .filter(emotion -> n(emotion) > 0)
        .mapToDouble(this::recall)
        .average()
        .orElse(0);
  }

  /** The share of an emotion's predictions that were right, 0 if there are none. */
  public double precision(Emotion emotion) {
    int i = emotion.ordinal();
    int predicted = 0;
    for (int[] row : confusion) {
      predicted += row[i];
    }
    return (double) confusion[i][i] / Math.max(1, predicted);
  }

  /** The harmonic mean of precision and recall, averaged over the emotions that occur. */
  public double macroF1() {
    double sum = 0;
    int occurring = 0;
    for (Emotion emotion : Emotion.all()) {
      if (n(emotion) == 0) {
        continue;
      }
      occurring++;
      double precision = precision(emotion);
      double recall = recall(emotion);
      sum += precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
    return sum / Math.max(1, occurring);
  }

  /** The expected calibration error: confidence less accuracy by bin, weighted by its count. */
  public double calibrationError() {
    double sum = 0;
    for (Bin bin : bins) {
      sum += bin.n() * Math.abs(bin.confidence() - bin.accuracy());
    }
    return sum / Math.max(1, n());
  }
}
