package io.moodspeaker.component.camera;

import io.moodspeaker.camera.Camera;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * Frames of a camera: {@code camera:NAME?interval=500}. The name is for people; there is one
 * camera, which whoever made it starts and closes.
 */
public final class CameraComponent extends DefaultComponent {
  private final Camera camera;

  public CameraComponent(Camera camera) {
    this.camera = camera;
  }

  Camera camera() {
    return camera;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    CameraEndpoint endpoint = new CameraEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
