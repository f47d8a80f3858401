package io.moodspeaker.emotion.camel;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.RecognizerStatus;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.camel.support.DefaultComponent;

/**
 * The scheme {@code emotion:NAME}: reads frames by the recogniser of that name. The recognisers
 * belong to whoever made them.
 */
public final class EmotionComponent extends DefaultComponent {
  /** The id of the circuit breaker in the routes whose state the status shows. */
  public static final String BREAKER = "emotion-breaker";

  private final Function<String, Optional<EmotionRecognizer>> recognizers;
  private final Supplier<String> model;
  private final RecognizerLog watch;

  /**
   * The component.
   *
   * @param recognizers finds a recogniser by its name, anew for each frame; empty when it is off
   * @param model the local model's name for the status; empty when none is loaded
   * @param watch tells the log who reads
   */
  public EmotionComponent(
      Function<String, Optional<EmotionRecognizer>> recognizers,
      Supplier<String> model,
      RecognizerLog watch) {
    this.recognizers = recognizers;
    this.model = model;
    this.watch = watch;
  }

  /** How emotions are read at the moment. */
  public RecognizerStatus status() {
    Processor breaker = getCamelContext() == null ? null : getCamelContext().getProcessor(BREAKER);
    String state =
        breaker instanceof ResilienceProcessor resilience
            ? resilience.getCircuitBreakerState().toLowerCase(Locale.ROOT)
            : "";
    return new RecognizerStatus(watch.active(), model.get(), state);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    EmotionEndpoint endpoint = new EmotionEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  EmotionRecognizer recognizer(String name) throws EmotionException {
    return recognizers
        .apply(name)
        .orElseThrow(() -> new EmotionException("it is off, as its settings are not given"));
  }

  RecognizerLog watch() {
    return watch;
  }
}
