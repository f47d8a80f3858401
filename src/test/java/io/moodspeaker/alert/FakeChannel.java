package io.moodspeaker.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that keeps what arrived, and fails when it is told to. */
public final class FakeChannel implements AlertChannel {
  private final String place;
  private final List<Alert> delivered = new CopyOnWriteArrayList<>();
  private volatile boolean down;

  public FakeChannel(String place) {
    this.place = place;
  }

  /** Whether it is out of order from now on. */
  public void down(boolean now) {
    down = now;
  }

  /** What arrived, oldest first. */
  public List<Alert> delivered() {
    return List.copyOf(delivered);
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public Delivery deliver(Alert alert) {
    if (down) {
      return Delivery.failed("is down");
    }
    delivered.add(alert);
    return new Delivery.Done();
  }
}
