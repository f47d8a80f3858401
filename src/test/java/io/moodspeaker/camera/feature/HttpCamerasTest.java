package io.moodspeaker.camera.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraSpec;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.Rotation;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.TestPictures;
import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The habits of cameras that speak HTTP. */
class HttpCamerasTest {
  private final MockWebServer server = new MockWebServer();
  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static FrameSource open(String address, boolean allowInvalidTls) throws CameraException {
    StreamSettings settings =
        new StreamSettings(Optional.empty(), Optional.of(50), Rotation.NONE, allowInvalidTls);
    return new CameraSources(
            InstantSource.system(),
            settings,
            Path.of("config/drawn-face.yaml"),
            Path.of("/nowhere"),
            new Rpicam(""))
        .open(CameraSpec.parse(address))
        .source();
  }

  private FrameSource open() throws CameraException {
    return open(server.url("/cam").toString(), false);
  }

  private static MockResponse answer(String type, byte[]... parts) {
    Buffer body = new Buffer();
    for (byte[] part : parts) {
      body.write(part);
    }
    MockResponse.Builder builder = new MockResponse.Builder().body(body);
    return (type.isEmpty() ? builder : builder.setHeader("Content-Type", type)).build();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Color colorOf(FrameSource source) throws CameraException {
    Color seen = TestPictures.colorOf(source.next().orElseThrow());
    return seen.getRed() > 200 ? Color.RED : seen.getBlue() > 200 ? Color.BLUE : seen;
  }

  @Test
  void a_snapshot_address_is_asked_again_and_again() throws Exception {
    for (Color color : new Color[] {Color.RED, Color.BLUE, Color.RED, Color.BLUE}) {
      server.enqueue(answer("image/jpeg", TestPictures.encoded("jpg", color)));
    }
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(colorOf(source)).isEqualTo(Color.BLUE);
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(source.description()).endsWith("40x30, asked for each picture");
    }
  }

