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
    for (double[] side : sides) {
      filter(side, note, hertz);
      shape(side, held);
    }
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

  private void filter(double[] voice, Note note, double hertz) {
    if (!formants.isEmpty()) {
      sing(voice, hertz);
    }
    double open = cutoff * Math.sqrt(hertz / 261.6) * (0.45 + 0.55 * note.velocity());
    double ic1 = 0;
    double ic2 = 0;
    double pole = 0;
    double g = 0;
    double up = 1 / Math.max(1, attack * Stereo.RATE);
    double back = Acoustics.decay(Math.max(0.4, attack * 4));
    double envelope = 0;
    boolean rising = true;
    double soft = 0;
    double k = 1.3;
    for (int i = 0; i < voice.length; i++) {
      if (i % CONTROL == 0) {
        double corner = Math.min(16_000, open * StrictMath.pow(2, sweep * envelope));
        g = StrictMath.tan(StrictMath.PI * corner / Stereo.RATE);
        soft = Acoustics.onePole(Math.min(18_000, corner * 2));
      }
      if (rising) {
        envelope += up;
        rising = envelope < 1;
      } else {
        envelope *= back;
      }
      double a1 = 1 / (1 + g * (g + k));
      double v3 = voice[i] - ic2;
      double v1 = a1 * (ic1 + g * v3);
      double v2 = ic2 + g * v1;
      ic1 = 2 * v1 - ic1;
      ic2 = 2 * v2 - ic2;
      pole += soft * (v2 - pole);
      voice[i] = pole;
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

  private void shape(double[] voice, int held) {
    double rise = 1 / Math.max(1, attack * Stereo.RATE);
    double level = 0;
    int fall = voice.length - held;
    double last = 0;
    for (int i = 0; i < voice.length; i++) {
      if (i < held) {
        level = Math.min(1, level + rise);
        last = level * level * (3 - 2 * level);
        voice[i] *= last;
      } else {
        double left = 1 - (i - held) / (double) fall;
        voice[i] *= last * left * left;
      }
    }
  }
}
