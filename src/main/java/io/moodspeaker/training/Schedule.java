package io.moodspeaker.training;

/**
 * How fast and at what picture size a run learns, by its progress from 0 to 1: a linear warm-up,
 * then half a cosine down to 0; small pictures first, since a network that averages over the
 * picture at its end learns most of what it needs from them at a fraction of the cost.
 *
 * @param epochs passes over the training rows
 * @param peakRate the learning rate after the warm-up
 */
record Schedule(int epochs, float peakRate) {
  /** The share of the run in which the rate rises. */
  private static final double WARM_UP = 0.04;

  Schedule {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs must be 1 or more, was " + epochs);
    }
    if (!(peakRate > 0)) {
      throw new IllegalArgumentException("the learning rate must be above 0, was " + peakRate);
    }
  }

  /** The learning rate at a progress of 0 to 1. */
  float rate(double progress) {
    if (progress < WARM_UP) {
      return (float) (peakRate * (progress + 1e-3) / (WARM_UP + 1e-3));
    }
    double rest = (progress - WARM_UP) / (1 - WARM_UP);
    return (float) (peakRate * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, rest))));
  }

  /** The pictures' side in an epoch counted from 0. */
  int size(int epoch) {
    double progress = (double) epoch / epochs;
    if (progress < 0.45) {
      return 32;
    }
    return progress < 0.75 ? 40 : 48;
  }

  /** How strongly the faces are varied in an epoch: less at the end, where real faces count. */
  double variation(int epoch) {
    return (double) epoch / epochs < 0.85 ? 1 : 0.5;
  }
}
