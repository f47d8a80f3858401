package io.moodspeaker.composer.synth;

import java.util.List;
import java.util.Random;

/**
 * A bar, tongue or bell: a few decaying sines, started by a short soft noise.
 *
 * @param modes the sines
 * @param strike how loud the mallet's own noise is, 0 to 1
 * @param tremolo the depth of a slow stereo swing, 0 to 1, as on a vibraphone
 * @param ring seconds for which a note that was let go rings on
 */
record Percussion(List<Mode> modes, double strike, double tremolo, double ring)
    implements Instrument {

  /**
   * One sine.
   *
   * @param ratio its frequency over the note's
   * @param gain its loudness at full velocity; the upper modes fade faster on soft strokes
   * @param decay seconds to fall 60 dB at A4
   */
  record Mode(double ratio, double gain, double decay) {}

  /** Modes from threes of ratio, gain and decay. */
  static List<Mode> modes(double... threes) {
    Mode[] modes = new Mode[threes.length / 3];
    for (int i = 0; i < modes.length; i++) {
      modes[i] = new Mode(threes[3 * i], threes[3 * i + 1], threes[3 * i + 2]);
    }
    return List.of(modes);
  }

  Percussion {
    modes = List.copyOf(modes);
  }

  @Override
  public void play(Note note, Stereo out, Random random) {
    double hertz = Acoustics.hertz(note.pitch());
    double scale = StrictMath.pow(440 / hertz, 0.45);
    double longest = modes.stream().mapToDouble(Mode::decay).max().orElse(1) * scale;
    int held = Stereo.samples(note.length());
    double[] voice = new double[Stereo.samples(Math.min(longest, note.length() + ring)) + 1];
    for (Mode mode : modes) {
      double frequency = hertz * mode.ratio;
      if (frequency < 15_000) {
        double soft = StrictMath.pow(note.velocity(), 0.7 * StrictMath.log(mode.ratio + 0.7));
        sine(voice, frequency, mode.gain * soft, mode.decay * scale, held);
      }
    }
    Noise noise = new Noise(random.nextLong());
    Biquad band = Biquad.bandpass(Math.min(9000, hertz * 2.5), 0.8);
    double level = strike * note.velocity();
    double fall = Acoustics.decay(0.03);
    for (int i = 0; i < Math.min(voice.length, Stereo.samples(0.03)); i++) {
      voice[i] += level * band.next(noise.next());
      level *= fall;
    }
    FadeInOut.soften(voice);
    double pan = 0.12 * random.nextGaussian() * 0.5 + (note.pitch() - 66) / 90;
    if (tremolo == 0) {
      out.add(voice, note.first(), 0.5 * note.velocity(), pan);
    } else {
      swing(voice, note, out, pan);
    }
  }

  private void sine(double[] voice, double hertz, double gain, double t60, int held) {
    double r = Acoustics.decay(t60);
    double w = 2 * StrictMath.PI * hertz / Stereo.RATE;
    double y2 = 0;
    double y1 = gain * r * StrictMath.sin(w);
    double c1 = 2 * r * StrictMath.cos(w);
    double c2 = r * r;
    double damp = 1;
    double mute = Acoustics.decay(Math.max(0.05, ring));
    for (int i = 1; i < voice.length; i++) {
      voice[i] += y1 * damp;
      double y = c1 * y1 - c2 * y2;
      y2 = y1;
      y1 = y;
      if (i > held) {
        damp *= mute;
      }
    }
  }

  /** The motor's swing goes on through the piece, whenever a note starts. */
  private void swing(double[] voice, Note note, Stereo out, double pan) {
    double[] there = voice.clone();
    double hertz = 4.3;
    for (int i = 0; i < voice.length; i++) {
      double swing = Sine.of((note.first() + i) * hertz / Stereo.RATE) * tremolo;
      voice[i] *= 1 - tremolo + swing;
      there[i] *= 1 - tremolo - swing * 0.6;
    }
    out.add(voice, note.first(), 0.5 * note.velocity(), pan - 0.35);
    out.add(there, note.first(), 0.5 * note.velocity(), pan + 0.35);
  }
}
