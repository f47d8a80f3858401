package io.moodspeaker.camera.camel;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.model.Frame;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/** Takes the camera's newest frame through the route on the polling thread: nothing queues up. */
final class CameraConsumer extends ScheduledPollConsumer {
  /** The camera's description: {@code /dev/video0 640x480 at 30 fps}. */
  static final String SOURCE = "CamelCameraSource";

  private final Camera camera;
  private final Runnable polled;

  CameraConsumer(CameraEndpoint endpoint, Processor processor, Camera camera, Runnable polled) {
    super(endpoint, processor);
    this.camera = camera;
    this.polled = polled;
  }

  @Override
  protected int poll() throws Exception {
    polled.run();
    Optional<Frame> frame = camera.newest();
    if (frame.isEmpty()) {
      return 0;
    }
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(frame.get());
    exchange.getMessage().setHeader(SOURCE, camera.status().source());
    exchange.getMessage().setHeader(Exchange.MESSAGE_TIMESTAMP, frame.get().time().toEpochMilli());
    try {
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        getExceptionHandler()
            .handleException("a frame could not be processed", exchange, exchange.getException());
      }
    } finally {
      releaseExchange(exchange, false);
    }
    return 1;
  }
}
