package io.moodspeaker.mqtt;

import io.moodspeaker.support.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a broker is, and how it knows this speaker.
 *
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted and the broker's certificate checked
 * @param user its name there; empty for none
 */
public record MqttBroker(
    String host, int port, boolean tls, Optional<String> user, Secret password) {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * An address as a person writes it, without user and password.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MqttBroker of(String text) {
    String form = "must be an address like mqtt://HOST, mqtt://HOST:PORT or mqtts://HOST";
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException wrong) {
      throw new IllegalArgumentException(form, wrong);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("mqtts");
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException(
          form + "; the user goes into mqtt.user, the password into mqtt.password-file");
    }
    if (uri.getHost() == null
        || !(tls || scheme.equals("mqtt"))
        || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))
        || uri.getPort() == 0
        || uri.getPort() > 65_535) {
      throw new IllegalArgumentException(form);
    }
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PORT;
    return new MqttBroker(uri.getHost(), port, tls, Optional.empty(), Secret.NONE);
  }

  /** The same, known by a name and a password. */
  public MqttBroker as(Optional<String> name, Secret secret) {
    return new MqttBroker(host, port, tls, name, secret);
  }

  /** Where it is: {@code mqtt://host:1883}. */
  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
