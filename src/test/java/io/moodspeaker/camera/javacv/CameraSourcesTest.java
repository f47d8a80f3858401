package io.moodspeaker.camera.javacv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraOpener;
import io.moodspeaker.camera.FakeClock;
import io.moodspeaker.camera.FakeSource;
import io.moodspeaker.camera.FrameSource;
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

class CameraSourcesTest {
  @TempDir private Path dir;

  private final List<Optional<Path>> drawn = new ArrayList<>();

  private CameraSources sources() {
    return new CameraSources(new FakeClock(), SourceOptions.DEFAULT, this::draw, dir);
  }

  private FrameSource draw(Optional<Path> scenario) {
    drawn.add(scenario);
    return new FakeSource();
  }

  @Test
  void auto_without_a_camera_takes_the_drawn_face_and_says_why() throws Exception {
    CameraSources.Choice choice = sources().open("auto");
    assertThat(choice.source()).isInstanceOf(FakeSource.class);
    assertThat(choice.why())
        .isEqualTo("the drawn face, because there is no " + dir.resolve("video*"));
    assertThat(drawn).containsExactly(Optional.empty());
  }

  @Test
  void auto_passes_over_what_is_no_camera_and_names_it() throws Exception {
    Path device = Files.writeString(dir.resolve("video0"), "not a device");
    assertThat(sources().open("auto").why())
        .startsWith("the drawn face, because no camera can be used: " + device);
  }

  @Test
  void drawn_takes_a_scenario_of_ones_own() throws Exception {
    sources().open("drawn:scene.yaml");
    assertThat(drawn).containsExactly(Optional.of(Path.of("scene.yaml")));
  }

  @Test
  void a_device_that_is_not_there_is_named() {
    assertThatThrownBy(() -> sources().open("/dev/video97"))
        .isInstanceOf(CameraException.class)
        .hasMessage("/dev/video97 does not exist; plug the camera in");
  }

  @Test
  void a_path_that_is_not_there_is_named_with_all_that_would_do() {
    assertThatThrownBy(() -> sources().open("/nowhere/face.mp4"))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(
            "camera source '/nowhere/face.mp4' does not exist; use auto, drawn");
  }

  @Test
  void a_password_in_a_url_does_not_get_into_messages() {
    assertThat(LiveSource.withoutSecrets("rtsp://me:secret@cam.local:554/live"))
        .isEqualTo("rtsp://cam.local:554/live");
    assertThat(CameraSources.name("rtsp://me:s@cret@cam.local/live"))
        .isEqualTo("rtsp://cam.local/live");
    assertThat(CameraSources.name("/dev/video0")).isEqualTo("/dev/video0");
    assertThatThrownBy(() -> sources().open("http://me:secret@127.0.0.1:9/live"))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith("http://127.0.0.1:9/live cannot be opened: ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void an_opener_chooses_again_after_an_outage() throws Exception {
    CameraOpener opener = sources().opener("auto");
    opener.open().close();
    opener.open().close();
    assertThat(drawn).hasSize(2);
  }

  @Test
  void a_folder_is_shown_picture_by_picture_and_again() throws Exception {
    TestPictures.write(dir.resolve("2.png"), Color.RED);
    TestPictures.write(dir.resolve("10.png"), Color.BLUE);
    Files.writeString(dir.resolve("3.png"), "no picture");
    try (FrameSource folder =
        new FolderSource(
            dir, Duration.ofSeconds(1), true, position -> Instant.EPOCH.plus(position))) {
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
    try (FrameSource folder = CameraSources.replay(dir, Duration.ZERO)) {
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
    try (FrameSource source = CameraSources.replay(video, Duration.ofMillis(250))) {
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
    try (FrameSource source = new VideoSource(video, true, step, Instant.EPOCH::plus)) {
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
    try (FrameSource source = CameraSources.replay(video, Duration.ofSeconds(1))) {
      Frame frame = source.next().orElseThrow();
      assertThat(Math.max(frame.width(), frame.height())).isEqualTo(960);
    }
  }

  @Test
  void a_broken_video_is_named() throws Exception {
    Path video = Files.writeString(dir.resolve("broken.mp4"), "this is no video");
    assertThatThrownBy(() -> CameraSources.replay(video, Duration.ZERO))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(video + " cannot be opened: Invalid data");
  }
}
