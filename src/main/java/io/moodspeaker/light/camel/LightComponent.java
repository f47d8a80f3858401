package io.moodspeaker.light.camel;

import io.moodspeaker.light.Light;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.model.Mood;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code light:mood} shows each mood change on a light. The light stays its opener's to close. */
public final class LightComponent extends DefaultComponent {
  private final Light light;
  private final Function<Mood, Optional<LightPattern>> patterns;

  /**
   * A component for one light.
   *
   * @param patterns what to show for a mood, asked at each change; empty for darkness
   */
  public LightComponent(Light light, Function<Mood, Optional<LightPattern>> patterns) {
    this.light = light;
    this.patterns = patterns;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    if (!remaining.equals("mood")) {
      throw new IllegalArgumentException(
          "the light endpoint must be light:mood, was light:" + remaining);
    }
    return new LightEndpoint(uri, this, light, patterns);
  }
}
