package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.music.FakeSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.loudness.LoudnessTest;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("FutureReturnValueIgnored")
class LevelingTest {
  private static final AudioSources SOURCES = new AudioSources(List.of(new FfmpegOpener()));

  /** Seconds of each track. */
  private static final int LENGTH = 6;

  @TempDir Path folder;

  private final FakeSink sink = new FakeSink();

  private void play(List<Path> files) throws IOException {
    Path list =
        Files.write(folder.resolve("list.m3u8"), files.stream().map(Path::toString).toList());
    try (LoudnessNormalizer leveler =
            new LoudnessNormalizer(SOURCES, new LoudnessCache(Optional.empty()), new SameThread());
        LocalPlayer player =
            new LocalPlayer(
                Players.READER,
                SOURCES,
                sink,
                leveler,
                Players.settings(100, VolumeCeiling.of(100), Duration.ZERO),
                new Random(1),
                System::nanoTime,
                new SameThread(),
                false)) {
      player.play(new PlayRequest(list.toString(), false, Duration.ZERO));
      for (int i = 0; i < LENGTH * files.size() * Pcm.RATE / Pcm.BLOCK; i++) {
        player.step();
      }
    }
  }

  private double heard(int track) {
    double[] left = sink.heard();
    int from = track * LENGTH * Pcm.RATE;
    double[] part = Arrays.copyOfRange(left, from, Math.min(left.length, from + LENGTH * Pcm.RATE));
    float[] stereo = new float[2 * part.length];
    for (int i = 0; i < part.length; i++) {
      stereo[2 * i] = (float) part[i];
      stereo[2 * i + 1] = (float) part[i];
    }
    return LoudnessTest.loudness(stereo);
  }

  @Test
  void tracks_recorded_at_minus_30_to_minus_5_lufs_all_come_out_at_minus_17() throws IOException {
    List<Path> files = new ArrayList<>();
    double[] levels = {-30, -24, -17, -11, -5};
    for (double level : levels) {
      float[] noise = LoudnessTest.at(level, LoudnessTest.noise(LENGTH, 7));
      files.add(Sounds.write(folder.resolve("at" + level + ".flac"), noise));
    }
    play(files);
    for (int i = 0; i < levels.length; i++) {
      assertThat(heard(i)).as("recorded at %s", levels[i]).isCloseTo(-17, within(1.0));
    }
    double peak = Arrays.stream(sink.heard()).map(Math::abs).max().orElseThrow();
    assertThat(Sounds.decibels(peak)).isLessThanOrEqualTo(-1.49);
  }

  @Test
  void a_replay_gain_tag_is_trusted() throws IOException {
    float[] noise = LoudnessTest.at(-20, LoudnessTest.noise(LENGTH, 7));
    Path tagged =
        Sounds.write(
            folder.resolve("tagged.flac"),
            noise,
            Pcm.RATE,
            2,
            Map.of("REPLAYGAIN_TRACK_GAIN", "-4.00 dB"));
    play(List.of(tagged));
    assertThat(heard(0))
        .as("-20 LUFS, -4 dB, and 1 dB from -18 to -17")
        .isCloseTo(-23, within(0.3));
  }
}
