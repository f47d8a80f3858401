package io.moodspeaker.emotion;

import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.Random;

/** Frames to test with. */
public final class Frames {
  /** When they were taken. */
  public static final Instant TAKEN = Instant.parse("2026-11-21T05:59:59Z");

  private Frames() {}

  /** Noise, which no coder makes small. */
  public static Frame noise(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    new Random(1).nextBytes(bgr);
    return new Frame(TAKEN, width, height, bgr);
  }

  /** One colour, which any coder makes small. */
  public static Frame black(int width, int height) {
    return new Frame(TAKEN, width, height, new byte[3 * width * height]);
  }
}
