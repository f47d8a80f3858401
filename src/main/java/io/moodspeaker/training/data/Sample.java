package io.moodspeaker.training.data;

import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.util.Optional;

/**
 * One labelled picture of a data set, read when it is needed.
 *
 * @param name what a message calls it: {@code fer2013 row 17} or a file's path
 * @param split the part of the data set it belongs to; empty text if it has none
 * @param label the emotion that the data set itself names
 * @param votes the FER+ taggers' votes, if there are any
 * @param picture the pixels
 */
public record Sample(
    String name,
    String split,
    Optional<Emotion> label,
    Optional<FerPlusVotes> votes,
    Picture picture) {
  /** Where pixels come from. */
  public interface Picture {
    /**
     * Reads the picture.
     *
     * @throws IOException if it can't be read; the message names it
     */
    Frame read() throws IOException;
  }

  /** The whole picture as a gray face of this size. */
  public LabeledFace face(int size) throws IOException {
    Frame frame = picture.read();
    float[] gray = FaceCrop.gray(frame, new Box(0, 0, frame.width(), frame.height()), 0, size);
    byte[] bytes = new byte[gray.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round(gray[i]), 0, 255);
    }
    return new LabeledFace(name, split, size, bytes, label, votes);
  }
}
