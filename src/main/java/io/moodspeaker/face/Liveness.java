package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;

/**
 * Tells a living face from a photograph that is moved: what lies between two looks at a photograph
 * is a shift, a change of size or of light, of the whole; a face also moves within itself when eyes
 * blink or look elsewhere and a mouth opens. Not thread-safe.
 */
final class Liveness {
  private static final int SIZE = 48;

  /** Eight by eight parts: each about an eye's height. */
  private static final int PART = 6;

  /** Pixels of {@value #SIZE} by which a detector places one and the same face differently. */
  private static final int SHIFT = 4;

  private static final double[] ZOOMS = {0.91, 0.94, 0.97, 1, 1.03, 1.06, 1.09};

  /**
   * How much more a part must differ than its edges explain. An edge that lies half a pixel off
   * differs by half its step.
   */
  private static final double BEYOND_EDGES = 1.1;

  /** Half of the picture's contrast: noise, wandering light and a tilt stay below it. */
  private static final double LEAST = 0.5;

  /** Two parts: a lid or a lip is that wide. */
  private static final int PARTS = 2;

  private double[] before = {};
  private boolean alive;

  /** Looks at the face in the next frame; whether it has moved within itself, now or before. */
  boolean look(Frame frame, Box face) {
    if (alive) {
      return true;
    }
    if (before.length > 0) {
      alive = movedWithin(frame, face);
    }
    before = crop(frame, face, SIZE, 1);
    return alive;
  }

  private boolean movedWithin(Frame frame, Box face) {
    double[] best = {};
    double least = Double.MAX_VALUE;
    for (double zoom : ZOOMS) {
      double[] wide = crop(frame, face, SIZE + 2 * SHIFT, zoom);
      for (int dy = 0; dy <= 2 * SHIFT; dy++) {
        for (int dx = 0; dx <= 2 * SHIFT; dx++) {
          double sum = 0;
          for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
              sum += Math.abs(wide[(y + dy) * (SIZE + 2 * SHIFT) + x + dx] - before[y * SIZE + x]);
            }
          }
          if (sum < least) {
            least = sum;
            best = window(wide, dx, dy);
          }
        }
      }
    }
    int moved = 0;
    // The rim is the background's.
    for (int top = PART; top < SIZE - PART; top += PART) {
      for (int left = PART; left < SIZE - PART; left += PART) {
        moved += differs(best, top, left) ? 1 : 0;
      }
    }
    return moved >= PARTS;
  }

  private boolean differs(double[] now, int top, int left) {
    double apart = 0;
    double edges = 0;
    for (int y = top; y < top + PART; y++) {
      for (int x = left; x < left + PART; x++) {
        int i = y * SIZE + x;
        apart += Math.abs(now[i] - before[i]);
        edges += Math.max(edge(now, i), edge(before, i));
      }
    }
    int count = PART * PART;
    return apart / count > LEAST && apart > BEYOND_EDGES * edges;
  }

  private static double[] window(double[] wide, int dx, int dy) {
    double[] window = new double[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      System.arraycopy(wide, (y + dy) * (SIZE + 2 * SHIFT) + dx, window, y * SIZE, SIZE);
    }
    return window;
  }

  private static double edge(double[] picture, int i) {
    return Math.max(
        Math.abs(picture[i + 1] - picture[i - 1]) / 2,
        Math.abs(picture[i + SIZE] - picture[i - SIZE]) / 2);
  }

  /**
   * The face in gray, smoothed, with mean 0 and deviation 1.
   *
   * @param size pixels a side, of which the face fills {@value #SIZE}
   */
  private static double[] crop(Frame frame, Box face, int size, double zoom) {
    double[] gray = new double[size * size];
    double step = Math.max(face.width(), face.height()) / (double) SIZE / zoom;
    double middleX = face.x() + face.width() / 2.0;
    double middleY = face.y() + face.height() / 2.0;
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double u = middleX + (x + 0.5 - size / 2.0) * step;
        double v = middleY + (y + 0.5 - size / 2.0) * step;
        double value = 0;
        // Four samples within the pixel's area keep the camera's noise down.
        for (int k = 0; k < 4; k++) {
          value +=
              brightness(
                      frame,
                      u + (k % 2 == 0 ? -step / 4 : step / 4),
                      v + (k < 2 ? -step / 4 : step / 4))
                  / 4;
        }
        gray[y * size + x] = value;
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / gray.length;
    double deviation = Math.sqrt(Math.max(squares / gray.length - mean * mean, 1));
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (gray[i] - mean) / deviation;
    }
    return gray;
  }

  private static double brightness(Frame frame, double x, double y) {
    int at =
        3
            * (Math.clamp((int) Math.floor(y), 0, frame.height() - 1) * frame.width()
                + Math.clamp((int) Math.floor(x), 0, frame.width() - 1));
    byte[] bgr = frame.bgr();
    return ((bgr[at] & 0xff) + (bgr[at + 1] & 0xff) + (bgr[at + 2] & 0xff)) / 3.0;
  }
}
