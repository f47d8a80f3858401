package io.moodspeaker.camera.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.TestPictures;
import io.moodspeaker.camera.rpicam.FakeRpicam;
import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Problem;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraFeatureTest {
  @TempDir private Path home;
  private Path dev;
  private Path sys;
  private Path bin;
  private final FakeTime time = new FakeTime();
  private CameraFeature feature;

  @BeforeEach
  void machine() throws Exception {
    dev = Files.createDirectory(home.resolve("dev"));
    sys = Files.createDirectory(home.resolve("sys"));
    bin = Files.createDirectory(home.resolve("bin"));
    Files.createDirectory(home.resolve("config"));
    Files.copy(Path.of("config/drawn-face.yaml"), home.resolve("config/drawn-face.yaml"));
    feature = fresh();
  }

  private CameraFeature fresh() {
    return new CameraFeature(dev, sys, new Rpicam(bin.toString()));
  }

  @AfterEach
  void close() {
    feature.close();
  }

  private Config config(String camera) {
    return new FakeConfig(feature, Map.of("camera", camera), "", home);
  }

  private List<String> check(String camera) {
    return feature.check(config(camera)).stream().map(Problem::message).toList();
  }

  @Test
  void what_ships_is_in_order() {
    assertThat(check("auto")).isEmpty();
    assertThat(check("drawn")).isEmpty();
    assertThat(check("rtsp://cam.local/live")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:8888",
    "'\"drawn\"'",
    "'drawn # note'",
    "0",
    "rpicam:front",
    "http://"
  })
  void what_can_be_no_camera_is_refused_before_the_start(String value) {
    assertThatThrownBy(() -> config(value).get(CameraFeature.CAMERA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must ");
  }

  @Test
  void a_device_that_is_not_there_is_told_with_what_is() throws Exception {
    Files.createFile(dev.resolve("video0"));
    assertThat(check(dev.resolve("vide0").toString()))
        .singleElement()
        .asString()
        .contains("is not there");
    assertThat(check("/dev/no-such-camera"))
        .containsExactly(
            "camera = /dev/no-such-camera: is not there; use one of " + dev.resolve("video0"));
    Files.delete(dev.resolve("video0"));
    assertThat(check("/dev/no-such-camera"))
        .containsExactly(
            "camera = /dev/no-such-camera: is not there; plug the camera in, or take camera ="
                + " auto");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "/dev/zero", "/dev/fd"})
  void a_device_that_is_no_camera_is_told(String device) {
    assertThat(check(device))
        .singleElement()
        .asString()
        .startsWith("camera = " + device + ": is no camera");
  }

  @Test
  void a_file_that_holds_no_picture_is_told() throws Exception {
    for (String name : List.of("letter.jpg", "letter.mp4", "empty.png")) {
      Path file = home.resolve(name);
      Files.writeString(file, name.startsWith("empty") ? "" : "Dear all,\n".repeat(99));
      assertThat(check(file.toString())).as(name).hasSize(1);
      assertThatThrownBy(
              () -> {
                try (FrameSource source = feature.source(config(file.toString()), time)) {
                  source.next();
                }
              })
          .as("the daemon agrees")
          .isInstanceOf(CameraException.class);
    }
    assertThat(check("drawn:/dev/zero")).hasSize(1);
    TestPictures.write(home.resolve("good.png"), Color.RED);
    assertThat(check(home.resolve("good.png").toString())).isEmpty();
  }

  @Test
  void a_word_that_is_nearly_one_is_told() {
    assertThat(check("drwan")).containsExactly("camera = drwan: is not there; did you mean drawn?");
    assertThat(check("rpicm"))
        .containsExactly("camera = rpicm: is not there; did you mean rpicam?");
    assertThat(check("webcam"))
        .singleElement()
        .asString()
        .startsWith("camera = webcam: is not there; use auto, drawn, ");
    assertThat(check("~/face.mp4")).singleElement().asString().contains("write the whole path");
  }

  @Test
  void a_recording_or_scenario_that_cannot_be_is_told() throws Exception {
    Path empty = Files.createDirectory(home.resolve("empty"));
    assertThat(check(empty.toString()))
        .containsExactly("camera = " + empty + ": holds no pictures; put JPEG or PNG files there");
    Path scenario = Files.writeString(home.resolve("scene.yaml"), "steps: 3\n");
    assertThat(check("drawn:" + scenario)).singleElement().asString().contains(scenario + ":1:");
    TestPictures.write(empty.resolve("a.png"), Color.RED);
    assertThat(check(empty.toString())).isEmpty();
  }

  @Test
  void the_pis_own_camera_needs_its_command() throws Exception {
    assertThat(check("rpicam"))
        .containsExactly(
            "camera = rpicam:0: needs rpicam-vid, which is not there: apt install rpicam-apps");
    FakeRpicam.install(bin, "libcamera-vid", 64, 48);
    assertThat(check("rpicam")).isEmpty();
  }

  @Test
  void doctor_lists_what_is_attached_with_the_line_to_set() throws Exception {
    for (String node : List.of("video0", "video1", "video10")) {
      Files.createFile(dev.resolve(node));
      Files.createDirectory(sys.resolve(node));
    }
    Files.writeString(sys.resolve("video0/name"), "HD Webcam\n");
    Files.writeString(sys.resolve("video0/index"), "0\n");
    Files.writeString(sys.resolve("video1/name"), "HD Webcam\n");
    Files.writeString(sys.resolve("video1/index"), "1\n");
    Files.writeString(sys.resolve("video10/name"), "bcm2835-codec-decode\n");
    FakeRpicam.script(bin, "rpicam-hello", "echo '0 : imx708 [4608x2592] (/base)'\n");
    List<Finding> findings = feature.examine(config("drawn"));
    assertThat(findings)
        .extracting(Finding::text)
        .containsExactly(
            "camera " + dev.resolve("video0") + " (HD Webcam): camera = " + dev.resolve("video0"),
            "camera imx708 [4608x2592]: camera = rpicam:0",
            "camera = drawn: drawn face ("
                + home.resolve("config/drawn-face.yaml")
                + ") 640x480 at 5 fps, as configured sends 640x480");
  }

  @Test
  void doctor_tries_what_is_configured() {
    assertThat(feature.examine(config("/dev/no-such-camera")))
        .containsExactly(
            Finding.note(
                "no camera is attached: with camera = auto the drawn face steps in",
                "plug one in, or set camera to the address of one on the network"),
            Finding.missing(
                "camera = /dev/no-such-camera: /dev/no-such-camera does not exist",
                "plug the camera in"));
  }

  private FakeContext start(String camera, Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>(more);
    settings.put("camera", camera);
    FakeContext context = new FakeContext(new FakeConfig(feature, settings, "", home), time);
    feature.start(context);
    return context;
  }

  /** What was published once what is due has run. */
  private List<Object> publishedBy(FakeContext context) {
    time.advance(Duration.ZERO);
    return context.published();
  }

  private static Camera cameraOf(FakeContext context) {
    return (Camera) context.bound().get("camera");
  }

  @Test
  void the_status_tells_source_state_and_size() throws Exception {
    Path picture = TestPictures.write(home.resolve("face.png"), Color.RED);
    FakeContext context = start(picture.toString(), Map.of("camera.rotate", "90"));
    assertThat(feature.status()).containsEntry("state", "starting");
    Camera camera = cameraOf(context);
    camera.start();
    time.advance(Duration.ofMillis(200));
    await().until(() -> camera.take(Duration.ofMillis(100)), Optional::isPresent);
    assertThat(feature.status())
        .containsEntry("state", "running")
        .containsEntry("source", picture.toString())
        .containsEntry("size", "30x40")
        .containsEntry("idle", false)
        .containsKeys("since", "frames", "fps", "frameAgeMs");
    await().until(() -> publishedBy(context).equals(List.of(CameraState.RUNNING)));
  }

  @Test
  @Fault(
      value = "No camera at the start",
      seen = "`lost`: what does not exist, and to plug it in",
      goesOn = "all else",
      heals = "plug it in",
      within = "tried every 10 s")
  void a_camera_that_cannot_be_opened_is_lost_and_says_why() {
    FakeContext context = start("/dev/no-such-camera", Map.of());
    cameraOf(context).start();
    time.advance(Duration.ofMillis(200));
    await().until(() -> feature.status().get("state").equals("lost"));
    assertThat(feature.status())
        .containsEntry("why", "/dev/no-such-camera does not exist; plug the camera in");
    await().until(() -> publishedBy(context).equals(List.of(CameraState.LOST)));
  }

  @Test
  void a_pause_outlasts_a_restart_and_ends_at_the_time_said() throws Exception {
    FakeContext context = start("drawn", Map.of());
    cameraOf(context).pause(Optional.of(Duration.ofHours(1)));
    assertThat(feature.status()).containsEntry("state", "paused").containsKey("pausedUntil");
    feature.close();
    time.advance(Duration.ofMinutes(59));
    feature = fresh();
    Camera again = cameraOf(start("drawn", Map.of()));
    again.start();
    time.advance(Duration.ofSeconds(50));
    assertThat(again.status().state()).isEqualTo(CameraState.PAUSED);
    time.advance(Duration.ofSeconds(11));
    await().until(() -> again.status().state() == CameraState.RUNNING);
    assertThat(home.resolve("state/camera-paused")).doesNotExist();
  }

  @Test
  void a_pause_without_an_end_outlasts_a_restart_too() throws Exception {
    cameraOf(start("drawn", Map.of())).pause(Optional.empty());
    feature.close();
    time.advance(Duration.ofHours(3));
    feature = fresh();
    Camera again = cameraOf(start("drawn", Map.of()));
    again.start();
    time.advance(Duration.ofHours(3));
    assertThat(again.status().state()).isEqualTo(CameraState.PAUSED);
    again.resume();
    assertThat(home.resolve("state/camera-paused")).doesNotExist();
  }

  @Test
  void a_pause_that_ended_while_nothing_ran_is_over() throws Exception {
    cameraOf(start("drawn", Map.of())).pause(Optional.of(Duration.ofMinutes(5)));
    feature.close();
    time.advance(Duration.ofMinutes(6));
    feature = fresh();
    assertThat(cameraOf(start("drawn", Map.of())).status().state()).isEqualTo(CameraState.STARTING);
  }
}
