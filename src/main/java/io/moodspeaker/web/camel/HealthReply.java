package io.moodspeaker.web.camel;

import io.moodspeaker.web.Health;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** Puts the answer to {@code /readyz} in the place of a status. */
public final class HealthReply {
  /** 200 where all is well, 503 with the reasons where it is not. */
  public void ready(Exchange exchange) {
    @SuppressWarnings("unchecked") // What the bean status gives.
    Map<String, Object> status = exchange.getMessage().getBody(Map.class);
    List<String> reasons = Health.obstacles(status);
    ApiReply.write(
        exchange.getMessage(),
        reasons.isEmpty() ? 200 : 503,
        Map.of("ready", reasons.isEmpty(), "reasons", reasons),
        "application/json");
  }
}
