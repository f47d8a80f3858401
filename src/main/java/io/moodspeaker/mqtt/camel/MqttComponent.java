package io.moodspeaker.mqtt.camel;

import io.moodspeaker.mqtt.FollowMe;
import io.moodspeaker.mqtt.MqttHome;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** The {@code mqtt:} scheme; its routes run only where a broker is set. */
public final class MqttComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String what, Map<String, Object> parameters) {
    return new MqttEndpoint(uri, this, what);
  }

  /** The home, which is there only where a broker is set. */
  MqttHome home() {
    return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), MqttHome.class);
  }

  /** The same where there are any. */
  Optional<FollowMe> followed() {
    return Optional.ofNullable(
        CamelContextHelper.findSingleByType(getCamelContext(), FollowMe.class));
  }

  /** The house's speakers, which are there only where the speaker follows. */
  FollowMe follow() {
    return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), FollowMe.class);
  }
}
