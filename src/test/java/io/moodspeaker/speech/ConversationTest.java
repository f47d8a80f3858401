package io.moodspeaker.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Mood;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {
  private final List<String> asked = new ArrayList<>();

  private Conversation conversation(Optional<ChatPartner> partner) {
    return new Conversation(
        () -> {
          throw new IOException("no microphone");
        },
        Optional.empty(),
        partner,
        () -> "de");
  }

  @Test
  void the_partner_is_told_the_mood_the_language_and_how_to_stay_safe() throws IOException {
    Conversation conversation =
        conversation(
            Optional.of(
                (rules, heard) -> {
                  asked.add(rules);
                  asked.add(heard);
                  return "Ja. Gern. Und noch viel mehr.";
                }));
    assertThat(conversation.answer("Ich bin müde.", Mood.SADNESS)).isEqualTo("Ja. Gern.");
    assertThat(asked.get(0)).contains("looks like sadness", "German", "no doctor", "two short");
    assertThat(asked.get(1)).isEqualTo("Ich bin müde.");
  }

  @Test
  void what_is_missing_is_told() {
    Conversation conversation = conversation(Optional.empty());
    assertThatThrownBy(() -> conversation.answer("x", Mood.UNSURE))
        .hasMessageStartingWith("chat.url is not set");
    assertThatThrownBy(conversation::hear).hasMessage("no microphone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One. Two! Three?|One. Two!",
        "**One**  line, and # another|One line, and another",
        "괜찮아요. 같이 있어요. 더 말해 주세요.|괜찮아요. 같이 있어요."
      })
  void an_answer_is_cut_to_two_sentences(String answer, String said) {
    assertThat(Conversation.shortened(answer, Locale.ENGLISH)).isEqualTo(said);
  }

  @Test
  void an_answer_without_an_end_is_cut_at_a_word() {
    assertThat(Conversation.shortened("word ".repeat(500), Locale.ENGLISH))
        .hasSizeBetween(380, 400)
        .endsWith("word");
  }
}
