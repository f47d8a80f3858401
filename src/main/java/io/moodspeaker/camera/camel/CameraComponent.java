package io.moodspeaker.camera.camel;

import io.moodspeaker.camera.Camera;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The scheme {@code camera:}: frames of the camera that the registry holds, as {@code
 * camera:main?interval=500ms}, and a hand on it, as {@code camera:pause?for=1h}.
 */
@Component("camera")
public final class CameraComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    CameraEndpoint endpoint = new CameraEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The camera; whoever put it into the registry closes it. */
  Camera camera() {
    Camera camera = getCamelContext().getRegistry().findSingleByType(Camera.class);
    if (camera == null) {
      throw new IllegalStateException("there is no camera: its feature has not started");
    }
    return camera;
  }
}
