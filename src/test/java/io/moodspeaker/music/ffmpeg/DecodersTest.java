package io.moodspeaker.music.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodersTest {
  private static final FfmpegOpener FFMPEG = new FfmpegOpener();
  private static final AudioSources SOURCES =
      new AudioSources(List.of(new Mp3Opener(FFMPEG::tags), FFMPEG));

  @TempDir Path folder;

  private static AudioSource open(Path file) throws IOException {
    return SOURCES.open(new Track(file.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "wav, 44100, 2", "wav, 8000, 1", "wav, 96000, 2", "wav, 48000, 6", "flac, 44100, 2",
    "flac, 48000, 1", "mp3, 44100, 2", "mp3, 44100, 1", "mp3, 48000, 2", "mp3, 22050, 1",
    "ogg, 44100, 2", "opus, 48000, 2", "m4a, 44100, 2", "m4a, 32000, 1"
  })
  void a_tone_comes_back_as_the_same_tone_as_long_and_as_loud(String suffix, int rate, int channels)
      throws IOException {
    Path file = folder.resolve("tone." + suffix);
    Sounds.write(file, Sounds.tone(440, 2, rate, channels, 0.25), rate, channels);
    try (AudioSource source = open(file)) {
      double[] sound = Sounds.left(Sounds.readAll(source));
      assertThat(sound.length / (double) Pcm.RATE).isCloseTo(2, within(0.06));
      double[] middle = Sounds.slice(sound, 0.2, 1.8);
      assertThat(Sounds.purity(middle, 440)).isGreaterThan(0.99);
      // Six channels of the same tone fold into more than one.
      double loud = Sounds.decibels(Sounds.rms(middle) * Math.sqrt(2) / 0.25);
      assertThat(loud).isBetween(-0.5, channels == 6 ? 9.0 : 0.5);
      assertThat(source.duration().orElseThrow().toMillis()).isBetween(1950L, 2080L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "flac", "mp3", "ogg", "m4a"})
  void a_file_has_exactly_as_many_samples_as_went_into_it(String suffix) throws IOException {
    Path file = folder.resolve("exact." + suffix);
    Sounds.write(file, Sounds.tone(440, 1.5));
    // The test's own encoder fills its last block in these: the file itself is that much longer.
    Map<String, Integer> roundedUp = Map.of("m4a", 1024, "ogg", 64);
    try (AudioSource source = open(file)) {
      assertThat(Sounds.readAll(source).length / 2)
          .as("encoders that pad say so, and the padding is cut")
          .isCloseTo(3 * Pcm.RATE / 2, within(roundedUp.getOrDefault(suffix, 0)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "flac", "mp3", "ogg", "m4a", "opus"})
  void seeking_lands_where_reading_would_have_come(String suffix) throws IOException {
    Path file = folder.resolve("sweep." + suffix);
    int rate = suffix.equals("opus") ? 48_000 : Pcm.RATE;
    float[] sweep =
        Sounds.signal(
            4, rate, 2, i -> 0.5 * Math.sin(2 * Math.PI * (200.0 + i * 0.002) * i / rate));
    Sounds.write(file, sweep, rate, 2);
    double[] whole;
    try (AudioSource source = open(file)) {
      whole = Sounds.left(Sounds.readAll(source));
    }
    try (AudioSource source = open(file)) {
      source.read(new float[2000], 1000);
      source.seek(Duration.ofMillis(2500));
      assertThat(source.position()).isEqualTo(Duration.ofMillis(2500));
      double[] rest = Sounds.left(Sounds.readAll(source));
      double[] expected = Sounds.slice(whole, 2.5, 3.5);
      double error = 0;
      for (int i = 0; i < expected.length; i++) {
        error = Math.max(error, Math.abs(expected[i] - rest[i]));
      }
      // Opus gets resampled, and a seek lands on the nearest frame: half a frame off at most.
      double tolerance = suffix.equals("opus") ? 0.05 : 0.01;
      assertThat(error).as("largest difference").isLessThan(tolerance);
    }
  }

  @Test
  void tags_and_replay_gain_are_read() throws IOException {
    Path file = folder.resolve("tagged.flac");
    Map<String, String> tags =
        Map.of(
            "title",
            "Évening",
            "album",
            "Days",
            "REPLAYGAIN_TRACK_GAIN",
            "-6.50 dB",
            "REPLAYGAIN_ALBUM_GAIN",
            "-7,25");
    Sounds.write(file, Sounds.tone(440, 0.5), Pcm.RATE, 2, tags);
    try (AudioSource source = open(file)) {
      TrackTags read = source.tags();
      assertThat(read.title()).contains("Évening");
      assertThat(read.album()).contains("Days");
      assertThat(read.trackGain()).hasValue(-6.5);
      assertThat(read.albumGain()).hasValue(-7.25);
    }
  }

  @Test
  void a_file_without_sound_is_refused_with_a_reason() throws IOException {
    Path text = Files.writeString(folder.resolve("letter.mp3"), "Dear reader,\n".repeat(100));
    Path empty = Files.createFile(folder.resolve("empty.flac"));
    Path directory = Files.createDirectory(folder.resolve("album.mp3"));
    assertThatThrownBy(() -> open(text)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(empty)).hasMessage("is empty");
    assertThatThrownBy(() -> open(directory)).hasMessage("is a directory");
    assertThatThrownBy(() -> open(folder.resolve("gone.ogg"))).hasMessage("does not exist");
  }
}
