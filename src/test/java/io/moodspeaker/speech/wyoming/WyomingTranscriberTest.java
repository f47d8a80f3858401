package io.moodspeaker.speech.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.WyomingServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WyomingTranscriberTest {
  private static final Speech SPEECH = new Speech(16_000, 1, new byte[20_000]);

  private static String transcribe(WyomingServer server) throws IOException {
    return new WyomingTranscriber(
            WyomingAddress.ofRecognizer("wyoming://127.0.0.1:" + server.port()),
            Duration.ofMillis(700))
        .transcribe(SPEECH, "de");
  }

  @Test
  void what_was_said_goes_out_in_pieces_and_comes_back_in_words() throws Exception {
    try (WyomingServer server = WyomingServer.hearing("Ich bin müde. ")) {
      assertThat(transcribe(server)).isEqualTo("Ich bin müde.");
      assertThat(server.asked())
          .startsWith(
              "transcribe {\"language\":\"de\"}",
              "audio-start {\"rate\":16000,\"width\":2,\"channels\":1}")
          .endsWith("audio-stop {}");
      assertThat(server.soundBytes()).isEqualTo(20_000);
    }
  }

  @Test
  void a_server_that_hangs_is_given_up() throws Exception {
    try (WyomingServer server = WyomingServer.hanging()) {
      assertThatThrownBy(() -> transcribe(server))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the speech recogniser at 127.0.0.1:");
    }
  }

  @Test
  void a_server_that_drips_is_given_up_as_soon() throws Exception {
    try (WyomingServer server = WyomingServer.dripping()) {
      assertThatThrownBy(() -> transcribe(server)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wyoming://",
        "http://h",
        "wyoming://h/x",
        "wyoming://me:pw@h",
        "wyoming://h:0",
        "h:10300"
      })
  void an_address_is_whole_or_refused(String text) {
    assertThatThrownBy(() -> WyomingAddress.ofRecognizer(text))
        .hasMessage("must be wyoming://HOST or wyoming://HOST:PORT");
  }
}
