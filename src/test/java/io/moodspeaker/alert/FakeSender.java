package io.moodspeaker.alert;

import java.util.ArrayList;
import java.util.List;

/** A sender that keeps what it was given. */
public final class FakeSender implements AlertSender {
  private final List<Alert> sent = new ArrayList<>();
  private final List<List<String>> channels = new ArrayList<>();

  /** The alerts so far, oldest first. */
  public List<Alert> sent() {
    return List.copyOf(sent);
  }

  /** Who was to be told of each. */
  public List<List<String>> channels() {
    return List.copyOf(channels);
  }

  @Override
  public List<String> send(Alert alert, List<String> told) {
    sent.add(alert);
    channels.add(told);
    return List.of("fake");
  }
}
