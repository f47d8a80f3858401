package io.moodspeaker.alert;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An alert as programs read it: {@code {"event":"mood","id":"…","mood":"fear","since":
 * "2026-11-21T08:00:00Z","confidence":0.8,"message":"looks afraid for 5 s"}}.
 */
public final class AlertJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private AlertJson() {}

  /** The text of one JSON object. */
  public static String of(Alert alert) {
    ObjectNode body = JSON.createObjectNode();
    body.put("event", alert.event());
    body.put("id", alert.id());
    alert.mood().ifPresent(mood -> body.put("mood", mood.label()));
    body.put("since", alert.since().toString());
    body.put("confidence", Math.round(alert.confidence() * 1000) / 1000.0);
    body.put("message", alert.message());
    return JSON.writeValueAsString(body);
  }
}
