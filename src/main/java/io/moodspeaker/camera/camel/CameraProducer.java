package io.moodspeaker.camera.camel;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.support.Durations;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Closes the camera, or opens it again; the message stays as it is. */
final class CameraProducer extends DefaultProducer {
  /** For how long, such as {@code 1h}, instead of the endpoint's {@code for}. */
  static final String FOR = "CamelCameraFor";

  private final CameraEndpoint endpoint;

  CameraProducer(CameraEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    Camera camera = endpoint.getComponent().camera();
    if (endpoint.getName().equals("pause")) {
      String asked = exchange.getMessage().getHeader(FOR, "", String.class);
      camera.pause(asked.isEmpty() ? endpoint.span() : Optional.of(Durations.parse(asked)));
    } else {
      camera.resume();
    }
  }
}
