package io.moodspeaker.face.camel;

import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Finds the faces in a frame: the body is a Frame before and a FacesInFrame after. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "face",
    title = "Face",
    syntax = "face:action",
    producerOnly = true,
    category = Category.AI)
public final class FaceEndpoint extends DefaultEndpoint {
  private static final String DETECT = "detect";

  @UriPath(enums = DETECT)
  @Metadata(required = true)
  private final String action;

  FaceEndpoint(String uri, FaceComponent component, String action) {
    super(uri, component);
    if (!action.equals(DETECT)) {
      throw new IllegalArgumentException("face: takes face:detect, was face:" + action);
    }
    this.action = action;
  }

  /** What is done: {@code detect} finds where faces are. */
  public String getAction() {
    return action;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      private FaceFinder finder;

      @Override
      protected void doStart() throws Exception {
        super.doStart();
        finder = getCamelContext().getRegistry().mandatoryFindSingleByType(FaceFinder.class);
      }

      @Override
      public void process(Exchange exchange) throws Exception {
        Frame frame = exchange.getMessage().getMandatoryBody(Frame.class);
        exchange.getMessage().setBody(new FacesInFrame(frame, finder.find(frame)));
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "face: finds faces in frames and gives none; begin the route with camera:");
  }
}
