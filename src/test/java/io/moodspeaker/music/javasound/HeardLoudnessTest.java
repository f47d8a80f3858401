package io.moodspeaker.music.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.loudness.LoudnessMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How loud tracks come out of the sound server, whatever they were recorded at. */
class HeardLoudnessTest {
  private static final Logger LOG = LoggerFactory.getLogger(HeardLoudnessTest.class);

  /** Seconds of each track. */
  private static final int LENGTH = 14;

  /** Far more than five tracks take. */
  private static final Duration LONG = Duration.ofMinutes(2);

  /** What the meter of BS.1770-4, annex 2, may read wrong by its own account. */
  private static final double PEAK_TOLERANCE = 0.2;

  @TempDir Path folder;

  @Test
  void the_quietest_is_heard_as_loud_as_one_that_needs_hardly_a_change() throws IOException {
    hear(-18, -30);
  }

  @Test
  @Tag("long")
  void tracks_recorded_at_minus_30_to_minus_5_lufs_are_all_heard_at_minus_17() throws IOException {
    hear(-18, -30, -5, -24, -11);
  }

  private void hear(double... recordedAt) throws IOException {
    assumeTrue(PulseServer.missing().isEmpty(), () -> PulseServer.missing().orElseThrow());
    double lifted = Sounds.decibels(truePeak(recordedAt(-30))) + 13;
    assertThat(lifted).as("what the beats of the quietest would reach").isGreaterThan(-1.5);
    List<String> files = new ArrayList<>();
    for (double level : recordedAt) {
      Path file = folder.resolve("at" + level + ".flac");
      files.add(Sounds.write(file, recordedAt(level)).toString());
    }
    Path list = Files.write(folder.resolve("list.m3u8"), files);
    Path raw = folder.resolve("raw");
    float[] heard;
    try (PulseServer pulse = new PulseServer(folder.resolve("home"))) {
      pulse.start();
      try (PlayerProcess player =
          new PlayerProcess(pulse, folder.resolve("player.log"), Duration.ZERO)) {
        pulse.record(raw);
        player.order("play 0 " + list);
        String last = files.get(files.size() - 1);
        await().atMost(LONG).until(() -> player.status().endsWith(last));
        await()
            .atMost(LONG)
            .until(() -> !player.status().endsWith(last) && player.position() > 500);
        heard = pulse.recordedStereo(raw);
      }
    }
    int begin = firstSound(heard);
    for (int i = 0; i < recordedAt.length; i++) {
      float[] track = seconds(heard, begin, i * LENGTH, (i + 1) * LENGTH);
      double loudness = lufs(track);
      LOG.info("recorded at {} LUFS, heard at {} LUFS", recordedAt[i], loudness);
      assertThat(loudness).as("recorded at %s LUFS", recordedAt[i]).isCloseTo(-17, within(1.0));
    }
    double peak = Sounds.decibels(truePeak(heard));
    LOG.info("true peak {} dBTP", peak);
    assertThat(peak).as("true peak in dBTP").isLessThanOrEqualTo(-1.5 + PEAK_TOLERANCE);
  }

  /** A chord with a beat, the louder in comparison the quieter the track, as in real ones. */
  private static float[] recordedAt(double level) {
    double beat = level < -20 ? 11 : level < -15 ? 6 : level < -8 ? 1.5 : 0.3;
    float[] sound =
        Sounds.signal(
            LENGTH,
            Pcm.RATE,
            Pcm.CHANNELS,
            i -> {
              double t = i / (double) Pcm.RATE;
              double chord = wave(220, t) + wave(329.6, t);
              // Between the samples of a quarter of the rate lie peaks of 3 dB more.
              double drum = Math.exp(-(t % 1) * 400) * Math.sin(Math.PI / 2 * i + Math.PI / 4);
              return 0.05 * (chord + beat * drum);
            });
    double factor = Math.pow(10, (level - lufs(sound)) / 20);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (float) (sound[i] * factor);
      assertThat(Math.abs(sound[i])).as("sample at %s LUFS", level).isLessThan(1);
    }
    return sound;
  }

  private static double wave(double hz, double t) {
    return Math.sin(2 * Math.PI * hz * t);
  }

  private static double lufs(float[] stereo) {
    LoudnessMeter meter = new LoudnessMeter();
    meter.add(stereo, stereo.length / Pcm.CHANNELS);
    return meter.integrated().orElseThrow();
  }

  private static int firstSound(float[] stereo) {
    for (int i = 0; i < stereo.length; i++) {
      if (Math.abs(stereo[i]) > 0.003) {
        return i / Pcm.CHANNELS;
      }
    }
    throw new AssertionError("nothing was heard");
  }

  private static float[] seconds(float[] stereo, int begin, int from, int to) {
    return Arrays.copyOfRange(
        stereo,
        Pcm.CHANNELS * (begin + from * Pcm.RATE),
        Math.min(stereo.length, Pcm.CHANNELS * (begin + to * Pcm.RATE)));
  }

  /** At eight times the rate, by a longer filter than the player's own. */
  private static double truePeak(float[] stereo) {
    double[] left = Sounds.left(stereo);
    int half = 32;
    double peak = 0;
    for (int i = half; i < left.length - half; i++) {
      peak = Math.max(peak, Math.abs(left[i]));
      // No signal rises that much between two samples.
      if (Math.max(Math.abs(left[i]), Math.abs(left[i + 1])) < 0.3) {
        continue;
      }
      for (int phase = 1; phase < 8; phase++) {
        double value = 0;
        for (int n = 1 - half; n <= half; n++) {
          double x = n - phase / 8.0;
          double window = 0.5 + 0.5 * Math.cos(Math.PI * x / (half + 1));
          value += left[i + n] * window * Math.sin(Math.PI * x) / (Math.PI * x);
        }
        peak = Math.max(peak, Math.abs(value));
      }
    }
    return peak;
  }
}
