package io.moodspeaker.emotion;

import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.util.Optional;

/**
 * A recogniser that may be off, and may become another one while frames are read. Owns the one it
 * asks. Safe for use by several threads.
 */
public final class FallbackRecognizer implements EmotionRecognizer {
  private final String name;
  private volatile Optional<EmotionRecognizer> asked = Optional.empty();

  /** A recogniser that is off. */
  public FallbackRecognizer(String name) {
    this.name = name;
  }

  /** From now on asks this one; a call under way to the former one is given up. */
  public synchronized void update(Optional<? extends EmotionRecognizer> next) {
    Optional<EmotionRecognizer> former = asked;
    asked = next.map(one -> one);
    former.ifPresent(EmotionRecognizer::close);
  }

  /** Whether there is one to ask. */
  public boolean isOn() {
    return asked.isPresent();
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    return current().recognize(frame);
  }

  @Override
  public Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    return current().recognize(found, limit);
  }

  private EmotionRecognizer current() throws EmotionException {
    return asked.orElseThrow(
        () -> new EmotionException("it is off, as its settings are not given"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    update(Optional.empty());
  }
}
