package io.moodspeaker.composer.synth;

/** A room: eight delays that feed each other through a Hadamard matrix, each darker every time. */
final class Reverb {
  /** Primes from 23 to 71 ms, so that no two echoes fall together. */
  private static final int[] LENGTHS = {1109, 1367, 1607, 1879, 2179, 2539, 2953, 3407};

  /** Line by line over so many samples: less than the shortest line holds. */
  private static final int BLOCK = 64;

  /** Primes of a few milliseconds that blur the first echoes. */
  private static final int[] BLUR = {149, 211, 347, 461};

  private final double[][] lines = new double[LENGTHS.length][];
  private final double[] keep = new double[LENGTHS.length];
  private final double[] low = new double[LENGTHS.length];
  private final double[] x = new double[LENGTHS.length];
  private final double[] inLeft = new double[BLOCK];
  private final double[] inRight = new double[BLOCK];
  private final double[][] heard = new double[LENGTHS.length][BLOCK];
  private final int[] at = new int[LENGTHS.length];
  private final double weight;
  private final Blur blurLeft = new Blur(1);
  private final Blur blurRight = new Blur(1.13);
  private final double[] beforeLeft = new double[Stereo.samples(0.018)];
  private final double[] beforeRight = new double[beforeLeft.length];
  private int before;

  // Below 160 Hz a room only muddies.
  private final Biquad floorLeft = Biquad.highpass(160, 0.7);
  private final Biquad floorRight = Biquad.highpass(160, 0.7);

  /**
   * An empty room.
   *
   * @param seconds to fall 60 dB
   * @param brightness the corner in hertz above which each echo loses
   */
  Reverb(double seconds, double brightness) {
    double size = Math.max(0.5, Math.min(1.4, 0.6 + seconds / 4));
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new double[(int) (LENGTHS[i] * size)];
      keep[i] =
          StrictMath.pow(0.001, lines[i].length / (seconds * Stereo.RATE))
              / Math.sqrt(lines.length);
    }
    weight = Acoustics.onePole(brightness);
  }

  /** The room's answer to a sound as a whole. */
  static Stereo of(Stereo dry, double seconds, double brightness) {
    Stereo wet = new Stereo(dry.length());
    new Reverb(seconds, brightness).answer(dry, wet, dry.length());
    return wet;
  }

  /** The room's answer to the next samples of a sound, added to what is there. */
  void answer(Stereo dry, Stereo wet, int samples) {
    for (int from = 0; from < samples; from += BLOCK) {
      answer(dry, wet, from, Math.min(BLOCK, samples - from));
    }
  }

  private void answer(Stereo dry, Stereo wet, int from, int count) {
    for (int i = 0; i < lines.length; i++) {
      listen(lines[i], at[i], heard[i], i, count);
    }
    double[] left = wet.left();
    double[] right = wet.right();
    for (int n = 0; n < count; n++) {
      for (int i = 0; i < x.length; i++) {
        x[i] = heard[i][n];
      }
      left[from + n] += floorLeft.next(0.35 * (x[0] - x[2] + x[4] - x[6]));
      right[from + n] += floorRight.next(0.35 * (x[1] - x[3] + x[5] - x[7]));
      hadamard(x);
      for (int i = 0; i < x.length; i++) {
        heard[i][n] = x[i];
      }
    }
    delay(blurLeft, dry.left(), from, count, beforeLeft, inLeft);
    delay(blurRight, dry.right(), from, count, beforeRight, inRight);
    before = (before + count) % beforeLeft.length;
    for (int i = 0; i < lines.length; i++) {
      at[i] = speak(lines[i], at[i], heard[i], keep[i], i % 2 == 0 ? inLeft : inRight, count);
    }
  }

  /** What a line gives back, a little darker. */
  private void listen(double[] line, int start, double[] out, int number, int count) {
    double last = low[number];
    int place = start;
    for (int n = 0; n < count; n++) {
      last += weight * (line[place] - last);
      out[n] = last;
      place = place + 1 == line.length ? 0 : place + 1;
    }
    low[number] = last;
  }

  /** What a line takes in; the place where it goes on. */
  private static int speak(
      double[] line, int start, double[] fed, double keep, double[] in, int count) {
    int place = start;
    for (int n = 0; n < count; n++) {
      line[place] = fed[n] * keep + in[n];
      place = place + 1 == line.length ? 0 : place + 1;
    }
    return place;
  }

  /** Blurs a channel and gives what it was a few milliseconds ago. */
  private void delay(
      Blur blur, double[] channel, int from, int count, double[] held, double[] out) {
    System.arraycopy(channel, from, out, 0, count);
    blur.run(out, count);
    int place = before;
    for (int n = 0; n < count; n++) {
      double now = held[place];
      held[place] = out[n];
      out[n] = now;
      place = place + 1 == held.length ? 0 : place + 1;
    }
  }

  /** Written out, as Java's quick compiler makes slow work of the loops. */
  private static void hadamard(double[] x) {
    double a0 = x[0] + x[1];
    double a1 = x[0] - x[1];
    double a2 = x[2] + x[3];
    double a3 = x[2] - x[3];
    double a4 = x[4] + x[5];
    double a5 = x[4] - x[5];
    double a6 = x[6] + x[7];
    double a7 = x[6] - x[7];
    double b0 = a0 + a2;
    double b1 = a1 + a3;
    double b2 = a0 - a2;
    double b3 = a1 - a3;
    double b4 = a4 + a6;
    double b5 = a5 + a7;
    double b6 = a4 - a6;
    double b7 = a5 - a7;
    x[0] = b0 + b4;
    x[1] = b1 + b5;
    x[2] = b2 + b6;
    x[3] = b3 + b7;
    x[4] = b0 - b4;
    x[5] = b1 - b5;
    x[6] = b2 - b6;
    x[7] = b3 - b7;
  }

  /** Allpasses that blur the first echoes. */
  private static final class Blur {
    private final double[][] memory = new double[BLUR.length][];
    private final int[] at = new int[BLUR.length];

    Blur(double stretch) {
      for (int i = 0; i < BLUR.length; i++) {
        memory[i] = new double[(int) (BLUR[i] * stretch)];
      }
    }

    void run(double[] sound, int count) {
      for (int i = 0; i < memory.length; i++) {
        double[] pass = memory[i];
        int place = at[i];
        for (int n = 0; n < count; n++) {
          double delayed = pass[place];
          double x = sound[n] + 0.6 * delayed;
          pass[place] = x;
          sound[n] = delayed - 0.6 * x;
          place = place + 1 == pass.length ? 0 : place + 1;
        }
        at[i] = place;
      }
    }
  }
}
