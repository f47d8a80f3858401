package io.moodspeaker.alert.okhttp;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel;
import io.moodspeaker.support.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/** Publishes each alert to an ntfy topic: {@code https://ntfy.sh/TOPIC}. */
public final class NtfyChannel implements AlertChannel {
  private static final MediaType TEXT = MediaType.get("text/plain; charset=utf-8");

  private final HttpDelivery http;
  private final Secret token;

  /**
   * A channel to a topic.
   *
   * @param token an access token; may be not set
   */
  public NtfyChannel(URI topic, Secret token, InstantSource clock) {
    this.http = new HttpDelivery(topic, "alert.ntfy", HttpDelivery.TIMEOUT, clock);
    this.token = token;
  }

  @Override
  public String place() {
    return http.place();
  }

  @Override
  public Delivery deliver(Alert alert) {
    return http.post(
        request -> {
          if (token.isSet()) {
            request.header("Authorization", "Bearer " + token.reveal());
          }
          return request
              .header("Title", "moodspeaker")
              .header("Priority", alert.mood().isPresent() ? "high" : "default")
              .header("Idempotency-Key", alert.id())
              .post(RequestBody.create(alert.message().getBytes(StandardCharsets.UTF_8), TEXT));
        });
  }

  @Override
  public void close() {
    http.close();
  }
}
