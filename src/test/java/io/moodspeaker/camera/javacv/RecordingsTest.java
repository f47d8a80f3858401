package io.moodspeaker.camera.javacv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.SharedData;
import io.moodspeaker.camera.TestPictures;
import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {
  private static final int SIDE = 4096;

  @TempDir private Path dir;

  @Test
  void a_folder_is_shown_picture_by_picture_and_again() throws Exception {
    TestPictures.write(dir.resolve("2.png"), Color.RED);
    TestPictures.write(dir.resolve("10.png"), Color.BLUE);
    Files.writeString(dir.resolve("3.png"), "no picture");
    try (FrameSource folder =
        new FolderSource(
            dir, Duration.ofSeconds(1), true, position -> Instant.EPOCH.plus(position), SIDE)) {
      List<Color> seen = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Frame frame = folder.next().orElseThrow();
        assertThat(frame.time()).isEqualTo(Instant.EPOCH.plusMillis(200L * i));
        seen.add(TestPictures.colorOf(frame));
      }
      assertThat(seen.subList(0, 5)).containsOnly(Color.RED);
      assertThat(seen.subList(5, 10)).containsOnly(Color.BLUE);
      assertThat(seen.subList(10, 12)).containsOnly(Color.RED);
    }
  }

  @Test
  void a_replayed_folder_ends() throws Exception {
    TestPictures.write(dir.resolve("1.png"), Color.RED);
    try (FrameSource folder = Recordings.replay(dir, Duration.ZERO)) {
      int frames = 0;
      while (folder.next().isPresent()) {
        frames++;
      }
      assertThat(frames).isEqualTo(40);
    }
  }

  @Test
  void a_replayed_video_has_its_own_time_and_ends() throws Exception {
    Path video = SharedData.file("video/single_face.mp4");
    try (FrameSource source = Recordings.replay(video, Duration.ofMillis(250))) {
      Instant last = Instant.EPOCH.minusSeconds(1);
      int frames = 0;
      for (Optional<Frame> f = source.next(); f.isPresent(); f = source.next()) {
        assertThat(Duration.between(last, f.get().time()).toMillis()).isGreaterThan(200);
        last = f.get().time();
        frames++;
      }
      assertThat(frames).isBetween(9, 10);
      assertThat(last).isBetween(Instant.EPOCH.plusMillis(2000), Instant.EPOCH.plusMillis(2430));
    }
  }

  @Test
  void a_looped_video_starts_again_and_its_time_goes_on() throws Exception {
    Path video = SharedData.file("video/no_face.mp4");
    Duration step = Duration.ofMillis(500);
    try (FrameSource source = new VideoSource(video, true, step, Instant.EPOCH::plus, SIDE)) {
      Instant last = Instant.EPOCH.minusSeconds(1);
      for (int i = 0; i < 12; i++) {
        Frame frame = source.next().orElseThrow();
        assertThat(Duration.between(last, frame.time()).toMillis()).isBetween(400L, 1000L);
        last = frame.time();
      }
      assertThat(last).isAfter(Instant.EPOCH.plusSeconds(5));
    }
  }

  @Test
  void hevc_in_quicktime_is_read() throws Exception {
    Path video = SharedData.file("video/face_noface.mov");
    try (FrameSource source = Recordings.replay(video, Duration.ofSeconds(1))) {
      Frame frame = source.next().orElseThrow();
      assertThat(Math.max(frame.width(), frame.height())).isEqualTo(960);
    }
  }

  @Test
  void a_broken_video_is_named() throws Exception {
    Path video = Files.writeString(dir.resolve("broken.mp4"), "this is no video");
    assertThatThrownBy(() -> Recordings.replay(video, Duration.ZERO))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(video + " cannot be opened: Invalid data");
  }

  /** A video of two seconds at 10 frames a second, made by FFmpeg. */
  private Path made(String name, String... options) throws Exception {
    return TestVideos.make(dir.resolve(name), options);
  }

  @Test
  void a_looped_recording_whose_clock_begins_at_25_hours_goes_on_without_a_gap() throws Exception {
    Path video = made("late.ts", "-output_ts_offset", "90000");
    try (FrameSource source =
        new VideoSource(video, true, Duration.ZERO, Instant.EPOCH::plus, SIDE)) {
      Instant last = source.next().orElseThrow().time();
      assertThat(last).isEqualTo(Instant.EPOCH);
      for (int i = 0; i < 50; i++) {
        Instant time = source.next().orElseThrow().time();
        assertThat(Duration.between(last, time).toMillis()).isBetween(50L, 200L);
        last = time;
      }
    }
  }

  @Test
  void pixels_twice_as_wide_as_high_are_made_square() throws Exception {
    Path wide = made("wide.mp4", "-vf", "setsar=2");
    Path high = made("high.mp4", "-vf", "setsar=1/2");
    try (FrameSource source = Recordings.replay(wide, Duration.ZERO)) {
      Frame frame = source.next().orElseThrow();
      assertThat(frame.width()).isEqualTo(320);
      assertThat(frame.height()).isEqualTo(120);
    }
    try (FrameSource source = Recordings.replay(high, Duration.ZERO)) {
      Frame frame = source.next().orElseThrow();
      assertThat(frame.width()).isEqualTo(160);
      assertThat(frame.height()).isEqualTo(240);
    }
  }

  @Test
  void a_frame_that_nobody_looks_at_takes_as_long_as_one_that_is_read() throws Exception {
    Path video = made("short.mp4");
    try (FrameSource source =
        new VideoSource(video, true, Duration.ZERO, Instant.EPOCH::plus, SIDE)) {
      source.next();
      for (int i = 0; i < 24; i++) {
        assertThat(source.advance()).isTrue();
      }
      assertThat(source.next().orElseThrow().time())
          .isBetween(Instant.EPOCH.plusMillis(2400), Instant.EPOCH.plusMillis(2600));
    }
  }

  @Test
  void a_video_that_would_fill_the_memory_is_refused() throws Exception {
    Path video = made("huge.mjpeg", "-vf", "scale=12000:9000", "-frames:v", "1");
    assertThatThrownBy(() -> Recordings.replay(video, Duration.ZERO))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(video + " has 12000x9000 pixels, more than 64 million");
  }

  @Test
  void a_large_video_is_scaled_down() throws Exception {
    Path video = made("large.mjpeg", "-vf", "scale=4800:3600", "-frames:v", "1");
    try (FrameSource source =
        new VideoSource(video, false, Duration.ZERO, Instant.EPOCH::plus, 1280)) {
      Frame frame = source.next().orElseThrow();
      assertThat(frame.width()).isEqualTo(1280);
      assertThat(frame.height()).isEqualTo(960);
    }
  }
}
