package io.moodspeaker.emotion.camel;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Puts an observation in the place of a frame. */
final class EmotionProducer extends DefaultProducer {
  /** A server in the house answers sooner, and a mood needs three frames within three seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EmotionEndpoint endpoint;
  private final RecognizerLog watch;
  private final Semaphore asking = new Semaphore(1);

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

  /** Another's reading of an unsure frame, unless it fails or takes too long. */
  private Observation second(Frame frame, Observation first) throws InterruptedException {
    if (!asking.tryAcquire()) {
      // It still has an earlier frame.
      return first;
    }
    String name = endpoint.getSecondOpinion();
    FutureTask<Observation> answer =
        new FutureTask<>(
            () -> {
              try {
                return recognizer(name).recognize(frame);
              } finally {
                asking.release();
              }
            });
    Thread.ofVirtual().name("second-opinion").start(answer);
    try {
      Observation second = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      watch.advised(name);
      return second;
    } catch (TimeoutException slow) {
      watch.unadvised(
          name, new EmotionException("no answer within " + PATIENCE.toMillis() + " ms"));
    } catch (ExecutionException e) {
      // An unsure reading is better than none, and this is no failure of who gave it.
      watch.unadvised(name, e.getCause());
    }
    return first;
  }

  private EmotionRecognizer recognizer(String name) throws EmotionException {
    return endpoint.getComponent().recognizer(name);
  }
}
