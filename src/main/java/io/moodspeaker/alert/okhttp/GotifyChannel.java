package io.moodspeaker.alert.okhttp;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel;
import io.moodspeaker.support.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import tools.jackson.databind.json.JsonMapper;

/** Sends each alert to a Gotify server. */
public final class GotifyChannel implements AlertChannel {
  private static final MediaType JSON = MediaType.get("application/json");

  /** Gotify's clients ring from 4 on, and insist from 8 on. */
  private static final int LOUD = 8;

  private static final int QUIET = 4;

  private final HttpDelivery http;
  private final Secret token;

  /**
   * A channel to a server.
   *
   * @param server its address, without {@code /message}
   * @param token an application's token there
   */
  public GotifyChannel(URI server, Secret token, InstantSource clock) {
    URI address = URI.create(server.toString().replaceFirst("/*$", "") + "/message");
    this.http = new HttpDelivery(address, "alert.gotify", HttpDelivery.TIMEOUT, clock);
    this.token = token;
  }

  @Override
  public String place() {
    return http.place();
  }

  @Override
  public Delivery deliver(Alert alert) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", "moodspeaker");
    body.put("message", alert.message());
    body.put("priority", alert.mood().isPresent() ? LOUD : QUIET);
    body.put("extras", Map.of("moodspeaker::alert", Map.of("id", alert.id())));
    return http.post(
        request ->
            request
                .header("X-Gotify-Key", token.reveal())
                .post(
                    RequestBody.create(
                        JsonMapper.shared()
                            .writeValueAsString(body)
                            .getBytes(StandardCharsets.UTF_8),
                        JSON)));
  }

  @Override
  public void close() {
    http.close();
  }
}
