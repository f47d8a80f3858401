package io.moodspeaker.music.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.FakeSink;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessMeter;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How loud the bundled music is, as it comes out of a fresh installation. */
@SuppressWarnings("FutureReturnValueIgnored")
class FreshInstallationTest {
  private static final FfmpegOpener FFMPEG = new FfmpegOpener();
  private static final AudioSources SOURCES =
      new AudioSources(List.of(new Mp3Opener(FFMPEG::tags), FFMPEG));

  @ParameterizedTest
  @CsvSource({"neutral, 80, -23", "happiness, 80, -23", "comfort, 70, -26.5"})
  void the_bundled_music_is_as_loud_as_television(String list, int volume, double expected)
      throws IOException {
    FakeSink sink = new FakeSink();
    Track first =
        Players.READER.read(Path.of("playlists", list + ".m3u8").toString()).tracks().getFirst();
    double seconds;
    try (AudioSource source = SOURCES.open(first)) {
      seconds = source.duration().orElseThrow().toMillis() / 1000.0;
    }
    SameThread loader = new SameThread();
    LoudnessNormalizer normalizer =
        new LoudnessNormalizer(SOURCES, new LoudnessCache(Optional.empty()), loader);
    normalizer.measure(first);
    try (LocalPlayer player =
        new LocalPlayer(
            Players.READER,
            SOURCES,
            sink,
            normalizer,
            Players.settings(volume, VolumeCeiling.of(100), Duration.ZERO),
            new Random(1),
            System::nanoTime,
            loader,
            false)) {
      player.play(new PlayRequest(first.location(), false, Duration.ZERO));
      for (int i = 0; i < seconds * Pcm.RATE / Pcm.BLOCK; i++) {
        player.step();
      }
    }
    double[] left = sink.heard();
    float[] stereo = new float[2 * left.length];
    for (int i = 0; i < left.length; i++) {
      stereo[2 * i] = (float) left[i];
      stereo[2 * i + 1] = (float) left[i];
    }
    LoudnessMeter meter = new LoudnessMeter();
    meter.add(stereo, left.length);
    System.out.printf(
        "%s at volume %d: %.1f LUFS, %.1f dBFS RMS%n",
        list, volume, meter.integrated().orElseThrow(), Sounds.decibels(Sounds.rms(left)));
    // The left channel alone stands for both.
    assertThat(meter.integrated().orElseThrow()).isBetween(expected - 2, expected + 2);
  }
}
