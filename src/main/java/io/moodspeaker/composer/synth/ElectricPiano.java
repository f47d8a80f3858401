package io.moodspeaker.composer.synth;

import java.util.Random;

/**
 * A tine piano by frequency modulation: a warm body that barks on hard strokes, and a bell-like
 * tine that fades first.
 *
 * @param bark how much the body growls, 0 to 2
 * @param tine how loud the tine is, 0 to 1
 * @param ratio the tine's modulator over the note: 14 for a tine, 3.5 for a bell
 * @param decay seconds to fall 60 dB at A4
 * @param tremolo the depth of the stereo swing, 0 to 1
 */
record ElectricPiano(double bark, double tine, double ratio, double decay, double tremolo)
    implements Instrument {
  @Override
  public void play(Note note, Stereo out, Random random) {
    double hertz = Acoustics.hertz(note.pitch());
    double t60 = decay * StrictMath.pow(440 / hertz, 0.5);
    int held = Stereo.samples(note.length());
    double[] left = new double[held + Stereo.samples(0.35)];
    double[] right = new double[left.length];
    double step = hertz / Stereo.RATE;
    double over = Math.min(ratio, 14_000 / hertz);
    double growl = bark * note.velocity() * note.velocity() / (2 * StrictMath.PI);
    double bell = 0.35 / (2 * StrictMath.PI);
    double shimmer = tine * note.velocity();
    double level = 1;
    double fall = Acoustics.decay(t60);
    double growlFall = Acoustics.decay(t60 * 0.45);
    double tineFall = Acoustics.decay(Math.min(t60, 1.1));
    double mute = Acoustics.decay(0.3);
    double turn = 0;
    double apart = Acoustics.cents(3) - 1;
    double base = 0.08;
    for (int i = 0; i < left.length; i++) {
      double body = Sine.of(turn + (base + growl) * Sine.of(turn));
      double wide = Sine.of(turn * (1 + apart) + (base + growl) * Sine.of(turn));
      double high = shimmer * Sine.of(turn + bell * Sine.of(over * turn));
      double swing = tremolo * Sine.of((note.first() + i) * 4.6 / Stereo.RATE);
      left[i] = (0.7 * body + 0.3 * wide + high) * level * (1 + swing);
      right[i] = (0.3 * body + 0.7 * wide + high) * level * (1 - swing);
      turn += step;
      level *= i < held ? fall : mute;
      growl *= growlFall;
      shimmer *= tineFall;
    }
    FadeInOut.soften(left, 0.003, 0.03);
    FadeInOut.soften(right, 0.003, 0.03);
    out.add(left, note.first(), 0.35 * note.velocity(), -0.6);
    out.add(right, note.first(), 0.35 * note.velocity(), 0.6);
  }
}
