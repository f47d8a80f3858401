package io.moodspeaker.speech.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import io.moodspeaker.speech.Speech;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A server of one answer, over a real socket. */
class WyomingVoiceTest {
  private final CompletableFuture<String> asked = new CompletableFuture<>();

  private Speech speak(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = server.accept()) {
                  asked.complete(
                      new BufferedReader(
                              new InputStreamReader(
                                  socket.getInputStream(), StandardCharsets.UTF_8))
                          .readLine());
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                  socket.getOutputStream().flush();
                  if (answer.isEmpty()) {
                    Thread.sleep(5_000);
                  }
                } catch (IOException | InterruptedException gone) {
                  Thread.currentThread().interrupt();
                }
              });
      return new WyomingVoice(
              URI.create("wyoming://127.0.0.1:" + server.getLocalPort()), Duration.ofMillis(1500))
          .speak("따뜻한 음악", "ko");
    }
  }

  @Test
  void what_the_server_says_is_put_together() throws Exception {
    Speech speech =
        speak(
            "{\"type\":\"audio-start\",\"data\":{\"rate\":22050,\"width\":2,\"channels\":1}}\n"
                + "{\"type\":\"audio-chunk\",\"data_length\":40,\"payload_length\":4}\n"
                + "{\"rate\":22050,\"width\":2,\"channels\":1}   abcd"
                + "{\"type\":\"audio-chunk\",\"data\":{\"rate\":22050},\"payload_length\":2}\nef"
                + "{\"type\":\"audio-stop\"}\n");
    assertThat(speech.rate()).isEqualTo(22_050);
    assertThat(new String(speech.samples(), StandardCharsets.US_ASCII)).isEqualTo("abcdef");
    JsonMapper json = JsonMapper.shared();
    assertThat(json.readTree(asked.get()))
        .isEqualTo(
            json.readTree(
                """
                {"type": "synthesize", "data": {"text": "따뜻한 음악", "voice": {"language": "ko"}}}"""));
  }

  @Test
  @Fault(
      value = "Voice server errs or hangs",
      seen = "told with the change of mood",
      goesOn = "all else",
      heals = "by itself, when it answers",
      within = "seconds")
  void a_server_that_errs_hangs_or_speaks_something_else_is_told() {
    assertThatThrownBy(() -> speak("{\"type\":\"error\",\"data\":{\"text\":\"no voice\"}}\n"))
        .hasMessageEndingWith("fails: no voice");
    assertThatThrownBy(() -> speak("")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> speak("HTTP/1.1 400 Bad Request\r\n\r\n"))
        .hasMessageEndingWith("does not speak Wyoming");
    assertThatThrownBy(() -> speak("{\"type\":\"audio-chunk\",\"payload_length\":2000000000}\n"))
        .hasMessageContaining("2000000000 bytes at once");
  }
}
