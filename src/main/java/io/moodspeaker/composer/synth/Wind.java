package io.moodspeaker.composer.synth;

import java.util.List;
import java.util.Random;

/**
 * A pipe or an organ: harmonics that swell together, with breath around the tone.
 *
 * @param harmonics their loudness, from the fundamental up
 * @param breath how much noise is in the tone, 0 to 1
 * @param attack seconds to full loudness
 * @param release seconds to fall silent
 * @param vibrato depth in cents; it comes after a third of a second
 * @param detune cents between left and right, for a slow beat
 */
record Wind(
    List<Double> harmonics,
    double breath,
    double attack,
    double release,
    double vibrato,
    double detune)
    implements Instrument {
  Wind {
    harmonics = List.copyOf(harmonics);
  }

  @Override
  public void play(Note note, Stereo out, Random random) {
    double hertz = Acoustics.hertz(note.pitch());
    int held = Stereo.samples(note.length());
    double[] left = new double[held + Stereo.samples(release)];
    double[] right = new double[left.length];
    double rate = 4.8 + 0.5 * random.nextDouble();
    double[] gains = gains(hertz, note.velocity());
    int heard = gains.length;
    while (heard > 0 && gains[heard - 1] == 0) {
      heard--;
    }
    double turn = random.nextDouble();
    double other = random.nextDouble();
    double apart = Acoustics.cents(detune);
    double step = hertz / Stereo.RATE;
    Noise noise = new Noise(random.nextLong());
    Biquad tube = Biquad.bandpass(Math.min(8000, hertz * 2), 1.5);
    Biquad air = Biquad.highpass(2500, 0.7);
    double rise = 1 / (attack * Stereo.RATE);
    double level = 0;
    double depth = 0;
    double last = 0;
    for (int i = 0; i < left.length; i++) {
      if (i > 0.3 * Stereo.RATE) {
        depth = Math.min(1, depth + 2.0 / Stereo.RATE);
      }
      double swing = depth * Sine.of(i * rate / Stereo.RATE);
      double scoop = -12 * (1 - Math.min(1, level * 1.5));
      double now = step * (1 + (vibrato * swing + scoop) * 0.00057779);
      turn += now;
      other += now * apart;
      double a = 0;
      double b = 0;
      for (int k = 0; k < heard; k++) {
        a += gains[k] * Sine.of(turn * (k + 1));
      }
      for (int k = 0; k < heard && detune > 0; k++) {
        b += gains[k] * Sine.of(other * (k + 1));
      }
      if (i < held) {
        level = Math.min(1, level + rise);
        last = level * level * (3 - 2 * level);
      } else {
        double rest = 1 - (i - held) / (double) (left.length - held);
        last = level * rest * rest;
      }
      double white = noise.next();
      double chiff = 1 + 2 * Math.max(0, 1 - i / (0.07 * Stereo.RATE));
      double wind = breath * chiff * (0.5 * tube.next(white) + 0.12 * air.next(white));
      double strength = last * (1 + 0.12 * swing);
      left[i] = (a + wind) * strength;
      right[i] = ((detune > 0 ? b : a) + wind) * strength;
    }
    double gain = 0.3 * (0.4 + 0.6 * note.velocity());
    double width = detune > 0 ? 0.6 : 0.05;
    out.add(left, note.first(), gain, -width);
    out.add(right, note.first(), gain, width);
  }

  private double[] gains(double hertz, double velocity) {
    double[] gains = new double[harmonics.size()];
    for (int k = 0; k < gains.length; k++) {
      boolean heard = hertz * (k + 1) < 14_000;
      gains[k] = heard ? harmonics.get(k) * StrictMath.pow(velocity, 0.35 * k) : 0;
    }
    return gains;
  }
}
