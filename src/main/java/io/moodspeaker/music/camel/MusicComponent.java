package io.moodspeaker.music.camel;

import io.moodspeaker.music.control.PlaybackController;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes {@code music:} endpoints around the controller that it finds in the registry. */
@Component("music")
public final class MusicComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    PlaybackController controller =
        getCamelContext().getRegistry().findSingleByType(PlaybackController.class);
    if (controller == null) {
      throw new IllegalStateException("music: needs a PlaybackController in the registry");
    }
    MusicEndpoint endpoint = new MusicEndpoint(uri, this, controller);
    endpoint.setAction(MusicAction.of(remaining).label());
    return endpoint;
  }
}