  @Test
  void a_snapshot_without_a_media_type_and_one_in_png_are_taken() throws Exception {
    server.enqueue(answer("", TestPictures.encoded("jpg", Color.RED)));
    server.enqueue(answer("application/octet-stream", TestPictures.encoded("jpg", Color.BLUE)));
    server.enqueue(answer("image/png", TestPictures.encoded("png", Color.RED)));
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(colorOf(source)).isEqualTo(Color.BLUE);
      assertThat(colorOf(source)).isEqualTo(Color.RED);
    }
  }

  @Test
  void a_snapshot_without_its_last_bytes_is_shown() throws Exception {
    byte[] whole = TestPictures.jpeg(320, 240, Color.RED);
    server.enqueue(answer("image/jpeg", Arrays.copyOf(whole, whole.length - 2)));
    server.enqueue(answer("image/jpeg", Arrays.copyOf(whole, whole.length / 2)));
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(source.next().orElseThrow().width()).isEqualTo(320);
    }
  }

  @Test
  void a_stream_without_its_first_boundary_is_read() throws Exception {
    byte[] head = text("\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n");
    server.enqueue(
        answer(
            "multipart/x-mixed-replace; boundary=frame",
            TestPictures.encoded("jpg", Color.RED),
            head,
            TestPictures.encoded("jpg", Color.BLUE),
            head,
            TestPictures.encoded("jpg", Color.RED)));
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(source.advance()).isTrue();
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThatThrownBy(source::next).hasMessageEndingWith("sends no more pictures");
    }
  }

  @Test
  @Fault(
      value = "A picture of 144 megapixels",
      seen = "`lost`: more than 64 million pixels",
      goesOn = "the last mood, music, light, page",
      heals = "by itself, with a smaller picture",
      within = "tried every 10 s")
  void a_camera_that_changes_to_an_enormous_size_is_refused_and_fills_no_memory() throws Exception {
    byte[] huge = TestPictures.claiming(16_000, 9_000);
    server.enqueue(
        answer(
            "multipart/x-mixed-replace; boundary=frame",
            TestPictures.encoded("jpg", Color.RED),
            huge));
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThatThrownBy(source::next)
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("16000x9000 pixels, more than 64 million");
    }
  }

  @Test
  @Fault(
      value = "Another picture size",
      seen = "nothing",
      goesOn = "all",
      heals = "is followed",
      within = "at once")
  void a_camera_that_changes_its_size_is_followed_and_a_large_picture_scaled_down()
      throws Exception {
    server.enqueue(
        answer(
            "multipart/x-mixed-replace; boundary=frame",
            TestPictures.jpeg(64, 48, Color.RED),
            TestPictures.jpeg(4000, 2000, Color.RED)));
    try (FrameSource source = open()) {
      assertThat(source.next().orElseThrow().width()).isEqualTo(64);
      Frame large = source.next().orElseThrow();
      assertThat(large.width()).isEqualTo(1280);
      assertThat(large.height()).isEqualTo(640);
    }
  }

  @Test
  @Fault(
      value = "Garbage from the camera",
      seen = "nothing",
      goesOn = "all",
      heals = "by itself, with the next picture",
      within = "at once")
  void garbage_between_pictures_is_passed_over() throws Exception {
    byte[] garbage = new byte[5000];
    new java.util.Random(1).nextBytes(garbage);
    server.enqueue(
        answer(
            "multipart/x-mixed-replace; boundary=frame",
            TestPictures.encoded("jpg", Color.RED),
            garbage,
            text("\r\n--frame\r\n\r\n"),
            TestPictures.encoded("jpg", Color.BLUE)));
    try (FrameSource source = open()) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(colorOf(source)).isEqualTo(Color.BLUE);
    }
  }

  @Test
  void a_coded_video_is_read_from_the_same_answer() throws Exception {
    ByteArrayOutputStream avi = new ByteArrayOutputStream();
    Process ffmpeg;
    try {
      ffmpeg =
          new ProcessBuilder(
                  ("ffmpeg -v error -f lavfi -i testsrc2=size=160x120:rate=25:duration=1 -f mpegts"
                          + " -")
                      .split(" "))
              .start();
    } catch (IOException missing) {
      org.junit.jupiter.api.Assumptions.abort("skipped: no ffmpeg to make a video with");
      return;
    }
    ffmpeg.getInputStream().transferTo(avi);
    server.enqueue(answer("video/mp2t", avi.toByteArray()));
    try (FrameSource source = open()) {
      assertThat(source.next().orElseThrow().width()).isEqualTo(160);
      assertThat(source.advance()).isTrue();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void user_and_password_are_told_when_they_are_asked_for_and_shown_nowhere() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(401)
            .setHeader("WWW-Authenticate", "Basic realm=\"cam\"")
            .build());
    server.enqueue(answer("image/jpeg", TestPictures.encoded("jpg", Color.RED)));
    String address = server.url("/cam").toString().replace("//", "//joe:s3/cr@t@");
    try (FrameSource source = open(address, false)) {
      assertThat(colorOf(source)).isEqualTo(Color.RED);
      assertThat(source.description()).doesNotContain("s3", "cr@t", "joe");
    }
    server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(second.getHeaders().get("Authorization"))
        .isEqualTo("Basic " + java.util.Base64.getEncoder().encodeToString(text("joe:s3/cr@t")));
  }

  @Test
  void a_wrong_password_is_told_with_the_remedy() {
    MockResponse refusal =
        new MockResponse.Builder()
            .code(401)
            .setHeader("WWW-Authenticate", "Basic realm=\"cam\"")
            .build();
    server.enqueue(refusal);
    server.enqueue(refusal);
    String address = server.url("/cam").toString().replace("//", "//joe:s3cret@");
    assertThatThrownBy(() -> open(address, false))
        .isInstanceOf(CameraException.class)
        .hasMessageContaining("answers 401; put user and password into the address")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_page_in_place_of_pictures_is_told_with_the_remedy() {
    server.enqueue(answer("text/html", text("<html>Login</html>")));
    assertThatThrownBy(this::open)
        .isInstanceOf(CameraException.class)
        .hasMessageEndingWith(
            "answers with a page and no pictures; give the address of its stream or of its"
                + " snapshots");
    server.enqueue(answer("image/jpeg"));
    assertThatThrownBy(() -> open().next())
        .isInstanceOf(CameraException.class)
        .hasMessageEndingWith("sends no picture that can be read");
  }

  @Test
  void a_certificate_that_does_not_fit_is_refused_unless_it_is_allowed() throws Exception {
    server.close();
    try (MockWebServer https = new MockWebServer()) {
      https.useHttps(TestCertificate.forName("other.example", folder));
      https.start();
      String address = https.url("/cam").toString();
      assertThatThrownBy(() -> open(address, false))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("its certificate is refused")
          .hasMessageContaining("tls.allow-invalid = yes");
      assertThatThrownBy(() -> open(address.replace("https", "rtsps"), false))
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("tls.allow-invalid = yes");
      https.enqueue(answer("image/jpeg", TestPictures.encoded("jpg", Color.RED)));
      try (FrameSource source = open(address, true)) {
        assertThat(colorOf(source)).isEqualTo(Color.RED);
      }
    }
  }
}
