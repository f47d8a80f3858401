package io.moodspeaker.camera.camel;

import io.moodspeaker.camera.Camera;
import io.moodspeaker.model.Frame;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/** Takes the camera's newest frame through the route on the polling thread: nothing queues up. */
final class CameraConsumer extends ScheduledPollConsumer {
  /** The camera's description: {@code /dev/video0 640x480 at 30 fps}. */
  static final String SOURCE = "CamelCameraSource";

  /** A quarter of a second: cameras of five frames a second and more deliver within it. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final CameraEndpoint endpoint;
  private Camera camera;

  CameraConsumer(CameraEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    camera = endpoint.getComponent().camera();
    camera.start();
    super.doStart();
  }

  @Override
  protected int poll() throws Exception {
    Optional<Frame> frame = camera.take(PATIENCE);
    if (frame.isEmpty()) {
      return 0;
    }
    Exchange exchange = createExchange(false);
    exchange.getMessage().setBody(frame.get());
    exchange.getMessage().setHeader(SOURCE, camera.status().source());
    exchange.getMessage().setHeader(Exchange.MESSAGE_TIMESTAMP, frame.get().time().toEpochMilli());
    try {
      getProcessor().process(exchange);
    } catch (Error e) {
      // It would end the polling for good; one frame that is too much is no reason for that. The
      // steps behind the one that failed are still queued and go no further with an exception.
      exchange.setException(e);
      failed(exchange, e);
      return 1;
    }
    if (exchange.getException() != null) {
      failed(exchange, exchange.getException());
    }
    releaseExchange(exchange, false);
    return 1;
  }

  private void failed(Exchange exchange, Throwable reason) {
    getExceptionHandler().handleException("a frame could not be processed", exchange, reason);
  }
}
