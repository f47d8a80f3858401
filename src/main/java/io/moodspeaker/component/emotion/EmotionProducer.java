package io.moodspeaker.component.emotion;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.RecognizerWatch;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts an observation in the place of a frame. */
final class EmotionProducer extends DefaultProducer {
  private static final Logger LOG = LoggerFactory.getLogger(EmotionProducer.class);

  private final EmotionEndpoint endpoint;
  private final RecognizerWatch watch;

  EmotionProducer(EmotionEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    watch = endpoint.getComponent().watch();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Frame frame = exchange.getMessage().getMandatoryBody(Frame.class);
    Observation observation;
    try {
      observation = recognizer(endpoint.getName()).recognize(frame);
      watch.read(endpoint.getName());
    } catch (EmotionException | RuntimeException e) {
      watch.failed(endpoint.getName(), e);
      if (!endpoint.isLastResort()) {
        throw e;
      }
      watch.gaveUp();
      exchange.getMessage().setBody(null);
      exchange.setRouteStop(true);
      return;
    }
    exchange.getMessage().setBody(isUnsure(observation) ? second(frame, observation) : observation);
  }

  private boolean isUnsure(Observation observation) {
    return !observation.faces().isEmpty()
        && observation.faces().stream()
            .map(Face::scores)
            .allMatch(scores -> scores.confidence() < endpoint.getMinimumConfidence());
  }

  private Observation second(Frame frame, Observation first) {
    try {
      return recognizer(endpoint.getSecondOpinion()).recognize(frame);
    } catch (EmotionException | RuntimeException e) {
      // An unsure reading is better than none, and this is no failure of who gave it.
      LOG.debug("no second opinion by {}", endpoint.getSecondOpinion(), e);
      return first;
    }
  }

  private EmotionRecognizer recognizer(String name) throws EmotionException {
    return endpoint.getComponent().recognizer(name);
  }
}
