package io.moodspeaker.music.composed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.composer.Style;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.library.TrackAnalyzer;
import io.moodspeaker.music.library.TrackFacts;
import io.moodspeaker.music.loudness.LoudnessMeter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An hour of composed music through a script of moods; takes some minutes. */
@Tag("long")
class ComposedHourTest {
  private static final int MINUTES = 64;

  /** By then the music has turned: two bars ahead, and the rest of a phrase's half. */
  private static final int TURNED = 12 * Pcm.RATE;

  /** What was measured of a minute. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Minute(Mood mood, Style style, double[] features) {}

  @Test
  void one_hears_which_mood_it_is_made_for() throws IOException {
    List<Mood> script = new ArrayList<>();
    for (int i = 0; i < MINUTES; i++) {
      script.add(Mood.of(Emotion.all().get(i % Emotion.all().size())));
    }
    Collections.shuffle(script, new Random(4));
    AtomicReference<Style> style = new AtomicReference<>(ComposedMusicTest.of(script.get(0)));
    ComposedBars bars = new ComposedBars(11, style::get);
    LoudnessMeter hour = new LoudnessMeter();
    List<Minute> minutes = new ArrayList<>();
    long cpu = 0;
    double loudest = 0;
    double quietestTwoBars = 1;
    double before = 1;
    double seconds = 0;
    for (Mood mood : script) {
      style.set(ComposedMusicTest.of(mood));
      float[] minute = new float[0];
      while (minute.length < 60 * Pcm.RATE * Pcm.CHANNELS) {
        long start = cpu();
        float[] bar = bars.next().samples();
        cpu += cpu() - start;
        double rms = Sounds.rms(Sounds.left(bar));
        quietestTwoBars = Math.min(quietestTwoBars, Math.max(before, rms));
        before = rms;
        for (float sample : bar) {
          loudest = Math.max(loudest, Math.abs(sample));
        }
        int at = minute.length;
        minute = Arrays.copyOf(minute, at + bar.length);
        System.arraycopy(bar, 0, minute, at, bar.length);
      }
      seconds += minute.length / 2.0 / Pcm.RATE;
      hour.add(minute, minute.length / 2);
      LoudnessMeter one = new LoudnessMeter();
      one.add(minute, minute.length / 2);
      assertThat(one.integrated().orElseThrow()).as("LUFS of " + mood).isEqualTo(-17, within(1.0));
      TrackFacts facts =
          TrackAnalyzer.analyze(
              new Track("/" + mood),
              new Recording(Arrays.copyOfRange(minute, 2 * TURNED, minute.length)));
      minutes.add(
          new Minute(
              mood,
              style.get(),
              new double[] {
                facts.tempo().orElse(60), facts.mode(), StrictMath.log(facts.brightness())
              }));
    }
    double tempo = correlation(minutes, 0, true);
    double mode = correlation(minutes, 1, false);
    double brightness = correlation(minutes, 2, true);
    double accuracy = accuracy(minutes);
    double used = 100 * cpu / 1e9 / seconds;
    System.out.printf(
        Locale.ROOT,
        "%.0f s: %.1f LUFS, peak %.2f dBFS, quietest two bars %.1f dBFS; tempo and energy %.2f,"
            + " mode and valence %.2f, brightness and energy %.2f; moods told apart %.0f %%;"
            + " %.1f %% of a core%n",
        seconds,
        hour.integrated().orElseThrow(),
        Sounds.decibels(loudest),
        Sounds.decibels(quietestTwoBars),
        tempo,
        mode,
        brightness,
        100 * accuracy,
        used);
    assertThat(loudest).as("clipping").isLessThan(0.99);
    assertThat(hour.integrated().orElseThrow()).isEqualTo(-17, within(1.0));
    assertThat(Sounds.decibels(quietestTwoBars)).as("silence").isGreaterThan(-40);
    assertThat(tempo).isGreaterThanOrEqualTo(0.7);
    assertThat(mode).isGreaterThanOrEqualTo(0.7);
    assertThat(brightness).isGreaterThanOrEqualTo(0.7);
    assertThat(accuracy).isGreaterThanOrEqualTo(0.8);
    assertThat(used).as("percent of a core").isLessThanOrEqualTo(6);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double correlation(List<Minute> minutes, int feature, boolean energy) {
    double[] x = minutes.stream().mapToDouble(m -> m.features()[feature]).toArray();
    double[] y =
        minutes.stream()
            .mapToDouble(m -> energy ? m.style().energy() : m.style().valence())
            .toArray();
    double mx = Arrays.stream(x).average().orElseThrow();
    double my = Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mx) * (y[i] - my);
      xx += (x[i] - mx) * (x[i] - mx);
      yy += (y[i] - my) * (y[i] - my);
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Each minute gets the mood of the nearest mean of all other minutes, in pooled deviations. */
  @SuppressWarnings("ReferenceEquality") // Each minute is one of these, and no other equals it.
  private static double accuracy(List<Minute> minutes) {
    int right = 0;
    for (Minute one : minutes) {
      List<Minute> others = minutes.stream().filter(m -> m != one).toList();
      double[] deviation = new double[3];
      for (Minute m : others) {
        double[] mean = mean(others, m.mood());
        for (int i = 0; i < 3; i++) {
          deviation[i] += Math.pow(m.features()[i] - mean[i], 2) / others.size();
        }
      }
      double least = Double.MAX_VALUE;
      Mood nearest = Mood.UNSURE;
      for (Emotion emotion : Emotion.all()) {
        double[] mean = mean(others, Mood.of(emotion));
        double distance = 0;
        for (int i = 0; i < 3; i++) {
          distance += Math.pow(one.features()[i] - mean[i], 2) / (deviation[i] + 1e-9);
        }
        if (distance < least) {
          least = distance;
          nearest = Mood.of(emotion);
        }
      }
      right += nearest == one.mood() ? 1 : 0;
    }
    return right / (double) minutes.size();
  }

  private static double[] mean(List<Minute> minutes, Mood mood) {
    double[] mean = new double[3];
    List<Minute> of = minutes.stream().filter(m -> m.mood() == mood).toList();
    for (Minute m : of) {
      for (int i = 0; i < 3; i++) {
        mean[i] += m.features()[i] / of.size();
      }
    }
    return mean;
  }

  /** Samples in memory. */
  private static final class Recording implements AudioSource {
    private final float[] samples;
    private int at;

    Recording(float[] samples) {
      this.samples = samples;
    }

    @Override
    public int read(float[] buffer, int frames) {
      int count = Math.min(frames, (samples.length - at) / 2);
      System.arraycopy(samples, at, buffer, 0, 2 * count);
      at += 2 * count;
      return count == 0 ? -1 : count;
    }

    @Override
    public Duration position() {
      return Duration.ZERO;
    }

    @Override
    public Optional<Duration> duration() {
      return Optional.empty();
    }

    @Override
    public void seek(Duration position) {}

    @Override
    public TrackTags tags() {
      return TrackTags.NONE;
    }

    @Override
    public void close() {}
  }
}
