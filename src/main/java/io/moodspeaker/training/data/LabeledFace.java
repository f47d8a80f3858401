package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.Optional;

/**
 * One face of a data set, cropped and gray.
 *
 * @param name what a message calls it: {@code fer2013 row 17} or a file's path
 * @param split the part of the data set it belongs to: {@code Training}, {@code PublicTest}, …
 * @param size its width and height in pixels
 * @param gray size x size bytes, row by row from the top; shared, nobody may change it
 * @param label the emotion that the data set itself names
 * @param votes the FER+ taggers' votes, if there are any
 */
@SuppressWarnings("ArrayRecordComponent") // Tens of thousands of pictures, read by all, kept once.
public record LabeledFace(
    String name,
    String split,
    int size,
    byte[] gray,
    Optional<Emotion> label,
    Optional<FerPlusVotes> votes) {
  public LabeledFace {
    if (gray.length != size * size) {
      throw new IllegalArgumentException(
          name + " needs " + size * size + " pixels, has " + gray.length);
    }
  }

  /** The same face as a picture that is read from memory. */
  public Sample sample() {
    return new Sample(name, split, label, votes, this::frame);
  }

  private Frame frame() {
    byte[] bgr = new byte[3 * gray.length];
    for (int i = 0; i < gray.length; i++) {
      bgr[3 * i] = gray[i];
      bgr[3 * i + 1] = gray[i];
      bgr[3 * i + 2] = gray[i];
    }
    return new Frame(Instant.EPOCH, size, size, bgr);
  }
}
