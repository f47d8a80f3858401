package io.moodspeaker.composer.synth;

import java.util.List;
import java.util.Random;

/**
 * A plucked string after Karplus and Strong, with Jaffe and Smith's tuning, pick position and
 * damping; each note is two slightly different strings, as a real one moves in two planes.
 *
 * @param decay seconds to fall 60 dB at A3
 * @param tone how bright the pick is, 0 to 1
 * @param position where it is plucked, as a part of the string
 * @param damping how fast the overtones die, 0 to 0.5
 * @param ring seconds for which a note that was let go rings on
 * @param body the resonances of the wood
 */
record PluckedString(
    double decay, double tone, double position, double damping, double ring, List<Peak> body)
    implements Instrument {

  /** A resonance of the body. */
  record Peak(double hertz, double q, double decibels) {}

  PluckedString {
    body = List.copyOf(body);
  }

  @Override
  public void play(Note note, Stereo out, Random random) {
    double spread = 0.18;
    for (int side = -1; side <= 1; side += 2) {
      double detune = Acoustics.cents(side * (0.5 + 0.6 * random.nextDouble()));
      double[] voice =
          string(note, Acoustics.hertz(note.pitch()) * detune, new Noise(random.nextLong()));
      out.add(voice, note.first(), 0.6 * note.velocity(), side * spread);
    }
  }

  private double[] string(Note note, double hertz, Noise noise) {
    double loop = Stereo.RATE / hertz - damping;
    int whole = (int) Math.floor(loop - 0.3);
    double fraction = loop - whole;
    double allpass = (1 - fraction) / (1 + fraction);
    double t60 = decay * Math.sqrt(220 / hertz);
    double keep = StrictMath.pow(0.001, 1 / (hertz * t60));
    double mute = StrictMath.pow(0.001, 1 / (hertz * Math.min(t60, ring)));
    double[] line = pick(whole, note, hertz, noise);
    int held = Stereo.samples(note.length());
    double[] voice = new double[held + Stereo.samples(Math.min(ring, t60))];
    double x1 = 0;
    double apIn = 0;
    double apOut = 0;
    int at = 0;
    for (int i = 0; i < voice.length; i++) {
      double x = line[at];
      double y = ((1 - damping) * x + damping * x1) * (i < held ? keep : mute);
      x1 = x;
      apOut = allpass * (y - apOut) + apIn;
      apIn = y;
      line[at] = apOut;
      at = at + 1 == whole ? 0 : at + 1;
      voice[i] = x;
    }
    FadeInOut.soften(voice, 0.003, 0.03);
    return voice;
  }

  private double[] pick(int length, Note note, double hertz, Noise noise) {
    double corner = Math.min(16_000, 600 + hertz * 2 + 9000 * tone * note.velocity());
    double weight = Acoustics.onePole(corner);
    double[] burst = new double[length];
    double low = 0;
    double lower = 0;
    for (int i = 0; i < 2 * length; i++) {
      low += weight * (noise.next() - low);
      lower += weight * (low - lower);
      burst[i % length] = lower;
    }
    int offset = Math.max(1, (int) (position * length));
    double[] line = new double[length];
    double mean = 0;
    for (int i = 0; i < length; i++) {
      line[i] = burst[i] - burst[(i + length - offset) % length];
      mean += line[i] / length;
    }
    double energy = 0;
    for (int i = 0; i < length; i++) {
      line[i] -= mean;
      energy += line[i] * line[i] / length;
    }
    double even = 0.25 / Math.sqrt(energy + 1e-9);
    for (int i = 0; i < length; i++) {
      line[i] *= even;
    }
    return line;
  }

  @Override
  public void colour(Stereo part, int length) {
    for (Peak peak : body) {
      Biquad.peak(peak.hertz, peak.q, peak.decibels).run(part.left(), length);
      Biquad.peak(peak.hertz, peak.q, peak.decibels).run(part.right(), length);
    }
  }
}
