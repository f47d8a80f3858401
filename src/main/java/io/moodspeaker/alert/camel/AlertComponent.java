package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.AlertScheduler;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code alert:mood} gives each mood change to the alert desk, which its maker closes. */
public final class AlertComponent extends DefaultComponent {
  private final AlertScheduler desk;

  public AlertComponent(AlertScheduler desk) {
    this.desk = desk;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    if (!remaining.equals("mood")) {
      throw new IllegalArgumentException(
          "the alert endpoint must be alert:mood, was alert:" + remaining);
    }
    return new AlertEndpoint(uri, this, desk);
  }
}
