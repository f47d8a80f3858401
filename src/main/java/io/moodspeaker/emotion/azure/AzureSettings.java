package io.moodspeaker.emotion.azure;

import io.moodspeaker.support.Urls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where and how to ask a server of the Face contract.
 *
 * @param endpoint the address before {@code /face/v1.0/detect}: https, or http within the house
 * @param key the subscription key; it is in no message and no log
 * @param timeout the longest that one call may take; a frame that fails may take {@code attempts}
 *     of them
 * @param attempts how many calls one frame is worth, 1 to 10
 * @param maximumSide the longer side of the picture sent, in pixels, 64 to 4096
 * @param allowHttp whether key and pictures may travel in the clear to a host outside the house
 */
public record AzureSettings(
    URI endpoint, String key, Duration timeout, int attempts, int maximumSide, boolean allowHttp) {
  /** Three seconds: a healthy server answers within one, and a mood can wait for a few. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

  /** Three: a hiccup is forgiven, and an outage still reaches the circuit breaker soon. */
  public static final int DEFAULT_ATTEMPTS = 3;

  /** 1280 pixels: a face at the far end of a room still has 36, in about 150 KB of JPEG. */
  public static final int DEFAULT_MAXIMUM_SIDE = 1280;

  public AzureSettings {
    checkEndpoint(endpoint, allowHttp);
    checkKey(key);
    if (timeout.compareTo(Duration.ofMillis(100)) < 0
        || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("timeout must be 100 ms to 1 minute, was " + timeout);
    }
    if (attempts < 1 || attempts > 10) {
      throw new IllegalArgumentException("attempts must be 1 to 10, was " + attempts);
    }
    if (maximumSide < 64 || maximumSide > 4096) {
      throw new IllegalArgumentException("maximum side must be 64 to 4096, was " + maximumSide);
    }
  }

  /**
   * Looks at an endpoint alone.
   *
   * @throws IllegalArgumentException if it is refused; the message begins with "endpoint" and says
   *     what helps
   */
  public static void checkEndpoint(URI endpoint, boolean allowHttp) {
    String host = endpoint.getHost();
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "endpoint must be like https://NAME.cognitiveservices.azure.com or"
              + " http://192.168.1.20:8781, was "
              + withoutUserInfo(endpoint));
    }
    if (endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null
        || endpoint.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "endpoint must be scheme, host, port and path only, was "
              + withoutUserInfo(endpoint)
              + "; the key has a setting of its own");
    }
    if (endpoint.getPath().contains("/face/v1.0")) {
      throw new IllegalArgumentException(
          "endpoint must end before /face/v1.0, which is added, was " + endpoint);
    }
    if (scheme.equals("http") && !allowHttp && !Urls.isInTheHouse(host)) {
      throw new IllegalArgumentException(
          "endpoint "
              + endpoint
              + " would send pictures and key in the clear over the internet; use https, or set"
              + " azure.allow-http = yes");
    }
  }

  /**
   * Looks at a key alone.
   *
   * @throws IllegalArgumentException if it is refused; the message begins with "key", says what
   *     helps and does not hold it
   */
  public static void checkKey(String key) {
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "key must be printable ASCII without blanks; copy it again from the server's settings");
    }
  }

  /**
   * Settings with the default attempts and picture size.
   *
   * @return the settings; empty while endpoint or key is blank, which is how the client is off
   * @throws IllegalArgumentException if one is wrong; the message says what helps
   */
  public static Optional<AzureSettings> of(
      String endpoint, String key, Duration timeout, boolean allowHttp) {
    if (endpoint.isBlank() || key.isBlank()) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(endpoint.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("endpoint is no address: " + e.getReason(), e);
    }
    return Optional.of(
        new AzureSettings(
            uri, key.strip(), timeout, DEFAULT_ATTEMPTS, DEFAULT_MAXIMUM_SIDE, allowHttp));
  }

  private static String withoutUserInfo(URI uri) {
    return uri.toString().replaceAll("//[^/]*@", "//…@").replaceAll("[?#].*", "…");
  }

  @Override
  public String toString() {
    return "AzureSettings[endpoint="
        + endpoint
        + ", key=…, timeout="
        + timeout
        + ", attempts="
        + attempts
        + ", maximumSide="
        + maximumSide
        + ", allowHttp="
        + allowHttp
        + "]";
  }
}
