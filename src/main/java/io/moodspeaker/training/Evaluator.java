package io.moodspeaker.training;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Shows a classifier the samples of a data set and compares its answers with the truth.
 *
 * @param truth what is right
 * @param detector finds the faces, largest first; empty if each picture already is one face
 * @param corruptions done to each picture and box, in this order
 */
public record Evaluator(
    LabelSource truth,
    Optional<Function<Frame, List<Box>>> detector,
    List<Corruption> corruptions) {
  /** Below this many pixels a picture is a bare face that no detector would find. */
  private static final int BARE_FACE = 160;

  /** A bare face is enlarged until a detector's smallest window sees it with ease… */
  private static final int ENLARGED = 192;

  /** …and framed by a third of its width on each side. */
  private static final int FRAME = 64;

  /**
   * What an evaluation showed.
   *
   * @param metrics over the faces that were read
   * @param missed pictures in which the detector found no face
   * @param predictions each answer beside its truth
   */
  public record Result(Metrics metrics, int missed, List<Metrics.Judged> predictions) {}

  /**
   * Runs over all samples on which the truth has a word.
   *
   * @param done is told how many samples are done
   * @param skipped is told of each picture that can't be read
   */
  public Result run(
      List<Sample> samples,
      FaceClassifier classifier,
      Consumer<Integer> done,
      Consumer<String> skipped)
      throws EmotionException {
    List<Metrics.Judged> judged = new ArrayList<>();
    int missed = 0;
    int count = 0;
    for (Sample sample : samples) {
      done.accept(++count);
      Optional<Emotion> right = truth.of(sample.label(), sample.votes());
      if (right.isEmpty()) {
        continue;
      }
      Frame frame;
      try {
        frame = sample.picture().read();
      } catch (IOException e) {
        skipped.accept(e.getMessage());
        continue;
      }
      for (Corruption corruption : corruptions) {
        frame = corruption.apply(frame);
      }
      Box box = new Box(0, 0, frame.width(), frame.height());
      if (detector.isPresent()) {
        frame = frame.width() < BARE_FACE ? framed(frame) : frame;
        List<Box> found = detector.get().apply(frame);
        if (found.isEmpty()) {
          missed++;
          continue;
        }
        box = found.getFirst();
      }
      for (Corruption corruption : corruptions) {
        box = corruption.apply(box);
      }
      EmotionScores scores = classifier.classify(frame, List.of(box)).getFirst();
      judged.add(new Metrics.Judged(scores, right.get()));
    }
    return new Result(Metrics.of(judged), missed, List.copyOf(judged));
  }

  /**
   * Enlarges a bare face and puts its own blurred edge around it, so that a detector can see it.
   */
  static Frame framed(Frame face) {
    int size = ENLARGED + 2 * FRAME;
    double scale = (double) ENLARGED / face.width();
    byte[] out = new byte[3 * size * size];
    byte[] in = face.bgr();
    int lastX = face.width() - 1;
    int lastY = face.height() - 1;
    for (int y = 0; y < size; y++) {
      double sy = Math.clamp((y - FRAME + 0.5) / scale - 0.5, 0, lastY);
      int y0 = Math.min((int) sy, Math.max(0, lastY - 1));
      double fy = sy - y0;
      for (int x = 0; x < size; x++) {
        double sx = Math.clamp((x - FRAME + 0.5) / scale - 0.5, 0, lastX);
        int x0 = Math.min((int) sx, Math.max(0, lastX - 1));
        double fx = sx - x0;
        int right = Math.min(1, lastX) * 3;
        int below = Math.min(1, lastY) * 3 * face.width();
        for (int c = 0; c < 3; c++) {
          int i = 3 * (y0 * face.width() + x0) + c;
          double upper = (in[i] & 0xff) * (1 - fx) + (in[i + right] & 0xff) * fx;
          double lower = (in[i + below] & 0xff) * (1 - fx) + (in[i + below + right] & 0xff) * fx;
          out[3 * (y * size + x) + c] = (byte) Math.round(upper * (1 - fy) + lower * fy);
        }
      }
    }
    return new Frame(face.time(), size, size, out);
  }
}
