package io.moodspeaker.camera.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/** The newest frame of the camera, again and again; a slow route sees fewer frames, never older. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "camera",
    title = "Camera",
    syntax = "camera:name",
    consumerOnly = true,
    category = Category.IOT)
public final class CameraEndpoint extends ScheduledPollEndpoint {
  @UriPath
  @Metadata(required = true)
  private final String name;

  @UriParam(defaultValue = "500")
  private long interval = 500;

  CameraEndpoint(String uri, CameraComponent component, String name) {
    super(uri, component);
    this.name = name;
    setInterval(interval);
  }

  /** What the camera is called in this route. */
  public String getName() {
    return name;
  }

  public long getInterval() {
    return interval;
  }

  /** Milliseconds between the end of one frame's processing and the next look at the camera. */
  public void setInterval(long interval) {
    if (interval < 1) {
      throw new IllegalArgumentException("camera interval must be 1 ms or more, was " + interval);
    }
    this.interval = interval;
    setDelay(interval);
    setInitialDelay(Math.min(interval, 100));
    setUseFixedDelay(true);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("camera: is a source; use it in from, not in to");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    CameraComponent component = (CameraComponent) getComponent();
    CameraConsumer consumer =
        new CameraConsumer(this, processor, component.camera(), component.polled());
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
