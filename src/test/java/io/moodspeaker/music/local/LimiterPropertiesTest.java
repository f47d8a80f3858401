package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.loudness.Limiter;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class LimiterPropertiesTest {
  private static final int FRAMES = 1 << 15;

  private static double[] limit(float[] stereo) {
    Limiter limiter = new Limiter(Mixer.CEILING);
    limiter.process(stereo, stereo.length / 2);
    return Sounds.left(stereo);
  }

  @Property(tries = 50)
  void no_noise_however_loud_passes_the_ceiling(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.1, max = 8) double loud) {
    Random random = new Random(seed);
    float[] noise = new float[2 * FRAMES];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (loud * random.nextGaussian() * (random.nextInt(50) == 0 ? 1 : 0.1));
    }
    for (double sample : limit(noise)) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(Mixer.CEILING * 1.001);
    }
  }

  @Property(tries = 30)
  void between_the_samples_nothing_passes_it_either(
      @ForAll @DoubleRange(min = 1, max = 4) double loud,
      @ForAll @DoubleRange(min = 0, max = 3.14) double phase) {
    // A quarter of the rate: sampled off its crests, it peaks 3 dB above its samples.
    float[] tone =
        Sounds.signal(
            0.5, Pcm.RATE, 2, i -> loud * Math.sin(Math.PI * i / 2 + phase) * Math.min(1, i / 2e3));
    double[] limited = limit(tone);
    double most = 0;
    for (int i = 5000; i < limited.length - 40; i++) {
      double between = 0;
      for (int n = -31; n <= 32; n++) {
        double x = n - 0.5;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * x / 33);
        between += limited[i + n] * Math.sin(Math.PI * x) / (Math.PI * x) * window;
      }
      most = Math.max(most, Math.abs(between));
    }
    assertThat(Sounds.decibels(most)).isLessThan(-1.4);
  }

  @Example
  void what_stays_below_comes_out_untouched() {
    float[] tone = Sounds.tone(1000, 1, Pcm.RATE, 2, 0.8);
    double[] before = Sounds.left(tone);
    double[] after = limit(tone);
    for (int i = Limiter.DELAY; i < after.length; i++) {
      assertThat(after[i]).isCloseTo(before[i - Limiter.DELAY], within(1e-9));
    }
  }

  @Example
  void after_a_peak_the_level_comes_back() {
    float[] tone =
        Sounds.signal(
            2,
            Pcm.RATE,
            2,
            i -> (i > 20_000 && i < 21_000 ? 4 : 0.4) * Math.sin(2 * Math.PI * 500 * i / Pcm.RATE));
    double[] limited = limit(tone);
    assertThat(Sounds.rms(Sounds.slice(limited, 1.8, 2)))
        .isCloseTo(0.4 / Math.sqrt(2), within(0.003));
  }
}
