package io.moodspeaker.composer.synth;

import java.util.List;
import java.util.Random;

/**
 * Several saws a little out of tune through a soft filter: pads, strings, voices, reeds, synths.
 *
 * @param detune how far the outer saws are apart from the note, in cents
 * @param attack seconds to full loudness
 * @param release seconds to fall silent after the note
 * @param cutoff the filter's corner in hertz at middle C and full velocity
 * @param sweep how many octaves the filter opens during the attack and falls back after
 * @param vibrato depth in cents; it grows during the first second
 * @param formants the bands of a vowel; none for a plain lowpass
 */
record Saws(
    double detune,
    double attack,
    double release,
    double cutoff,
    double sweep,
    double vibrato,
    List<Double> formants)
    implements Instrument {
  /** Four saws: fewer beat, more blur. */
  private static final int COUNT = 4;

  /** The filter follows its envelope every 16 samples, a third of a millisecond. */
  private static final int CONTROL = 16;

  Saws {
    formants = List.copyOf(formants);
  }

  @Override
  public void play(Note note, Stereo out, Random random) {
    int held = Stereo.samples(note.length());
    double[][] sides = new double[2][held + Stereo.samples(release)];
    double hertz = Acoustics.hertz(note.pitch());
    for (int saw = 0; saw < COUNT; saw++) {
      double place = 2.0 * saw / (COUNT - 1) - 1;
      double cents = detune * place * (0.85 + 0.3 * random.nextDouble());
      add(
          sides[saw % 2],
          hertz * Acoustics.cents(cents),
          random.nextDouble(),
          4.6 + random.nextDouble(),
          random.nextDouble());
    }
    if (!formants.isEmpty()) {
      sing(sides[0], hertz);
      sing(sides[1], hertz);
    }
    filter(sides[0], sides[1], note, hertz);
    shape(sides[0], sides[1], held);
    double gain = 0.3 * (0.4 + 0.6 * note.velocity());
    out.add(sides[0], note.first(), gain, -0.7);
    out.add(sides[1], note.first(), gain, 0.7);
  }

  private void add(double[] voice, double hertz, double turn, double rate, double phase) {
    double step = hertz / Stereo.RATE;
    double now = step;
    double depth = 0;
    double grow = 1.0 * CONTROL / Stereo.RATE;
    for (int i = 0; i < voice.length; i++) {
      if (i % CONTROL == 0 && vibrato > 0) {
        depth = Math.min(1, depth + grow);
        double swing = Sine.of(phase + i * rate / Stereo.RATE) * depth * vibrato;
        now = step * (1 + swing * 0.00057779);
      }
      double x = 2 * turn - 1;
      if (turn < now) {
        double t = turn / now;
        x -= 2 * t - t * t - 1;
      } else if (turn > 1 - now) {
        double t = (turn - 1) / now;
        x -= t * t + 2 * t + 1;
      }
      voice[i] += x;
      turn += now;
      if (turn >= 1) {
        turn -= 1;
      }
    }
  }

  /** Two poles that resonate a little and a third, the same on both sides. */
  private void filter(double[] left, double[] right, Note note, double hertz) {
    double open = cutoff * Math.sqrt(hertz / 261.6) * (0.45 + 0.55 * note.velocity());
    double l1 = 0;
    double l2 = 0;
    double l3 = 0;
    double r1 = 0;
    double r2 = 0;
    double r3 = 0;
    double g = 0;
    double a1 = 0;
    double up = 1 / Math.max(1, attack * Stereo.RATE);
    double back = Acoustics.decay(Math.max(0.4, attack * 4));
    double envelope = 0;
    boolean rising = true;
    double soft = 0;
    double k = 1.3;
    for (int i = 0; i < left.length; i++) {
      if (i % CONTROL == 0) {
        double corner = Math.min(16_000, open * StrictMath.pow(2, sweep * envelope));
        g = StrictMath.tan(StrictMath.PI * corner / Stereo.RATE);
        a1 = 1 / (1 + g * (g + k));
        soft = Acoustics.onePole(Math.min(18_000, corner * 2));
      }
      if (rising) {
        envelope += up;
        rising = envelope < 1;
      } else {
        envelope *= back;
      }
      double v1 = a1 * (l1 + g * (left[i] - l2));
      double v2 = l2 + g * v1;
      l1 = 2 * v1 - l1;
      l2 = 2 * v2 - l2;
      l3 += soft * (v2 - l3);
      left[i] = l3;
      v1 = a1 * (r1 + g * (right[i] - r2));
      v2 = r2 + g * v1;
      r1 = 2 * v1 - r1;
      r2 = 2 * v2 - r2;
      r3 += soft * (v2 - r3);
      right[i] = r3;
    }
  }

  private void sing(double[] voice, double hertz) {
    double[] source = voice.clone();
    java.util.Arrays.fill(voice, 0);
    double gain = 2.2;
    for (double formant : formants) {
      Biquad band = Biquad.bandpass(Math.max(formant, hertz), 4.5);
      for (int i = 0; i < voice.length; i++) {
        voice[i] += gain * band.next(source[i]);
      }
      gain *= 0.5;
    }
    Biquad chest = Biquad.lowpass(Math.max(300, hertz * 1.2), 0.6);
    for (int i = 0; i < voice.length; i++) {
      voice[i] += 0.35 * chest.next(source[i]);
    }
  }

  private void shape(double[] left, double[] right, int held) {
    double rise = 1 / Math.max(1, attack * Stereo.RATE);
    double level = 0;
    int fall = left.length - held;
    double last = 0;
    for (int i = 0; i < held; i++) {
      if (level < 1) {
        level = Math.min(1, level + rise);
        last = level * level * (3 - 2 * level);
      }
      left[i] *= last;
      right[i] *= last;
    }
    for (int i = held; i < left.length; i++) {
      double rest = 1 - (i - held) / (double) fall;
      double gain = last * rest * rest;
      left[i] *= gain;
      right[i] *= gain;
    }
  }
}
