package io.moodspeaker.music.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.composer.Style;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.library.Feel;
import io.moodspeaker.music.loudness.LoudnessMeter;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ComposedMusicTest {
  private final AtomicReference<Style> style = new AtomicReference<>(of(Mood.SADNESS));

  static Style of(Mood mood) {
    Feel feel = Feel.of(mood);
    return new Style(feel.energy(), feel.valence());
  }

  @Test
  void the_same_seed_and_moods_sound_the_same_and_another_seed_does_not() {
    ComposedBars one = new ComposedBars(7, style::get);
    ComposedBars same = new ComposedBars(7, style::get);
    ComposedBars other = new ComposedBars(8, style::get);
    float[] first = one.next().samples();
    assertThat(same.next().samples()).isEqualTo(first);
    assertThat(Arrays.equals(other.next().samples(), first)).isFalse();
  }

  @Test
  void it_turns_with_the_mood_without_a_seam() {
    ComposedBars bars = new ComposedBars(3, style::get);
    float[] all = new float[0];
    LoudnessMeter meter = new LoudnessMeter();
    for (int bar = 0; bar < 10; bar++) {
      if (bar == 4) {
        style.set(of(Mood.HAPPINESS));
      }
      float[] next = bars.next().samples();
      meter.add(next, next.length / 2);
      int at = all.length;
      all = Arrays.copyOf(all, at + next.length);
      System.arraycopy(next, 0, all, at, next.length);
      assertThat(Sounds.rms(Sounds.left(next))).as("sound in bar " + bar).isGreaterThan(0.02);
    }
    for (float sample : all) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo((float) ComposedBars.CEILING + 1e-4f);
    }
    assertThat(meter.integrated().orElseThrow()).isEqualTo(-17, within(1.0));
    String title = bars.next().tags().title().orElseThrow();
    assertThat(title).contains("major").contains("112 beats a minute");
  }

  @Test
  void bars_join_without_a_click() {
    ComposedBars bars = new ComposedBars(5, style::get);
    double[] before = Sounds.left(bars.next().samples());
    for (int bar = 0; bar < 4; bar++) {
      double[] after = Sounds.left(bars.next().samples());
      double jump = Math.abs(after[0] - before[before.length - 1]);
      double steepest = 0;
      for (int i = 1; i < after.length; i++) {
        steepest = Math.max(steepest, Math.abs(after[i] - after[i - 1]));
      }
      assertThat(jump).isLessThanOrEqualTo(steepest);
      before = after;
    }
  }

  @Test
  void the_player_reads_it_as_a_stream_and_closing_it_ends_the_composer() throws Exception {
    ComposedOpener opener = new ComposedOpener(() -> Feel.of(Mood.NEUTRAL));
    assertThat(opener.accepts("compose:mood")).isTrue();
    assertThat(opener.accepts("/music/compose.flac")).isFalse();
    float[] first = beginning(opener);
    assertThat(beginning(opener)).as("the same number").isEqualTo(first);
  }

  private static float[] beginning(ComposedOpener opener) throws IOException {
    float[] buffer = new float[Pcm.RATE * Pcm.CHANNELS];
    try (AudioSource source = opener.open("compose:42")) {
      assertThat(source.read(buffer, Pcm.RATE)).isEqualTo(Pcm.RATE);
      assertThat(source.position()).isEqualTo(Pcm.duration(Pcm.RATE));
      assertThat(source.duration()).isEmpty();
      assertThat(source.tags().title().orElseThrow()).endsWith("beats a minute");
    }
    return buffer;
  }
}
