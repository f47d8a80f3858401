package io.moodspeaker.alert;

import java.util.List;

/** Takes alerts to somebody. Safe for use by several threads. */
public interface AlertSender {
  /**
   * Accepts an alert and returns at once; delivery goes on in the background.
   *
   * @param channels who is told, by the names of channels; empty for all that are set up
   * @return where it goes, in plain words; empty for nowhere
   */
  List<String> send(Alert alert, List<String> channels);
}
