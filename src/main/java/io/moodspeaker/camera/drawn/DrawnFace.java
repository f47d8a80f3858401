package io.moodspeaker.camera.drawn;

import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Kernel;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * Draws a person before a camera. Everything is a pure function of its arguments, so that the same
 * scene gives the same bytes. Detectors find the face and nets trained on photographs read it:
 * shading, a light blur and sensor noise are there for that.
 */
public final class DrawnFace {
  /** The picture's width in pixels. */
  public static final int WIDTH = 640;

  /** The picture's height in pixels. */
  public static final int HEIGHT = 480;

  /** The standard deviation of the noise in grey levels: a webcam's by lamplight. */
  private static final double NOISE = 3;

  private static final float[] LENS = {
    1 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 4 / 16f, 2 / 16f, 1 / 16f, 2 / 16f, 1 / 16f
  };

  private DrawnFace() {}

  /**
   * A person in the room.
   *
   * @param seed of the noise; another seed gives another frame of the same scene
   * @param time that the frame shall bear
   */
  public static Frame person(Expression expression, Pose pose, long seed, Instant time) {
    BufferedImage picture = canvas();
    Graphics2D g = graphics(picture);
    Background.paint(g);
    g.translate(WIDTH / 2.0 + pose.x(), HEIGHT / 2.0 + 18 + pose.y());
    g.scale(pose.scale(), pose.scale());
    new Head(new Brush(g), expression).paint(Math.toRadians(pose.roll()));
    g.dispose();
    return expose(picture, seed, time);
  }

  /** The room with nobody in it. */
  public static Frame nobody(long seed, Instant time) {
    BufferedImage picture = canvas();
    Graphics2D g = graphics(picture);
    Background.paint(g);
    g.dispose();
    return expose(picture, seed, time);
  }

  private static BufferedImage canvas() {
    return new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
  }

  private static Graphics2D graphics(BufferedImage picture) {
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.BLACK);
    return g;
  }

  /** What lens and sensor do to a picture. */
  private static Frame expose(BufferedImage picture, long seed, Instant time) {
    BufferedImage soft = canvas();
    new ConvolveOp(new Kernel(3, 3, LENS), ConvolveOp.EDGE_NO_OP, null).filter(picture, soft);
    byte[] bgr = ((DataBufferByte) soft.getRaster().getDataBuffer()).getData();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < bgr.length; i += 3) {
      // Eight random bytes sum to nearly a bell curve, with mean 1020 and deviation 209.
      long bits = random.nextLong();
      int sum = 0;
      for (int b = 0; b < 8; b++) {
        sum += (int) (bits >>> (8 * b)) & 0xff;
      }
      int noise = (int) Math.round((sum - 1020) / 209.0 * NOISE);
      for (int c = 0; c < 3; c++) {
        bgr[i + c] = (byte) Math.clamp((bgr[i + c] & 0xff) + noise, 0, 255);
      }
    }
    return new Frame(time, WIDTH, HEIGHT, bgr);
  }
}
