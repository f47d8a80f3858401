package io.moodspeaker.composer.synth;

import java.util.Map;
import java.util.Random;

/** Drums, brushes and shakers: each a falling tone and a band of noise. */
record Drums() implements Instrument {
  /**
   * One drum.
   *
   * @param high where its tone starts, in hertz
   * @param low where its tone ends
   * @param tone how loud the tone is
   * @param ring seconds for which the tone falls 60 dB
   * @param from the noise band's lower edge in hertz
   * @param to the noise band's upper edge
   * @param noise how loud the noise is
   * @param fall seconds for which the noise falls 60 dB
   * @param swell seconds in which the noise rises
   * @param pan its place, -1 left to 1 right
   */
  private record Drum(
      double high,
      double low,
      double tone,
      double ring,
      double from,
      double to,
      double noise,
      double fall,
      double swell,
      double pan) {}

  private static final Map<Character, Drum> KIT =
      Map.ofEntries(
          Map.entry('k', new Drum(150, 50, 1.0, 0.45, 800, 4000, 0.10, 0.03, 0.001, 0)),
          Map.entry('u', new Drum(95, 48, 0.9, 0.35, 100, 500, 0.10, 0.05, 0.004, 0)),
          Map.entry('s', new Drum(230, 180, 0.35, 0.2, 1200, 9000, 0.55, 0.3, 0.001, 0.05)),
          Map.entry('r', new Drum(1720, 1650, 0.25, 0.06, 2000, 7000, 0.25, 0.04, 0.001, 0.2)),
          Map.entry('c', new Drum(900, 800, 0.0, 0.05, 900, 4500, 0.8, 0.28, 0.006, -0.1)),
          Map.entry('n', new Drum(1900, 1500, 0.15, 0.04, 1600, 5200, 0.5, 0.09, 0.002, 0.15)),
          Map.entry('h', new Drum(8200, 8000, 0.02, 0.05, 7000, 15000, 0.35, 0.08, 0.001, 0.3)),
          Map.entry('o', new Drum(8200, 8000, 0.02, 0.3, 6500, 15000, 0.32, 0.5, 0.001, 0.3)),
          Map.entry('p', new Drum(5000, 5000, 0.0, 0.05, 4500, 11000, 0.3, 0.12, 0.022, -0.35)),
          Map.entry('b', new Drum(210, 190, 0.08, 0.1, 1500, 7000, 0.35, 0.16, 0.006, 0.1)),
          Map.entry('w', new Drum(300, 300, 0.0, 0.1, 1500, 6500, 0.22, 0.6, 0.18, -0.1)),
          Map.entry('j', new Drum(6300, 6200, 0.05, 0.2, 7500, 16000, 0.3, 0.22, 0.012, 0.35)),
          Map.entry('t', new Drum(125, 85, 0.8, 0.6, 200, 900, 0.12, 0.06, 0.002, -0.3)),
          Map.entry('T', new Drum(190, 130, 0.7, 0.5, 300, 1200, 0.12, 0.06, 0.002, 0.25)),
          Map.entry('d', new Drum(88, 58, 1.0, 1.5, 90, 420, 0.35, 0.25, 0.003, 0)),
          Map.entry('g', new Drum(205, 190, 0.7, 0.35, 500, 2200, 0.18, 0.05, 0.001, -0.25)),
          Map.entry('G', new Drum(320, 300, 0.6, 0.25, 700, 3200, 0.2, 0.04, 0.001, 0.25)),
          Map.entry('q', new Drum(1050, 980, 0.5, 0.09, 900, 3000, 0.15, 0.03, 0.001, 0.3)),
          Map.entry('Q', new Drum(790, 740, 0.5, 0.1, 700, 2500, 0.15, 0.03, 0.001, -0.3)),
          Map.entry('y', new Drum(5300, 5250, 0.05, 0.9, 5000, 13000, 0.16, 0.9, 0.001, 0.4)),
          Map.entry('z', new Drum(4000, 4000, 0.0, 0.1, 3000, 14000, 0.2, 2.6, 1.2, 0)));

  static boolean knows(char letter) {
    return KIT.containsKey(letter);
  }

  @Override
  public void play(Note note, Stereo out, Random random) {
    Drum drum = KIT.get((char) note.pitch());
    double vary = 1 + 0.015 * random.nextGaussian();
    double seconds = drum.swell + Math.max(drum.tone > 0 ? drum.ring : 0, drum.fall) + 0.02;
    double[] voice = new double[Stereo.samples(seconds)];
    tone(voice, drum, vary, note.velocity());
    noise(voice, drum, vary, note.velocity(), new Noise(random.nextLong()));
    FadeInOut.soften(voice, 0.0006, 0.01);
    out.add(voice, note.first(), note.velocity(), drum.pan + 0.04 * random.nextGaussian());
  }

  private static void tone(double[] voice, Drum drum, double vary, double velocity) {
    double bend = Acoustics.decay(0.16);
    double above = drum.high - drum.low;
    double level = drum.tone;
    double fall = Acoustics.decay(drum.ring);
    double turn = 0;
    for (int i = 0; i < voice.length; i++) {
      voice[i] += level * Sine.of(turn);
      turn += (drum.low + above * (0.5 + 0.5 * velocity)) * vary / Stereo.RATE;
      above *= bend;
      level *= fall;
    }
  }

  private static void noise(double[] voice, Drum drum, double vary, double velocity, Noise noise) {
    Biquad floor = Biquad.highpass(drum.from * vary, 0.7);
    Biquad roof = Biquad.lowpass(drum.to * (0.6 + 0.4 * velocity), 0.7);
    double swell = Math.max(1, drum.swell * Stereo.RATE);
    double level = drum.noise;
    double fall = Acoustics.decay(drum.fall);
    for (int i = 0; i < voice.length; i++) {
      double rise = i < swell ? i / swell : 1;
      voice[i] += level * rise * rise * roof.next(floor.next(noise.next()));
      if (i >= swell) {
        level *= fall;
      }
    }
  }
}
