package io.moodspeaker.training.teacher;

import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.TeacherAnswers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Asks face-api's expression network, which knows seven emotions, about faces to learn from. */
public final class FaceApiExpressions {
  /** Its outputs in their order. */
  private static final List<Emotion> OUTPUTS =
      List.of(
          Emotion.NEUTRAL,
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.ANGER,
          Emotion.FEAR,
          Emotion.DISGUST,
          Emotion.SURPRISE);

  /** Faces that go through it at once. */
  private static final int BATCH = 32;

  private FaceApiExpressions() {}

  /**
   * Its answers to some faces, each enlarged bilinearly and not mirrored.
   *
   * @param folder holds {@code face_expression_model.bin} and its manifest
   * @param done is told how many faces are done
   * @throws IOException if these are missing or of another form
   */
  public static TeacherAnswers of(
      Path folder, List<LabeledFace> faces, int threads, IntConsumer done) throws IOException {
    Map<String, float[]> answers = new HashMap<>();
    int numbers = FaceApiNet.SIZE * FaceApiNet.SIZE * 3;
    try (FaceApiNet net =
        new FaceApiNet(folder, "face_expression_model", OUTPUTS.size(), threads)) {
      for (int from = 0; from < faces.size(); from += BATCH) {
        List<LabeledFace> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
        float[] rgb = new float[part.size() * numbers];
        for (int i = 0; i < part.size(); i++) {
          Frame frame = part.get(i).sample().picture().read();
          Box whole = new Box(0, 0, frame.width(), frame.height());
          System.arraycopy(
              FaceCrop.rgb(frame, whole, 0, FaceApiNet.SIZE), 0, rgb, i * numbers, numbers);
        }
        float[][] rows = net.answers(rgb);
        for (int i = 0; i < part.size(); i++) {
          answers.put(part.get(i).name(), shares(rows[i]));
        }
        done.accept(from + part.size());
      }
    }
    return new TeacherAnswers(answers);
  }

  /** The softmax of a row, in canonical order. */
  private static float[] shares(float[] row) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : row) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : row) {
      sum += Math.exp(logit - largest);
    }
    float[] shares = new float[Emotion.all().size()];
    for (int i = 0; i < row.length; i++) {
      shares[OUTPUTS.get(i).ordinal()] = (float) (Math.exp(row[i] - largest) / sum);
    }
    return shares;
  }
}
