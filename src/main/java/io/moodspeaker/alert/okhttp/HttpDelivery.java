package io.moodspeaker.alert.okhttp;

import io.moodspeaker.alert.AlertChannel.Delivery;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Requests to one address, and what their answers mean.
 *
 * <p>2xx is a delivery; 408, 429, 5xx and a server that does not answer are worth another attempt,
 * after as long as {@code Retry-After} asks; all else is a refusal.
 */
final class HttpDelivery {
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpUrl url;
  private final String setting;
  private final InstantSource clock;
  private final OkHttpClient client;

  /**
   * Requests to an address.
   *
   * @param setting where it was set, which a refusal names
   * @param timeout how long one attempt may take
   */
  HttpDelivery(URI url, String setting, Duration timeout, InstantSource clock) {
    this.url = HttpUrl.get(url.toString());
    this.setting = setting;
    this.clock = clock;
    this.client =
        new OkHttpClient.Builder()
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            // A redirect would take the alert, and what the address holds, to somebody else.
            .followRedirects(false)
            // Retries are the dispatcher's: OkHttp would repeat a 408 at once.
            .retryOnConnectionFailure(false)
            .build();
  }

  /** The address without what may be secret. */
  String place() {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }

  HttpUrl url() {
    return url;
  }

  /** Sends a request to the address, with the user and password that it holds. */
  Delivery post(UnaryOperator<Request.Builder> content) {
    Request.Builder request = new Request.Builder().url(url).header("User-Agent", "moodspeaker");
    if (!url.username().isEmpty()) {
      request.header(
          "Authorization",
          Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8));
    }
    try (Response response = client.newCall(content.apply(request).build()).execute()) {
      int code = response.code();
      if (response.isSuccessful()) {
        return new Delivery.Done();
      }
      String answer = "answered " + code;
      if (code == REQUEST_TIMEOUT || code == TOO_MANY_REQUESTS || code >= 500) {
        return new Delivery.Failed(
            answer,
            RetryAfter.parse(
                Optional.ofNullable(response.header("Retry-After")),
                Optional.ofNullable(response.header("Date")),
                clock.instant()));
      }
      return new Delivery.Refused(
          "%s; check %s, %s"
              .formatted(
                  answer,
                  setting,
                  code < 400 ? "redirects are not followed" : "another attempt would not help"));
    } catch (IOException unreachable) {
      return Delivery.failed("can't be reached: " + PlainWords.reason(unreachable));
    }
  }

  void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }
}
