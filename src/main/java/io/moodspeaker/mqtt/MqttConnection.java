package io.moodspeaker.mqtt;

import java.util.function.Consumer;

/**
 * A connection to a broker that comes back by itself. Safe for use by several threads; whoever made
 * it closes it.
 */
public interface MqttConnection extends AutoCloseable {
  /**
   * Begins to connect, and goes on trying until it is closed.
   *
   * @param connected called after each time that it is connected
   */
  void open(Runnable connected);

  /** Whether the broker is there now. */
  boolean isConnected();

  /**
   * Publishes a text; while the broker is away it waits for it, up to a limit.
   *
   * @param retained whether those who subscribe later get it too
   */
  default void publish(String topic, String text, boolean retained) {
    publish(topic, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), retained);
  }

  /** Publishes some bytes; see {@link #publish(String, String, boolean)}. */
  void publish(String topic, byte[] bytes, boolean retained);

  /**
   * Hears what is published under a topic from now on. What was published while the broker was away
   * is not heard: a command that is late surprises.
   *
   * @param listener must return soon
   * @return ends it
   */
  Runnable subscribe(String topic, Consumer<String> listener);

  @Override
  void close();
}
