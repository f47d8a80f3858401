package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class FadePropertiesTest {
  @Property(tries = 100)
  void a_fade_in_only_rises_and_arrives_at_full_in_time(
      @ForAll @IntRange(min = 1, max = 100_000) int frames) {
    Fade fade = Fade.atSilence();
    fade.in(frames);
    float last = -1;
    for (int i = 0; i < frames; i++) {
      float gain = fade.next();
      assertThat(gain).isBetween(last, 1f);
      last = gain;
    }
    assertThat(fade.next()).isEqualTo(1f);
    assertThat(fade.isSteady()).isTrue();
  }

  @Property(tries = 100)
  void a_fade_out_only_falls_and_ends_silent(@ForAll @IntRange(min = 1, max = 100_000) int frames) {
    Fade fade = Fade.atFull();
    fade.out(frames);
    float last = 2;
    for (int i = 0; i < frames; i++) {
      float gain = fade.next();
      assertThat(gain).isBetween(0f, last);
      last = gain;
    }
    assertThat(fade.next()).isZero();
    assertThat(fade.isSilent()).isTrue();
  }

  @Property(tries = 100)
  void two_fades_that_cross_keep_their_power_even(
      @ForAll @IntRange(min = 1, max = 100_000) int frames) {
    Fade in = Fade.atSilence();
    Fade out = Fade.atFull();
    in.in(frames);
    out.out(frames);
    for (int i = 0; i < frames; i++) {
      double a = in.next();
      double b = out.next();
      assertThat(a * a + b * b).isCloseTo(1, within(1e-6));
    }
  }

  @Property(tries = 100)
  void a_fade_that_turns_around_never_jumps(
      @ForAll @IntRange(min = 500, max = 50_000) int frames,
      @ForAll @IntRange(min = 1, max = 50_000) int turn) {
    Fade fade = Fade.atSilence();
    fade.in(frames);
    float last = fade.next();
    for (int i = 0; i < 2 * frames; i++) {
      if (i == turn % frames) {
        fade.out(frames);
      }
      float gain = fade.next();
      assertThat(Math.abs(gain - last)).isLessThan(1.6f / frames);
      last = gain;
    }
    assertThat(last).isZero();
  }
}
