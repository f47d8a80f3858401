package io.moodspeaker.emotion.camel;

import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Reads what the faces in a frame show: the body is a FacesInFrame before, as {@code face:detect}
 * gives it, and an Observation after. A recogniser that finds faces itself takes a Frame too.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "emotion",
    title = "Emotion",
    syntax = "emotion:name",
    producerOnly = true,
    category = Category.AI)
public final class EmotionEndpoint extends DefaultEndpoint {
  @UriPath
  @Metadata(required = true)
  private final String name;

  @UriParam(defaultValue = "0")
  private Duration timeout = Duration.ZERO;

  @UriParam(defaultValue = "false")
  private boolean secondOpinion;

  @UriParam(defaultValue = "false")
  private boolean lastResort;

  EmotionEndpoint(String uri, EmotionComponent component, String name) {
    super(uri, component);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("emotion: needs a recogniser, like emotion:local");
    }
    this.name = name;
  }

  /**
   * The recogniser: {@code local}, {@code server} or {@code azure}; or {@code calibration}, which
   * takes {@code start} or {@code clear} for the person's neutral face, and tells how that stands.
   */
  public String getName() {
    return name;
  }

  public Duration getTimeout() {
    return timeout;
  }

  /**
   * The longest that a recogniser on another machine may take for a frame, such as 1s; 0 for as
   * long as its own settings allow.
   */
  public void setTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be 0 or more, was " + timeout);
    }
    this.timeout = timeout;
  }

  public boolean isSecondOpinion() {
    return secondOpinion;
  }

  /**
   * Whether another recogniser has read the frame and was unsure. It stays the one that reads in
   * log and status, whatever comes of this.
   */
  public void setSecondOpinion(boolean secondOpinion) {
    this.secondOpinion = secondOpinion;
  }

  public boolean isLastResort() {
    return lastResort;
  }

  /**
   * Whether nobody is asked after this recogniser. When it fails too, the frame ends here without
   * an error, and the log says so once, not for each frame.
   */
  public void setLastResort(boolean lastResort) {
    this.lastResort = lastResort;
  }

  @Override
  public Producer createProducer() {
    return name.equals("calibration") ? new CalibrationProducer(this) : new EmotionProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "emotion:" + name + " reads frames and gives none; begin the route with camera:");
  }
}
