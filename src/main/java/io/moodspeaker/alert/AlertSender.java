package io.moodspeaker.alert;

/** Takes alerts to somebody. Safe for use by several threads; whoever made it closes it. */
public interface AlertSender extends AutoCloseable {
  /** Accepts an alert and returns at once; delivery goes on in the background. */
  void send(Alert alert);

  /** How many alerts wait for delivery. */
  int pending();

  /** How many alerts were delivered since the start. */
  long delivered();

  /** Gives up what is pending, with a line in the log. */
  @Override
  void close();

  /** A sender for when no webhook is set: an alert is then a line in the log, nothing more. */
  static AlertSender none() {
    return new AlertSender() {
      @Override
      public void send(Alert alert) {}

      @Override
      public int pending() {
        return 0;
      }

      @Override
      public long delivered() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
