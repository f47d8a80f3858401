package io.moodspeaker.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebFeatureTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::1", "::", "fe80::1%eth0", "kitchen.lan"})
  void an_address_or_a_name_is_taken(String host) {
    assertThat(WebFeature.HOST.parse(host)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"999.1.1.1", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "http://x", "a b", "x/y"})
  void what_can_be_neither_is_refused(String host) {
    assertThatThrownBy(() -> WebFeature.HOST.parse(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as in 127.0.0.1");
  }
}
