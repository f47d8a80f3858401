package io.moodspeaker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void another_way_out_follows_in_a_whole_sentence() {
    List<String> words = List.of("sadness", "fear");
    assertThat(Suggestion.text("sadnes", words, "give a path"))
        .isEqualTo("did you mean sadness? Else give a path");
    assertThat(Suggestion.text("polka", words, "give a path"))
        .isEqualTo("use one of sadness, fear, or give a path");
  }
}
