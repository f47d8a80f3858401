package io.moodspeaker.emotion.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureSettingsTest {
  private static final Duration TIMEOUT = AzureSettings.DEFAULT_TIMEOUT;

  @ParameterizedTest
  @CsvSource({"'',''", "https://x.example.com,''", "'',k3y", "'  ','  '"})
  void it_is_off_until_endpoint_and_key_are_set(String endpoint, String key) {
    assertThat(AzureSettings.of(endpoint, key, TIMEOUT, false)).isEmpty();
  }

  @Test
  void blanks_around_endpoint_and_key_are_cut_off() {
    AzureSettings settings =
        AzureSettings.of(" https://x.example.com/ ", " k3y\n", TIMEOUT, false).orElseThrow();

    assertThat(settings.endpoint()).hasToString("https://x.example.com/");
    assertThat(settings.key()).isEqualTo("k3y");
  }

  @Test
  void the_key_is_not_in_its_words() {
    AzureSettings settings =
        AzureSettings.of("https://x.example.com", "s3cr3t", TIMEOUT, false).orElseThrow();

    assertThat(settings.toString()).contains("x.example.com").doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8781",
        "http://127.0.0.1:8781",
        "http://[::1]:8781",
        "http://192.168.1.20:8781",
        "http://10.1.2.3",
        "http://172.16.0.9",
        "http://[fd00::12]:8781",
        "http://[fe80::1]",
        "http://bigbox:8781",
        "http://bigbox.local:8781",
        "http://bigbox.home.arpa"
      })
  void plain_http_is_allowed_within_the_house(String endpoint) {
    assertThat(AzureSettings.of(endpoint, "k3y", TIMEOUT, false)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://x.cognitiveservices.azure.com",
        "http://8.8.8.8",
        "http://172.32.0.1",
        "http://[2001:db8::1]",
        "http://localhost.example.com"
      })
  void plain_http_to_the_internet_needs_consent(String endpoint) {
    assertThatThrownBy(() -> AzureSettings.of(endpoint, "k3y", TIMEOUT, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allow-http");
    assertThat(AzureSettings.of(endpoint, "k3y", TIMEOUT, true)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://x.example.com, must be like",
    "x.example.com, must be like",
    "https://, is no address",
    "'https://x y', is no address",
    "https://me:s3cr3t@x.example.com, must be scheme",
    "https://x.example.com?key=s3cr3t, must be scheme",
    "https://x.example.com/face/v1.0/detect, must end before"
  })
  void a_wrong_endpoint_is_named_with_the_remedy_and_no_secret(String endpoint, String message) {
    assertThatThrownBy(() -> AzureSettings.of(endpoint, "k3y", TIMEOUT, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("endpoint")
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k3\r\nHost: y", "k 3y", "schlüssel"})
  void a_key_that_no_header_can_hold_is_refused_without_telling_it(String key) {
    assertThatThrownBy(() -> AzureSettings.of("https://x.example.com", key, TIMEOUT, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("key must be")
        .hasMessageNotContaining(key);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 99, 60_001})
  void a_timeout_out_of_range_is_refused(long millis) {
    assertThatThrownBy(
            () ->
                AzureSettings.of("https://x.example.com", "k3y", Duration.ofMillis(millis), false))
        .hasMessageContaining("timeout must be 100 ms to 1 minute");
  }
}
