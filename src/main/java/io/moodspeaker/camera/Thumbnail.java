package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;

/**
 * A frame in 32x24 shades of grey: small enough to compare with the one before at no cost to speak
 * of, and means of so many pixels that a sensor's noise is gone from them.
 */
final class Thumbnail {
  private static final int COLUMNS = 32;
  private static final int ROWS = 24;

  /** Eight blocks by six: over one of them, even white noise has a mean that stands still. */
  private static final int BLOCK = 4;

  /**
   * Of 255: twice what the mean of a cell flickers by under a lamp, half of what a face changes.
   */
  private static final double MOVED = 8;

  /** Four of 768 cells: a person at the far end of a room covers ten times as many. */
  private static final int MOVED_CELLS = 4;

  /** Of 255: a dark corner of a lit room differs by ten times as much from the rest. */
  private static final double BLANK = 3;

  private final double[] cells;

  private Thumbnail(double[] cells) {
    this.cells = cells;
  }

  /** A frame's thumbnail, from its green, which is most of what eyes call bright. */
  static Thumbnail of(Frame frame) {
    long[] sums = new long[COLUMNS * ROWS];
    int[] counts = new int[COLUMNS * ROWS];
    byte[] bgr = frame.bgr();
    // A frame smaller than the grid leaves cells empty, which then count as black in each.
    for (int y = 0; y < frame.height(); y++) {
      int row = y * ROWS / frame.height() * COLUMNS;
      int at = 3 * y * frame.width() + 1;
      for (int column = 0; column < COLUMNS; column++) {
        int from = column * frame.width() / COLUMNS;
        int to = (column + 1) * frame.width() / COLUMNS;
        int sum = 0;
        for (int x = from; x < to; x++) {
          sum += bgr[at + 3 * x] & 0xff;
        }
        sums[row + column] += sum;
        counts[row + column] += to - from;
      }
    }
    double[] cells = new double[sums.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = counts[i] == 0 ? 0 : (double) sums[i] / counts[i];
    }
    return new Thumbnail(cells);
  }

  /** Whether something moved between two frames. */
  boolean differsFrom(Thumbnail other) {
    int moved = 0;
    for (int i = 0; i < cells.length; i++) {
      if (Math.abs(cells[i] - other.cells[i]) > MOVED) {
        moved++;
      }
    }
    return moved >= MOVED_CELLS;
  }

  /** Whether it is one shade all over, as black, white, a finger on the lens and noise are. */
  boolean isBlank() {
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int y = 0; y < ROWS; y += BLOCK) {
      for (int x = 0; x < COLUMNS; x += BLOCK) {
        double mean = block(x, y);
        least = Math.min(least, mean);
        most = Math.max(most, mean);
      }
    }
    return most - least < 2 * BLANK;
  }

  private double block(int x, int y) {
    double sum = 0;
    for (int row = y; row < y + BLOCK; row++) {
      for (int column = x; column < x + BLOCK; column++) {
        sum += cells[row * COLUMNS + column];
      }
    }
    return sum / (BLOCK * BLOCK);
  }
}
