package io.moodspeaker.training;

import java.util.Locale;

/**
 * How fast and at what picture size a run learns: the rate rises in a straight line, then falls as
 * half a cosine to 0. Pictures may grow: a network that averages over the picture at its end learns
 * most of what it needs from small ones, at a fraction of the cost.
 *
 * @param epochs passes over the training rows
 * @param peakRate the learning rate after the warm-up
 * @param growing whether the first epochs see smaller pictures, and the last ones less variation
 * @param variation how strongly faces are varied, 0 to 2
 */
public record Schedule(int epochs, float peakRate, boolean growing, double variation) {
  /** The share of the run in which the rate rises. */
  private static final double WARM_UP = 0.04;

  /** Keeps the very first step from standing still. */
  private static final double FIRST = 1e-3;

  /** Pictures of two thirds the side cost less than half; up to here they lose nothing. */
  private static final double SMALL_UNTIL = 0.45;

  private static final double MIDDLE_UNTIL = 0.75;

  private static final int SMALL = 32;
  private static final int MIDDLE = 40;

  /** From here on faces are varied less, so that the network ends on what real ones look like. */
  private static final double CALM_FROM = 0.85;

  private static final double CALM = 0.3;

  /** A model that is fine-tuned has met the odd cases already. */
  public static final double FINE = 0.5;

  public Schedule {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be 1 or more, was " + epochs);
    }
    if (!(peakRate > 0)) {
      throw new IllegalArgumentException("the learning rate must be above 0, was " + peakRate);
    }
    if (!(variation >= 0 && variation <= 2)) {
      throw new IllegalArgumentException("variation must be 0 to 2, was " + variation);
    }
  }

  /** Faces varied as usual. */
  public Schedule(int epochs, float peakRate, boolean growing) {
    this(epochs, peakRate, growing, growing ? 1 : FINE);
  }

  /** On one line, for the log and to tell one plan from another. */
  String text() {
    return String.format(
        Locale.ROOT,
        "epochs=%d rate=%s growing=%s variation=%s",
        epochs,
        peakRate,
        growing,
        variation);
  }

  /** The learning rate at a progress of 0 to 1. */
  float rate(double progress) {
    if (progress < WARM_UP) {
      return (float) (peakRate * (progress + FIRST) / (WARM_UP + FIRST));
    }
    double rest = (progress - WARM_UP) / (1 - WARM_UP);
    return (float) (peakRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, rest))));
  }

  /** The pictures' side in an epoch counted from 0. */
  int size(int epoch) {
    double progress = (double) epoch / epochs;
    if (!growing || progress >= MIDDLE_UNTIL) {
      return Trainer.LARGEST_SIZE;
    }
    return progress < SMALL_UNTIL ? SMALL : MIDDLE;
  }

  /** How strongly faces are varied in an epoch counted from 0. */
  double variation(int epoch) {
    return growing && (double) epoch / epochs >= CALM_FROM ? CALM * variation : variation;
  }
}
