package io.moodspeaker.music.local;

/**
 * A gain that glides between silence and full along a quarter of a sine.
 *
 * <p>The gain is sin(θ) and θ moves evenly between 0 and π/2: a fade out and a fade in of the same
 * length keep the sum of their powers at 1 (sin² + cos²), and a fade that turns around midway
 * neither jumps nor bends sharply.
 */
final class Fade {
  private static final double FULL = Math.PI / 2;

  /** The last step may be a little longer: sums of steps round, and must not cost a frame more. */
  private static final double ROUNDING = 1.001;

  private double angle;
  private double target;
  private double step;

  private Fade(double angle) {
    this.angle = angle;
    this.target = angle;
  }

  static Fade atSilence() {
    return new Fade(0);
  }

  static Fade atFull() {
    return new Fade(FULL);
  }

  /** Starts towards full; from silence it takes so many frames, from midway proportionally less. */
  void in(long frames) {
    start(FULL, frames);
  }

  /** Starts towards silence; from full it takes so many frames. It is never slowed down by that. */
  void out(long frames) {
    double before = isLeaving() ? step : 0;
    start(0, frames);
    step = Math.max(step, before);
  }

  private void start(double to, long frames) {
    target = to;
    if (frames <= 0) {
      angle = to;
    } else {
      step = FULL / frames;
    }
  }

  /** The gain of the next frame, 0 to 1. */
  float next() {
    float gain = gain();
    double left = target - angle;
    angle = Math.abs(left) <= ROUNDING * step ? target : angle + Math.copySign(step, left);
    return gain;
  }

  private float gain() {
    return angle == FULL ? 1 : (float) Math.sin(angle);
  }

  boolean isSilent() {
    return angle == 0 && target == 0;
  }

  /** Whether it has arrived and stays where it is. */
  boolean isSteady() {
    return angle == target;
  }

  boolean isLeaving() {
    return target == 0;
  }
}
