package io.moodspeaker.emotion;

import io.moodspeaker.model.Observation;
import java.util.Locale;

/** Faces were read, but none clearly enough; what was read comes with it as a second best. */
public final class LowConfidenceException extends EmotionException {
  private static final long serialVersionUID = 1;

  // An exception is serializable by birth, an observation is not.
  private final transient Observation observation;

  /**
   * @param observation what was read
   * @param best the confidence of the face that was read best, 0 to 1
   * @param minimum the confidence asked for, 0 to 1
   */
  public LowConfidenceException(Observation observation, double best, double minimum) {
    super(String.format(Locale.ROOT, "best face at %.2f, %.2f was asked for", best, minimum));
    this.observation = observation;
  }

  /** What was read all the same. */
  public Observation observation() {
    return observation;
  }
}
