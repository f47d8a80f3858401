package io.moodspeaker.camera.camel;

import io.moodspeaker.support.Durations;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * The newest frame of the camera, again and again; a slow route sees fewer frames, never older. In
 * {@code to}, {@code camera:pause} closes the camera and {@code camera:resume} opens it again.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "camera",
    title = "Camera",
    syntax = "camera:name",
    category = Category.IOT)
public final class CameraEndpoint extends ScheduledPollEndpoint {
  @UriPath(description = "In from any name; in to pause or resume")
  @Metadata(required = true)
  private final String name;

  @UriParam(label = "consumer", defaultValue = "500ms", javaType = "java.time.Duration")
  private String interval = "500ms";

  @UriParam(name = "for", label = "producer", javaType = "java.time.Duration")
  private String span = "";

  CameraEndpoint(String uri, CameraComponent component, String name) {
    super(uri, component);
    this.name = name;
    setInterval(interval);
  }

  /** What the camera is called in this route. */
  public String getName() {
    return name;
  }

  public String getInterval() {
    return interval;
  }

  /**
   * The time between the end of one frame's processing and the next look at the camera: {@code
   * 500ms}, or a number of milliseconds.
   */
  public void setInterval(String interval) {
    long millis =
        interval.matches("[0-9]{1,9}")
            ? Long.parseLong(interval)
            : Durations.parse(interval).toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException("camera interval must be 1 ms or more, was " + interval);
    }
    this.interval = interval;
    setDelay(millis);
    setInitialDelay(Math.min(millis, 100));
    setUseFixedDelay(true);
  }

  public String getFor() {
    return span;
  }

  /**
   * How long {@code camera:pause} lasts: {@code 1h}; until {@code camera:resume} if not set. The
   * header {@code CamelCameraFor} goes before it.
   */
  public void setFor(String span) {
    Durations.parse(span);
    this.span = span;
  }

  Optional<Duration> span() {
    return span.isEmpty() ? Optional.empty() : Optional.of(Durations.parse(span));
  }

  @Override
  public Producer createProducer() {
    if (!name.equals("pause") && !name.equals("resume")) {
      throw new UnsupportedOperationException(
          "camera:"
              + name
              + " is a source; use it in from. In to take camera:pause or"
              + " camera:resume");
    }
    return new CameraProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    CameraConsumer consumer = new CameraConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public CameraComponent getComponent() {
    return (CameraComponent) super.getComponent();
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
