package io.moodspeaker.emotion.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Reads what the faces in a frame show: the body is a Frame before and an Observation after. */
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
  private double minimumConfidence;

  @UriParam(defaultValue = "azure")
  private String secondOpinion = "azure";

  @UriParam(defaultValue = "false")
  private boolean lastResort;

  EmotionEndpoint(String uri, EmotionComponent component, String name) {
    super(uri, component);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("emotion: needs a recogniser, like emotion:local");
    }
    this.name = name;
  }

  /** The recogniser: {@code local} or {@code azure}. */
  public String getName() {
    return name;
  }

  public double getMinimumConfidence() {
    return minimumConfidence;
  }

  /**
   * The confidence, 0 to 1, that the best face of a frame must reach; below it the recogniser of
   * {@code secondOpinion} is asked, and its reading is used if it comes within a second. 0 takes
   * every reading. A frame without a face is never unsure.
   */
  public void setMinimumConfidence(double minimumConfidence) {
    if (!(minimumConfidence >= 0 && minimumConfidence <= 1)) {
      throw new IllegalArgumentException(
          "minimumConfidence must be 0 to 1, was " + minimumConfidence);
    }
    this.minimumConfidence = minimumConfidence;
  }

  public String getSecondOpinion() {
    return secondOpinion;
  }

  /** The recogniser asked when this one is unsure. */
  public void setSecondOpinion(String secondOpinion) {
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
    return new EmotionProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "emotion:" + name + " reads frames and gives none; begin the route with camera:");
  }

  @Override
  public EmotionComponent getComponent() {
    return (EmotionComponent) super.getComponent();
  }
}
