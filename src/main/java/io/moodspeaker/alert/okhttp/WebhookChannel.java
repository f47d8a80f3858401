package io.moodspeaker.alert.okhttp;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel;
import io.moodspeaker.alert.AlertJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import okhttp3.MediaType;
import okhttp3.RequestBody;

/**
 * Posts each alert as JSON to one address.
 *
 * <p>The body is {@code {"event":"mood","id":"…","mood":"fear","since":"2026-11-21T08:00:00Z",
 * "confidence":0.8,"message":"looks afraid for 5 s"}}; the header {@code Idempotency-Key} is the
 * id.
 *
 * <p>The address may hold secrets (user, password, path, query); only its scheme, host and port are
 * ever shown.
 */
public final class WebhookChannel implements AlertChannel {
  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpDelivery http;

  /**
   * A channel to an address.
   *
   * @param url http or https
   * @param clock tells the time here, for a server that names one
   */
  public WebhookChannel(URI url, InstantSource clock) {
    this(new HttpDelivery(url, "alert.webhook", HttpDelivery.TIMEOUT, clock));
  }

  WebhookChannel(HttpDelivery http) {
    this.http = http;
  }

  @Override
  public String place() {
    return http.place();
  }

  @Override
  public Delivery deliver(Alert alert) {
    return http.post(
        request ->
            request
                .header("Idempotency-Key", alert.id())
                .post(
                    RequestBody.create(
                        AlertJson.of(alert).getBytes(StandardCharsets.UTF_8), JSON)));
  }

  @Override
  public void close() {
    http.close();
  }
}
