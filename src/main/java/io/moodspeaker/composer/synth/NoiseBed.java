package io.moodspeaker.composer.synth;

import java.util.Random;

/**
 * A bed of sound under the music for as long as the note lasts: sea, rain, wind or a record's dust.
 *
 * @param low the lower edge of the noise in hertz
 * @param high its upper edge
 * @param swell seconds from one wave to the next
 * @param depth how deep the waves are, 0 to 1
 * @param drops crackles or drops a second
 */
record NoiseBed(double low, double high, double swell, double depth, double drops)
    implements Instrument {
  @Override
  public void play(Note note, Stereo out, Random random) {
    for (int side = -1; side <= 1; side += 2) {
      Noise noise = new Noise(random.nextLong());
      double phase = random.nextDouble();
      double[] voice = new double[Stereo.samples(note.length())];
      Biquad floor = Biquad.highpass(low, 0.6);
      Biquad roof = Biquad.lowpass(high, 0.6);
      Biquad drop = Biquad.bandpass(Math.min(6000, high), 1.5);
      double chance = drops / Stereo.RATE;
      for (int i = 0; i < voice.length; i++) {
        double t = i / (double) Stereo.RATE;
        double wave =
            0.5 + 0.35 * Sine.of(phase + t / swell) + 0.15 * Sine.of(phase + t / swell * 1.618);
        double tick = Math.abs(noise.next()) < chance ? 9 * noise.next() : 0;
        voice[i] =
            0.2 * (1 - depth + depth * wave) * roof.next(floor.next(noise.next()))
                + 0.25 * drop.next(tick);
      }
      FadeInOut.soften(voice, 2, 3);
      out.add(voice, note.first(), note.velocity(), side * 0.8);
    }
  }
}
