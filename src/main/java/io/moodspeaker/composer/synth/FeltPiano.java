package io.moodspeaker.composer.synth;

import java.util.Random;

/**
 * A piano with felt between hammer and string: stretched partials, each of two strings a little
 * apart, one fading faster than the other, and the knock of the action.
 *
 * @param brightness how many overtones a hard stroke wakes, 0 to 1
 * @param decay seconds to fall 60 dB at A3
 * @param ring seconds for which a note that was let go rings on; a second is half a pedal
 */
record FeltPiano(double brightness, double decay, double ring) implements Instrument {
  /** Where the hammer hits: partials with a node there stay silent. */
  private static final double HAMMER = 1 / 8.0;

  /** A middling string's stiffness; it makes the octaves wide. */
  private static final double STIFFNESS = 0.0003;

  @Override
  public void play(Note note, Stereo out, Random random) {
    double hertz = Acoustics.hertz(note.pitch());
    int held = Stereo.samples(note.length());
    double t60 = decay * StrictMath.pow(220 / hertz, 0.4);
    double[] near = new double[held + Stereo.samples(Math.min(ring, t60))];
    double[] far = new double[near.length];
    double slope = Acoustics.mix(1.1, 0.35, brightness * note.velocity());
    for (int k = 1; k <= 18; k++) {
      double frequency = hertz * k * Math.sqrt(1 + STIFFNESS * k * k);
      if (frequency > 7000) {
        break;
      }
      double amount =
          Math.abs(Sine.of(k * HAMMER / 2)) / k * StrictMath.exp(-slope * (k - 1) * hertz / 330);
      double fade = t60 / (1 + 0.35 * (k - 1));
      partial(near, frequency * Acoustics.cents(0.4), amount, fade, 0.35, held);
      partial(far, frequency * Acoustics.cents(-0.5), amount, fade * 0.8, 0.3, held);
    }
    knock(near, far, note.velocity(), new Noise(random.nextLong()));
    FadeInOut.soften(near, 0.004, 0.04);
    FadeInOut.soften(far, 0.004, 0.04);
    double pan = (note.pitch() - 62) / 60;
    out.add(near, note.first(), note.velocity(), pan - 0.2);
    out.add(far, note.first(), note.velocity(), pan + 0.2);
  }

  /**
   * A partial falls fast at first and slowly then, as the bridge takes one plane's energy first.
   */
  private void partial(
      double[] voice, double hertz, double gain, double t60, double slow, int held) {
    double step = hertz / Stereo.RATE;
    double turn = 0;
    double quick = gain * (1 - slow);
    double lasting = gain * slow;
    double quickly = Acoustics.decay(t60 * 0.3);
    double slowly = Acoustics.decay(t60);
    double mute = Acoustics.decay(ring);
    double damp = 1;
    for (int i = 0; i < voice.length; i++) {
      voice[i] += Sine.of(turn) * (quick + lasting) * damp;
      turn += step;
      quick *= quickly;
      lasting *= slowly;
      if (i > held) {
        damp *= mute;
      }
    }
  }

  private static void knock(double[] near, double[] far, double velocity, Noise noise) {
    Biquad wood = Biquad.bandpass(180, 1.2);
    Biquad felt = Biquad.lowpass(1400, 0.6);
    double level = 0.5 * velocity;
    double fall = Acoustics.decay(0.09);
    for (int i = 0; i < Math.min(near.length, Stereo.samples(0.09)); i++) {
      double x = noise.next() * level;
      double y = wood.next(x) + 0.06 * felt.next(x);
      near[i] += y;
      far[i] += 0.8 * y;
      level *= fall;
    }
  }
}
