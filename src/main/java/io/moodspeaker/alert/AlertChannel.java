package io.moodspeaker.alert;

import java.time.Duration;
import java.util.Optional;

/** One way to tell somebody, to one address. Whoever made it closes it. */
public interface AlertChannel extends AutoCloseable {
  /** Where alerts go, without what may be secret: {@code https://example.org:443}. */
  String place();

  /**
   * Tells an alert. Blocks for as long as an attempt may take; called by one thread at a time,
   * which is interrupted when alerts end.
   */
  Delivery deliver(Alert alert);

  @Override
  default void close() {}

  /** How an attempt ended. */
  sealed interface Delivery {
    /** It arrived. */
    record Done() implements Delivery {}

    /** It was refused, and another attempt would not help. */
    record Refused(String why) implements Delivery {}

    /**
     * It may work another time.
     *
     * @param after how long the receiver asks to wait; empty where it doesn't
     */
    record Failed(String why, Optional<Duration> after) implements Delivery {}

    /** It may work another time. */
    static Delivery failed(String why) {
      return new Failed(why, Optional.empty());
    }
  }
}
