package io.moodspeaker.light.camel;

import io.moodspeaker.light.LightController;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** {@code light:mood} shows a mood's light, {@code light:off} makes it dark. */
public final class LightComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters) {
    LightController controller =
        CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), LightController.class);
    return new LightEndpoint(uri, this, verb, controller);
  }
}
