package io.moodspeaker.speech.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Chats that answer badly. */
class ChatPropertiesTest {
  @Provide
  Arbitrary<byte[]> answers() {
    return Garbage.json(
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"<think>no</think>yes\"}}]}");
  }

  @Property(tries = 60)
  void it_answers_in_words_or_says_why_not(@ForAll("answers") byte[] answer) {
    try (Peer server = Peer.http("application/json", answer)) {
      ChatEndpoint chat =
          new ChatEndpoint(
              URI.create(server.url()), "any", () -> new Secret(""), Duration.ofSeconds(2));
      assertThat(chat.answer("be kind", "hello")).isNotBlank();
    } catch (IOException told) {
      assertThat(told.getMessage()).contains("127.0.0.1");
    }
  }
}
