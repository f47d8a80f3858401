package io.moodspeaker.emotion;

import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.util.function.UnaryOperator;

/**
 * A recogniser less a person's baseline. Owns the one it asks.
 *
 * @param recognizer who reads the frames
 * @param correction what is done with each reading: {@link PersonalBaseline#correct}
 */
public record CalibratedRecognizer(
    EmotionRecognizer recognizer, UnaryOperator<Observation> correction)
    implements EmotionRecognizer {
  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    return correction.apply(recognizer.recognize(frame));
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
