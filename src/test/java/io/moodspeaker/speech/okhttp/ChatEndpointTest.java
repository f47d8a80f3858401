package io.moodspeaker.speech.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatEndpointTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String ask(String path) throws IOException {
    return new ChatEndpoint(
            URI.create("http://127.0.0.1:" + server.getPort() + path),
            "llama3.2",
            () -> new Secret("s3cret"),
            Duration.ofMillis(700))
        .answer("Be kind.", "Hello");
  }

  private void answer(String content) {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":%s}}]}"
                    .formatted(content))
            .build());
  }

  @ParameterizedTest
  @CsvSource({
    "'',/v1/chat/completions",
    "/,/v1/chat/completions",
    "/v1/,/v1/chat/completions",
    "/openai/v1,/openai/v1/chat/completions",
    "/v1/chat/completions,/v1/chat/completions"
  })
  void it_is_asked_in_openais_contract(String path, String asked) throws Exception {
    answer("\"<think>hm\\nhm</think>\\n Hello you.\"");
    assertThat(ask(path)).isEqualTo("Hello you.");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getUrl().encodedPath()).isEqualTo(asked);
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(request.getBody().utf8())
        .contains(
            "\"model\":\"llama3.2\",\"stream\":false",
            "\"content\":\"Be kind.\"",
            "\"content\":\"Hello\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "\"<think>never ends\"", "7}"})
  void an_answer_without_words_is_none(String content) {
    answer(content);
    assertThatThrownBy(() -> ask("")).isInstanceOf(IOException.class);
  }

  @Test
  void a_server_that_refuses_or_hangs_is_told_without_the_key() {
    server.enqueue(new MockResponse.Builder().code(401).body("bad key s3cret").build());
    assertThatThrownBy(() -> ask(""))
        .hasMessageEndingWith("fails: it answered 401")
        .hasMessageNotContaining("s3cret");
    server.enqueue(new MockResponse.Builder().code(302).setHeader("Location", "/x").build());
    assertThatThrownBy(() -> ask("")).hasMessageEndingWith("it answered 302");
    server.enqueue(new MockResponse.Builder().headersDelay(5, TimeUnit.SECONDS).build());
    assertThatThrownBy(() -> ask("")).hasMessageStartingWith("the chat at 127.0.0.1:");
  }
}
