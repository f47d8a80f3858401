package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void breaks_and_control_characters_become_spaces() {
    assertThat(OneLine.of("a\nb\r\nc\u001bd\u2028e")).isEqualTo("a b c d e");
  }

  @Test
  void a_long_text_is_cut_and_says_how_long_it_was() {
    assertThat(OneLine.of("x".repeat(300_000)))
        .hasSizeLessThan(340)
        .endsWith("(300000 characters)");
  }
}
