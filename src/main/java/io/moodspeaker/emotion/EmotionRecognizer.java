package io.moodspeaker.emotion;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.time.Duration;

/** Finds the faces in a frame and reads what each shows. Safe for use by several threads. */
public interface EmotionRecognizer extends AutoCloseable {
  /**
   * Reads one frame.
   *
   * @return the faces with their scores, at the frame's time; none when nobody is in the picture
   * @throws EmotionException if the frame could not be read; the message says why and what helps
   */
  Observation recognize(Frame frame) throws EmotionException;

  /**
   * The scores at which this recogniser calls a face at rest: what a person's own neutral face
   * comes out as, once their {@link Baseline} is taken into account.
   */
  default EmotionScores resting() {
    return ModelDescription.RESTING;
  }

  /**
   * Reads the faces that were found in a frame. A recogniser that finds faces itself looks at the
   * frame anew.
   *
   * @param limit the longest that it may take, heeded by who asks another machine; zero for as long
   *     as it takes by its own settings
   */
  default Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    return recognize(found.frame());
  }

  /** A short name for logs and status: {@code local} or {@code azure}. */
  String name();

  /** Releases what the recogniser holds; later calls of {@link #recognize} fail. */
  @Override
  void close();
}
