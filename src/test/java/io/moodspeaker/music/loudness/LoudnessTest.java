package io.moodspeaker.music.loudness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class LoudnessTest {
  @TempDir Path folder;

  private static double lufs(float[] sound) {
    LoudnessMeter meter = new LoudnessMeter();
    meter.add(sound, sound.length / 2);
    return meter.integrated().orElseThrow();
  }

  @Test
  void a_stereo_tone_of_1_khz_at_minus_23_dbfs_is_minus_23_lufs() {
    // EBU Tech 3341, test cases 1 and 2.
    double peak = Math.pow(10, -23 / 20.0);
    assertThat(lufs(Sounds.tone(1000, 20, Pcm.RATE, 2, peak))).isCloseTo(-23, within(0.1));
    assertThat(lufs(Sounds.tone(1000, 20, Pcm.RATE, 2, Math.pow(10, -33 / 20.0))))
        .isCloseTo(-33, within(0.1));
  }

  @Test
  void quiet_parts_are_gated_away() {
    // EBU Tech 3341, test case 3: 10 s at -36, 60 s at -23, 10 s at -36.
    float[] sound =
        Sounds.signal(
            80,
            Pcm.RATE,
            2,
            i -> {
              double second = i / (double) Pcm.RATE;
              double level = second < 10 || second >= 70 ? -36 : -23;
              return Math.pow(10, level / 20) * Math.sin(2 * Math.PI * 1000 * i / Pcm.RATE);
            });
    assertThat(lufs(sound)).isCloseTo(-23, within(0.1));
  }

  @Test
  void silence_has_no_loudness() {
    LoudnessMeter meter = new LoudnessMeter();
    meter.add(new float[2 * Pcm.RATE], Pcm.RATE);
    assertThat(meter.integrated()).isEmpty();
  }

  @Test
  void a_measurement_is_remembered_until_the_file_changes() throws IOException {
    Path song = Files.writeString(folder.resolve("song.flac"), "once");
    Path file = folder.resolve("loudness.tsv");
    Track track = new Track(song.toString());
    new LoudnessCache(Optional.of(file)).put(track, -12.5);
    Files.writeString(file, "torn line", StandardOpenOption.APPEND);
    assertThat(new LoudnessCache(Optional.of(file)).get(track)).hasValue(-12.5);
    Files.writeString(song, "and longer");
    assertThat(new LoudnessCache(Optional.of(file)).get(track)).isEmpty();
  }

  /** Pink-like noise: about as broad as music. */
  public static float[] noise(double seconds, long seed) {
    Random random = new Random(seed);
    double[] state = new double[1];
    return Sounds.signal(
        seconds, Pcm.RATE, 2, i -> state[0] = 0.95 * state[0] + 0.05 * random.nextGaussian());
  }

  public static float[] at(double wanted, float[] sound) {
    float factor = (float) Math.pow(10, (wanted - lufs(sound)) / 20);
    float[] scaled = new float[sound.length];
    for (int i = 0; i < sound.length; i++) {
      scaled[i] = factor * sound[i];
    }
    return scaled;
  }

  public static double loudness(float[] sound) {
    return lufs(sound);
  }
}
