package io.moodspeaker.emotion.camel;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultProducer;

/** Puts an observation in the place of a frame. */
final class EmotionProducer extends DefaultProducer {
  private final EmotionEndpoint endpoint;
  private EmotionRecognizer recognizer;
  private RecognizerLog log;

  EmotionProducer(EmotionEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Registry registry = endpoint.getCamelContext().getRegistry();
    log = registry.mandatoryFindSingleByType(RecognizerLog.class);
    Set<EmotionRecognizer> known = registry.findByType(EmotionRecognizer.class);
    recognizer =
        known.stream()
            .filter(one -> one.name().equals(endpoint.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "emotion:%s names no recogniser; there are %s"
                            .formatted(
                                endpoint.getName(),
                                known.stream()
                                    .map(EmotionRecognizer::name)
                                    .sorted()
                                    .collect(Collectors.joining(", ")))));
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    String name = endpoint.getName();
    Observation observation;
    try {
      observation = read(exchange.getMessage().getMandatoryBody());
    } catch (EmotionException | RuntimeException | Error e) {
      // An Error passes Camel's circuit breaker, and the fallback would not be asked.
      Exception failed = e instanceof Exception exception ? exception : new EmotionException(e);
      if (endpoint.isSecondOpinion()) {
        log.unadvised(name, failed);
      } else {
        log.failed(name, failed);
      }
      if (!endpoint.isLastResort()) {
        throw failed;
      }
      log.gaveUp();
      exchange.getMessage().setBody(null);
      exchange.setRouteStop(true);
      return;
    }
    if (endpoint.isSecondOpinion()) {
      log.advised(name);
    } else {
      log.read(name);
    }
    exchange.getMessage().setBody(observation);
  }

  private Observation read(Object body) throws EmotionException {
    return switch (body) {
      case FacesInFrame found -> recognizer.recognize(found, endpoint.getTimeout());
      case Frame frame -> recognizer.recognize(frame);
      default ->
          throw new EmotionException(
              "emotion: reads what camera: or face:detect gives, was a "
                  + body.getClass().getSimpleName());
    };
  }
}
