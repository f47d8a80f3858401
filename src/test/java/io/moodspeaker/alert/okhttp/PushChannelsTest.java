package io.moodspeaker.alert.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel.Delivery;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ntfy and Gotify, as their documentation describes them. */
class PushChannelsTest {
  private static final Alert FEAR =
      new Alert("id-1", Optional.of(Mood.FEAR), Instant.EPOCH, 0.8, "looks afraid for 5 s");

  private final FakeTime time = new FakeTime();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(new MockResponse.Builder().code(200).build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private URI url(String path) {
    return URI.create(server.url(path).toString());
  }

  @Test
  void ntfy_gets_the_words_on_the_topic() throws InterruptedException {
    NtfyChannel channel = new NtfyChannel(url("/topic"), new Secret("tk_s3cret"), time);
    assertThat(channel.deliver(FEAR)).isInstanceOf(Delivery.Done.class);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/topic");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer tk_s3cret");
    assertThat(request.getHeaders().get("Title")).isEqualTo("moodspeaker");
    assertThat(request.getHeaders().get("Priority")).isEqualTo("high");
    assertThat(request.getHeaders().get("Idempotency-Key")).isEqualTo("id-1");
    assertThat(request.getBody().utf8()).isEqualTo("looks afraid for 5 s");
    assertThat(channel.place()).doesNotContain("topic");
  }

  @Test
  void gotify_gets_a_message() throws InterruptedException {
    GotifyChannel channel = new GotifyChannel(url("/gotify/"), new Secret("s3cret"), time);
    assertThat(channel.deliver(FEAR)).isInstanceOf(Delivery.Done.class);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/gotify/message");
    assertThat(request.getHeaders().get("X-Gotify-Key")).isEqualTo("s3cret");
    assertThat(request.getBody().utf8())
        .isEqualTo(
            "{\"title\":\"moodspeaker\",\"message\":\"looks afraid for 5 s\",\"priority\":8,"
                + "\"extras\":{\"moodspeaker::alert\":{\"id\":\"id-1\"}}}");
  }
}
