package io.moodspeaker.camera.rpicam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraSettings;
import io.moodspeaker.camera.JpegDecoder;
import io.moodspeaker.camera.Rotation;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.StreamSettings.FrameSize;
import io.moodspeaker.camera.javacv.PictureDecoder;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Scheduler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpicamSourceTest {
  private static final JpegDecoder DECODER =
      (name, picture, time) -> PictureDecoder.live(name, picture, time, 1280);

  @TempDir private Path bin;

  private static RpicamSource open(Path command, StreamSettings settings) throws CameraException {
    return RpicamSource.open(command, "0", settings, DECODER, InstantSource.system());
  }

  @Test
  void its_jpegs_become_frames_that_bear_the_time_of_their_arrival() throws Exception {
    Path command = FakeRpicam.install(bin, "rpicam-vid", 320, 240);
    Instant before = Instant.now();
    try (RpicamSource source = open(command, StreamSettings.DEFAULT)) {
      for (int i = 0; i < 3; i++) {
        Frame frame = source.next().orElseThrow();
        assertThat(frame.width()).isEqualTo(320);
        assertThat(frame.height()).isEqualTo(240);
        assertThat(frame.time()).isBetween(before, Instant.now());
      }
      assertThat(source.advance()).isTrue();
    }
  }

  @Test
  void the_command_is_asked_for_the_size_rate_and_camera_that_are_configured() throws Exception {
    Path command = FakeRpicam.install(bin, "libcamera-vid", 320, 240);
    StreamSettings settings =
        new StreamSettings(
            Optional.of(new FrameSize(1280, 720)), Optional.of(5), Rotation.NONE, false);
    try (RpicamSource source =
        RpicamSource.open(command, "1", settings, DECODER, InstantSource.system())) {
      source.next();
      assertThat(source.description()).isEqualTo("libcamera-vid camera 1 1280x720 at 5 fps");
    }
    assertThat(bin.resolve("libcamera-vid.asked"))
        .hasContent(
            "--timeout 0 --nopreview --codec mjpeg --camera 1 --width 1280 --height 720"
                + " --framerate 5 --flush --output -");
  }

  @Test
  void what_it_complained_of_is_told_when_it_ends() throws Exception {
    Path command = FakeRpicam.failing(bin, "rpicam-vid", "ERROR: *** no cameras available ***");
    try (RpicamSource source = open(command, StreamSettings.DEFAULT)) {
      assertThatThrownBy(source::next)
          .isInstanceOf(CameraException.class)
          .hasMessage("rpicam-vid camera 0 ended with 255: ERROR: *** no cameras available ***");
    }
  }

  @Test
  void the_child_ends_with_the_source() throws Exception {
    Path command = FakeRpicam.install(bin, "rpicam-vid", 32, 24);
    RpicamSource source = open(command, StreamSettings.DEFAULT);
    source.next();
    assertThat(children()).isNotEmpty();
    source.close();
    await().until(() -> children().isEmpty());
  }

  private static List<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(
            child ->
                child.info().commandLine().filter(line -> line.contains("rpicam-vid")).isPresent())
        .toList();
  }

  @Test
  void a_child_that_dies_is_an_outage_and_is_started_again() throws Exception {
    Path command =
        FakeRpicam.script(
            bin,
            "rpicam-vid",
            "echo started >> '%s'; cat '%s'; echo 'ERROR: *** timeout ***' >&2; exit 255\n"
                .formatted(
                    bin.resolve("starts"),
                    FakeRpicam.install(bin, "picture", 64, 48).resolveSibling("picture.jpg")));
    Scheduler scheduler = Scheduler.onThread("camera-watch");
    List<CameraState> told = new CopyOnWriteArrayList<>();
    CameraSettings quick = new CameraSettings(Duration.ofSeconds(5), Duration.ofMillis(100));
    try (Camera camera =
        new Camera(
            "rpicam",
            () -> open(command, StreamSettings.DEFAULT),
            quick,
            InstantSource.system(),
            scheduler,
            told::add)) {
      camera.start();
      await().until(() -> Files.exists(bin.resolve("starts")));
      await().until(() -> Files.readAllLines(bin.resolve("starts")).size() >= 3);
      await()
          .until(
              () -> camera.status().why(),
              why -> why.filter(words -> words.contains("*** timeout ***")).isPresent());
      assertThat(told).contains(CameraState.RUNNING, CameraState.LOST);
    } finally {
      scheduler.close();
    }
  }

  @Test
  void a_command_that_cannot_be_started_is_named() throws Exception {
    Path broken = FakeRpicam.script(bin, "rpicam-vid", "");
    Files.writeString(broken, "#!/no/such/shell\n");
    assertThatThrownBy(() -> open(broken, StreamSettings.DEFAULT))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(broken + " cannot be started: ");
  }

  @Test
  void the_cameras_that_are_attached_are_listed() throws Exception {
    assertThat(new Rpicam(bin.toString()).video()).isEmpty();
    assertThat(new Rpicam(bin.toString()).cameras()).isEmpty();
    FakeRpicam.script(
        bin,
        "rpicam-hello",
        """
        [ "$1" = --list-cameras ] || exit 255
        cat <<'TEXT'
        Available cameras
        -----------------
        0 : imx708 [4608x2592 10-bit RGGB] (/base/soc/i2c0mux/i2c@1/imx708@1a)
            Modes: 'SRGGB10_CSI2P' : 1536x864 [120.13 fps - (768, 432)/3072x1728 crop]

        1 : ov5647 [2592x1944 10-bit GBRG] (/base/soc/i2c0mux/i2c@0/ov5647@36)
        TEXT
        """);
    assertThat(new Rpicam(bin.toString()).cameras())
        .containsExactly(
            new Rpicam.Listed("0", "imx708 [4608x2592 10-bit RGGB]"),
            new Rpicam.Listed("1", "ov5647 [2592x1944 10-bit GBRG]"));
  }
}
