package io.moodspeaker.composer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.composer.ffmpeg.OpusEncoder;
import io.moodspeaker.composer.synth.Loudness;
import io.moodspeaker.composer.synth.Stereo;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in {@code playlists/}, as they are committed. */
class PlaylistsTest {
  static {
    Natives.FFMPEG.load();
  }

  private static final Path FOLDER = Path.of("playlists");

  /** What issue and README promise: under 12 MB. */
  private static final long LIMIT = 12_000_000;

  static Stream<String> names() {
    return TuneList.names().stream();
  }

  @Test
  void there_is_a_playlist_for_every_emotion_and_one_for_comfort() {
    List<String> wanted = new ArrayList<>(Emotion.all().stream().map(Emotion::label).toList());
    wanted.add("comfort");
    assertThat(TuneList.names()).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_entry_is_there_and_the_list_says_what_it_is(String name) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".m3u8"));
    assertThat(lines.get(0)).isEqualTo("#EXTM3U");
    assertThat(lines.get(1)).startsWith("#PLAYLIST:").hasSizeGreaterThan(20);
    List<String> entries = lines.stream().filter(line -> !line.startsWith("#")).toList();
    assertThat(entries).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    assertThat(entries).hasSameSizeAs(TuneReader.bundled(name).tunes());
    for (String entry : entries) {
      assertThat(FOLDER.resolve(entry)).isRegularFile();
      assertThat(Path.of(entry).isAbsolute()).isFalse();
    }
  }

  @Test
  void no_track_is_in_no_list_and_all_are_small_enough() throws IOException {
    List<Path> listed = new ArrayList<>();
    for (String name : TuneList.names()) {
      for (String line : Files.readAllLines(FOLDER.resolve(name + ".m3u8"))) {
        if (!line.startsWith("#")) {
          listed.add(FOLDER.resolve(line));
        }
      }
    }
    try (Stream<Path> files = Files.walk(FOLDER.resolve("tracks"))) {
      List<Path> tracks = files.filter(Files::isRegularFile).toList();
      assertThat(tracks).containsExactlyInAnyOrderElementsOf(listed);
      long total = 0;
      for (Path track : tracks) {
        total += Files.size(track);
      }
      assertThat(total).isLessThan(LIMIT);
    }
  }

  @Test
  void a_committed_track_is_even_in_loudness_and_carries_its_tags() throws Exception {
    // One track: all of them would take a minute.
    try (FFmpegFrameGrabber grabber =
        new FFmpegFrameGrabber(FOLDER.resolve("tracks/comfort/kettle-on.opus").toFile())) {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
      grabber.start();
      Stereo sound = read(grabber);
      assertThat(Loudness.integrated(sound)).isEqualTo(-17, Offset.offset(0.5));
      assertThat(Loudness.truePeak(sound)).isLessThanOrEqualTo(-1.5);
      Map<String, String> tags = grabber.getAudioMetadata();
      assertThat(tags)
          .containsEntry("title", "Kettle On")
          .containsEntry("artist", "moodspeaker")
          .containsEntry("album", "comfort")
          .containsKeys("R128_TRACK_GAIN", "BPM", "ENERGY", "VALENCE", "license");
    }
  }

  @Test
  void the_same_sound_gives_the_same_file(@TempDir Path folder) throws IOException {
    Stereo sound = new Stereo(Stereo.RATE);
    for (int i = 0; i < sound.length(); i++) {
      sound.left()[i] = 0.3 * StrictMath.sin(i * 0.05);
      sound.right()[i] = 0.3 * StrictMath.sin(i * 0.03);
    }
    OpusEncoder encoder = new OpusEncoder();
    encoder.encode(sound, Map.of("title", "Tone"), folder.resolve("a.opus"));
    encoder.encode(sound, Map.of("title", "Tone"), folder.resolve("b.opus"));
    assertThat(folder.resolve("a.opus")).hasSameBinaryContentAs(folder.resolve("b.opus"));
    assertThat(Files.size(folder.resolve("a.opus"))).isBetween(1_000L, 20_000L);
  }

  private static Stereo read(FFmpegFrameGrabber grabber) throws Exception {
    Stereo sound = new Stereo((int) (grabber.getLengthInTime() * Stereo.RATE / 1_000_000));
    int at = 0;
    for (Frame frame = grabber.grabSamples(); frame != null; frame = grabber.grabSamples()) {
      ShortBuffer samples = (ShortBuffer) frame.samples[0];
      for (; samples.hasRemaining() && at < sound.length(); at++) {
        sound.left()[at] = samples.get() / 32768.0;
        sound.right()[at] = samples.get() / 32768.0;
      }
    }
    return sound;
  }
}
