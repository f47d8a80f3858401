package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.Alerts;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** {@code alert:mood} may make an alert of a mood change, {@code alert:test} sends one at once. */
public final class AlertComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters) {
    return new AlertEndpoint(
        uri,
        this,
        verb,
        CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Alerts.class));
  }
}
