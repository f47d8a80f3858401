package io.moodspeaker.alert;

import java.util.ArrayList;
import java.util.List;

/** A sender that keeps what it was given. */
public final class FakeSender implements AlertSender {
  private final List<Alert> sent = new ArrayList<>();

  /** The alerts so far, oldest first. */
  public List<Alert> sent() {
    return List.copyOf(sent);
  }

  @Override
  public void send(Alert alert) {
    sent.add(alert);
  }

  @Override
  public int pending() {
    return 0;
  }

  @Override
  public long delivered() {
    return sent.size();
  }

  @Override
  public void close() {}
}
