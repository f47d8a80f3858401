package io.moodspeaker.camera.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraOpener;
import io.moodspeaker.camera.CameraSpec;
import io.moodspeaker.camera.FakeClock;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.rpicam.FakeRpicam;
import io.moodspeaker.camera.rpicam.Rpicam;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraSourcesTest {
  private static final Path SCENARIO = Path.of("config/drawn-face.yaml");

  @TempDir private Path dir;
  private Path dev;
  private Path bin;
  private final FakeClock clock = new FakeClock();

  @BeforeEach
  void folders() throws Exception {
    dev = Files.createDirectory(dir.resolve("dev"));
    bin = Files.createDirectory(dir.resolve("bin"));
  }

  private CameraSources sources() {
    return new CameraSources(
        clock, StreamSettings.DEFAULT, SCENARIO, dev, new Rpicam(bin.toString()));
  }

  private CameraSources.Choice open(String spec) throws CameraException {
    return sources().open(CameraSpec.parse(spec));
  }

  @Test
  void auto_without_a_camera_takes_the_drawn_face_and_says_why() throws Exception {
    CameraSources.Choice choice = open("auto");
    assertThat(choice.source().description()).startsWith("drawn face (" + SCENARIO + ")");
    assertThat(choice.why())
        .isEqualTo("the drawn face, because there is no " + dev.resolve("video*"));
  }

  @Test
  void auto_passes_over_what_is_no_camera_and_names_it() throws Exception {
    Path device = Files.writeString(dev.resolve("video0"), "not a device");
    assertThat(open("auto").why())
        .startsWith("the drawn face, because no camera can be used: " + device);
  }

  @Test
  void auto_takes_the_pis_own_camera_before_the_drawn_face() throws Exception {
    FakeRpicam.install(bin, "rpicam-vid", 320, 240);
    CameraSources.Choice choice = open("auto");
    try (FrameSource source = choice.source()) {
      assertThat(choice.why())
          .isEqualTo("rpicam-vid camera 0 640x480 at 10 fps, the first camera that works");
      assertThat(source.next()).isPresent();
    }
  }

  @Test
  void auto_passes_over_a_pi_without_a_camera() throws Exception {
    FakeRpicam.failing(bin, "rpicam-vid", "ERROR: *** no cameras available ***");
    assertThat(open("auto").why())
        .isEqualTo(
            "the drawn face, because no camera can be used: rpicam-vid camera 0 ended with 255:"
                + " ERROR: *** no cameras available ***");
  }

  @Test
  void drawn_takes_a_scenario_of_ones_own() throws Exception {
    Path scenario = Files.copy(SCENARIO, dir.resolve("scene.yaml"));
    assertThat(open("drawn:" + scenario).source().description())
        .startsWith("drawn face (" + scenario + ")");
  }

  @Test
  void a_device_that_is_not_there_is_named() {
    assertThatThrownBy(() -> open("/dev/video97"))
        .isInstanceOf(CameraException.class)
        .hasMessage("/dev/video97 does not exist; plug the camera in");
  }

  @Test
  void a_path_that_is_not_there_is_named_with_all_that_would_do() {
    assertThatThrownBy(() -> open("/nowhere/face.mp4"))
        .isInstanceOf(CameraException.class)
        .hasMessageStartingWith(
            "camera source '/nowhere/face.mp4' does not exist; use auto, drawn");
  }

  @Test
  void a_password_in_a_url_does_not_get_into_messages() {
    for (String address :
        new String[] {
          "http://me:secret@127.0.0.1:9/live",
          "http://me:se/secret@127.0.0.1:9/live",
          "http://127.0.0.1:9/live?user=me&pwd=secret",
          "rtsp://me:secret@127.0.0.1:9/live",
          "rtsp://me:se/secret@127.0.0.1:9/live",
          "rtsps://me:secret@127.0.0.1:9/live"
        }) {
      assertThatThrownBy(() -> open(address))
          .as(address)
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("127.0.0.1:9/live")
          .hasMessageContaining(" cannot be opened: ")
          .hasMessageNotContaining("secret");
      assertThat(CameraSpec.parse(address).toString()).doesNotContain("secret");
    }
  }

  @Test
  void an_opener_chooses_again_after_an_outage() throws Exception {
    CameraOpener opener = sources().opener(CameraSpec.parse("auto"));
    opener.open().close();
    FakeRpicam.install(bin, "rpicam-vid", 320, 240);
    try (FrameSource source = opener.open()) {
      assertThat(source.description()).startsWith("rpicam-vid");
    }
  }

  @Test
  void the_drawn_face_gives_way_to_a_camera_that_is_plugged_in_later() throws Exception {
    CameraOpener opener = sources().opener(CameraSpec.parse("auto"));
    try (FrameSource source = opener.open()) {
      assertThat(source.next().orElseThrow().width()).isEqualTo(640);
      assertThat(source.description()).startsWith("drawn face");
      FakeRpicam.install(bin, "rpicam-vid", 320, 240);
      clock.advance(Duration.ofSeconds(10));
      assertThat(source.next().orElseThrow().width()).isEqualTo(320);
      assertThat(source.description()).startsWith("rpicam-vid");
    }
    Files.delete(bin.resolve("rpicam-vid"));
    assertThatThrownBy(opener::open)
        .as("the drawn face does not step in for a camera that was unplugged")
        .isInstanceOf(CameraException.class)
        .hasMessageEndingWith("plug the camera in");
  }

  @Test
  void a_device_that_is_no_camera_leaves_the_drawn_face_in_its_place() throws Exception {
    CameraOpener opener = sources().opener(CameraSpec.parse("auto"));
    try (FrameSource source = opener.open()) {
      Files.writeString(dev.resolve("video0"), "not a device");
      clock.advance(Duration.ofSeconds(10));
      source.next();
      assertThat(source.description()).startsWith("drawn face");
    }
  }
}
