package io.moodspeaker.camera.camel;

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
  private final Runnable polled;

  /**
   * The component.
   *
   * @param polled run at each look at the camera, whether it brings a frame or not
   */
  public CameraComponent(Camera camera, Runnable polled) {
    this.camera = camera;
    this.polled = polled;
  }

  Runnable polled() {
    return polled;
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
