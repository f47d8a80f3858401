package io.moodspeaker.emotion;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.time.Duration;

/**
 * A recogniser whose readings are weighed against a person's baseline. Owns the one it asks.
 *
 * @param recognizer who reads the frames
 * @param correction what is done with each reading: {@link PersonalBaseline#correct}
 */
public record CalibratedRecognizer(EmotionRecognizer recognizer, Correction correction)
    implements EmotionRecognizer {
  /** What is done with a reading. */
  public interface Correction {
    /**
     * The reading, corrected.
     *
     * @param resting the scores at which the model calls a face at rest
     */
    Observation correct(Observation read, EmotionScores resting);
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    return correction.correct(recognizer.recognize(frame), recognizer.resting());
  }

  @Override
  public EmotionScores resting() {
    return recognizer.resting();
  }

  @Override
  public Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    return correction.correct(recognizer.recognize(found, limit), recognizer.resting());
  }

  @Override
  public String name() {
    return recognizer.name();
  }

  @Override
  public void close() {
    recognizer.close();
  }
}
