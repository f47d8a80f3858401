package io.moodspeaker.camera.camel;

import io.moodspeaker.camera.Camera;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Closes the camera, or opens it again; the message stays as it is. */
final class CameraProducer extends DefaultProducer {
  private final CameraEndpoint endpoint;

  CameraProducer(CameraEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    Camera camera = endpoint.getComponent().camera();
    if (endpoint.getName().equals("pause")) {
      camera.pause(endpoint.span());
    } else {
      camera.resume();
    }
  }
}
