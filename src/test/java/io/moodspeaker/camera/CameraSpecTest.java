package io.moodspeaker.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.camera.CameraSpec.Kind;
import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CameraSpecTest {
  @ParameterizedTest
  @CsvSource({
    "auto, AUTO, ''",
    "drawn, DRAWN, ''",
    "drawn:my scene.yaml, DRAWN, my scene.yaml",
    "rpicam, RPICAM, 0",
    "rpicam:1, RPICAM, 1",
    "/dev/video0, DEVICE, /dev/video0",
    "/dev/v4l/by-id/usb-cam, DEVICE, /dev/v4l/by-id/usb-cam",
    "http://cam/live, HTTP, http://cam/live",
    "HTTPS://cam:8443/live, HTTP, HTTPS://cam:8443/live",
    "rtsp://cam/live, RTSP, rtsp://cam/live",
    "rtsps://cam/live, RTSP, rtsps://cam/live",
    "videos/face.mp4, FILE, videos/face.mp4",
    "/srv/pictures #1/a.png, FILE, /srv/pictures #1/a.png",
    "pictures, FILE, pictures"
  })
  void each_form_is_what_it_looks_like(String text, Kind kind, String target) {
    assertThat(CameraSpec.parse(text)).isEqualTo(new CameraSpec(kind, target));
  }

  @ParameterizedTest
  @CsvSource({
    "tcp://127.0.0.1:8888, must not begin with tcp://",
    "udp://@:5000, must not begin with udp://",
    "'\"drawn\"', must be written without quotation marks",
    "'''drawn''', must be written without quotation marks",
    "'drawn # note', must stand alone on its line",
    "'/dev/video0  # front door', must stand alone on its line",
    "0, must be the whole path of a device",
    "rpicam:front, must be rpicam",
    "drawn:, must be drawn",
    "rpicam:12, must be rpicam",
    "http://, must be an address",
    "http://cam:99999/x, must be an address",
    "rtsp://cam:0/x, must be an address",
    "rtsp:///live, must be an address",
    "'', must not be empty"
  })
  void what_can_be_no_camera_is_refused_with_a_remedy(String text, String why) {
    assertThatThrownBy(() -> CameraSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  @ParameterizedTest
  @CsvSource({
    "rtsp://admin:ge/heim3@cam/live, ge/heim3",
    "rtsp://admin:ge/heim3@192.168.1.7:554/live?ch=1, ge/heim3",
    "http://admin:ge@heim3@cam/live, ge@heim3",
    "http://admin:ge#he?im3@cam/live, ge#he?im3",
    "http://admin:ge/he@im3@cam/live, ge/he@im3",
    "http://admin:ge%2Fheim3@cam/live, ge/heim3",
    "http://admin:50%heim3@cam/live, 50%heim3"
  })
  void whatever_a_password_holds_the_host_is_found_and_the_password_is_not_shown(
      String text, String password) {
    CameraSpec spec = CameraSpec.parse(text);
    assertThat(URI.create(spec.target()).getHost()).isIn("cam", "192.168.1.7");
    assertThat(URI.create(spec.target()).getUserInfo()).isEqualTo("admin:" + password);
    assertThat(spec.toString()).doesNotContain("im3").doesNotContain("admin:").contains("/live");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://cam.local/v?user=admin&pwd=heim3",
        "http://cam.local/v?usr=admin&password=heim3",
        "http://cam.local/v?token=heim3",
        "http://cam.local/cgi-bin/snapshot.cgi?loginuse=admin&loginpas=heim3"
      })
  void a_password_in_a_query_is_sent_and_not_shown(String text) {
    CameraSpec spec = CameraSpec.parse(text);
    assertThat(spec.target()).isEqualTo(text);
    assertThat(spec.toString()).doesNotContain("heim3");
  }

  @ParameterizedTest
  @CsvSource({
    "http://cam:8080/path@2x, http://cam:8080/path@2x",
    "http://cam/a b.jpg, http://cam/a%20b.jpg",
    "http://cam/{a}, http://cam/%7Ba%7D"
  })
  void an_address_is_made_one_that_all_read_alike(String text, String target) {
    assertThat(CameraSpec.parse(text).target()).isEqualTo(target);
  }

  @Property
  void a_password_of_any_signs_is_never_shown(
      @ForAll @CharRange(from = '!', to = '~') @StringLength(min = 6, max = 12) String random) {
    String password = "x" + random.replace(":", "").replace("@", "") + "Geheim";
    CameraSpec spec = CameraSpec.parse("rtsp://admin:" + password + "@cam.local/live");
    assertThat(spec.toString()).doesNotContain("Geheim");
    assertThat(URI.create(spec.target()).getHost()).isEqualTo("cam.local");
  }
}
