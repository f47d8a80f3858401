package io.moodspeaker.mood.camel;

import io.moodspeaker.mood.Moods;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/** The trackers of mood by name: {@code mood:main}. */
@Component("mood")
public final class MoodComponent extends DefaultComponent {
  /** The header that holds the new mood's label beside a body with a change: {@code sadness}. */
  public static final String MOOD_HEADER = "mood";

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    if (name.isBlank()) {
      throw new IllegalArgumentException(uri + " needs a name, as in mood:main");
    }
    Moods moods = CamelContextHelper.findSingleByType(getCamelContext(), Moods.class);
    if (moods == null) {
      throw new IllegalStateException("the feature mood has not started");
    }
    MoodEndpoint endpoint = new MoodEndpoint(uri, this, moods.watch(name), moods.sources());
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
