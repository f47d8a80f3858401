package io.moodspeaker.composer.synth;

/** The edges of a voice, rounded so that neither clicks. */
final class FadeInOut {
  private FadeInOut() {}

  /** One millisecond in, thirty out: shorter than an ear hears, long enough for a loudspeaker. */
  static void soften(double[] voice) {
    soften(voice, 0.001, 0.03);
  }

  static void soften(double[] voice, double in, double out) {
    int rise = Math.min(voice.length, Stereo.samples(in));
    for (int i = 0; i < rise; i++) {
      voice[i] *= i / (double) rise;
    }
    int fall = Math.min(voice.length, Stereo.samples(out));
    for (int i = 0; i < fall; i++) {
      voice[voice.length - 1 - i] *= i / (double) fall;
    }
  }
}
