package io.moodspeaker.care.camel;

import io.moodspeaker.care.Care;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** {@code care:words} looks at what was said, {@code care:noticed} begins with days of sadness. */
public final class CareComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters) {
    return new CareEndpoint(
        uri,
        this,
        verb,
        CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Care.class));
  }
}
