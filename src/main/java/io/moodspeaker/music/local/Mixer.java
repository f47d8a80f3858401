package io.moodspeaker.music.local;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Volume;
import io.moodspeaker.music.loudness.Limiter;

/**
 * The last stage before the sink: volume that glides, pauses that fade, a ceiling for the peaks.
 */
final class Mixer {
  /** Half a second for any change of volume: a jump startles, a slower one feels stuck. */
  private static final long GLIDE = Pcm.RATE / 2;

  /** -1.5 dB true peak: what cards and lossy transports take without distortion. */
  static final double CEILING = Math.pow(10, -1.5 / 20);

  private final Limiter limiter = new Limiter(CEILING);
  private final Fade pause = Fade.atFull();
  private double gain;
  private double target;
  private double step;

  /** A mixer that starts at a volume without gliding to it. */
  Mixer(int volume) {
    gain = Volume.gain(volume);
    target = gain;
  }

  void volume(int percent) {
    target = Volume.gain(percent);
    step = Math.abs(target - gain) / GLIDE;
  }

  void pause(long frames) {
    pause.out(frames);
  }

  void resume(long frames) {
    pause.in(frames);
  }

  /** Whether a pause has faded out in full. */
  boolean isPaused() {
    return pause.isSilent();
  }

  /** Forgets what it has taken but not given back yet. */
  void clear() {
    limiter.clear();
  }

  /** Turns the sum of all voices into what is heard, in place. */
  void process(float[] block, int frames) {
    for (int i = 0; i < frames; i++) {
      if (gain < target) {
        gain = Math.min(target, gain + step);
      } else if (gain > target) {
        gain = Math.max(target, gain - step);
      }
      float factor = (float) gain * pause.next();
      block[2 * i] *= factor;
      block[2 * i + 1] *= factor;
    }
    limiter.process(block, frames);
  }
}
