package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://joe:s3cret@host/x",
        "rtsp://admin:s3/cret@cam.local/stream",
        "rtsp://admin:s3@cret@cam.local:554/stream",
        "http://s3cret@host/x",
        "http://host/x?user=joe&pwd=s3cret",
        "http://host/x?Password=s3cret",
        "http://host/x?a=1&access_token=s3cret&b=2",
        "http://host/x?apikey=s3cret#f",
        "http://host/rest/stream?u=joe&t=s3cret&s=s3cret&id=7",
        "http://host/x;passwd=s3cret",
        "rtsp://192.168.1.10:554/user=admin&password=s3cret&channel=1&stream=0.sdp?",
        "rtsp://192.168.1.10:554/user=admin_password=s3_cret_channel=1_stream=0.sdp?real_stream",
        "http://host/login/token=s3cret/live",
        "http://host/proxy?to=x%3Fpwd=s3cret",
        "smtp://mailer:s3cret@mail.example.org:587",
        "no stream at https://joe:s3cret@host/x, says the server"
      })
  void no_secret_is_shown(String text) {
    assertThat(Urls.withoutSecrets(text)).doesNotContain("s3", "cret").contains("://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "camera 'joe:s3cret@192.168.1.5/video' is not there",
        "mpd: joe:s3cret@host:6600 does not answer",
        "audio must be one of these, was 'joe:s3cret@[::1]'"
      })
  void a_login_without_a_scheme_is_not_shown(String text) {
    assertThat(Urls.withoutSecrets(text)).doesNotContain("s3", "cret", "joe").contains("…@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://", "ftp://host", "http://host:0/", "http://host:99999/", "host", ""})
  void what_is_no_address_of_the_web_is_refused(String text) {
    assertThatThrownBy(() -> Urls.http(text))
        .isInstanceOf(URISyntaxException.class)
        .hasMessageContaining("must be an address like");
  }

  @Test
  void what_is_no_secret_stays() {
    for (String plain :
        new String[] {
          "http://radio.example:8000/live?bitrate=128&lang=de",
          "https://radio.example/@morning/show",
          "/music/a@b/pass=word is no address.mp3",
          "mail joe@example.org",
          "mailto:joe@example.org",
          "must be an address like rtsp://user:password@host:port/path",
          "at 12:30 joe@example.org was told",
          "http://radio.example/monkey=banana/keyboard=2?stream=1"
        }) {
      assertThat(Urls.withoutSecrets(plain)).isEqualTo(plain);
    }
  }
}
