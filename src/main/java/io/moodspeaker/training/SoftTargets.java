package io.moodspeaker.training;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.LabeledFace;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network has answered to each training face, averaged over the epochs where it learns. Ten
 * people's votes are a noisy sample of how a face looks, and what a network has learned from all
 * other faces corrects it: the network's own past answers (progressive self-knowledge distillation,
 * Kim et al., ICCV 2021), or those of a teacher that was trained before (born-again networks,
 * Furlanello et al., ICML 2018).
 */
final class SoftTargets {
  /** How much of the average an epoch leaves: a few epochs' variations of each face. */
  private static final float KEPT = 0.7f;

  private final int classes;
  private final float[] shares;

  SoftTargets(int faces, int classes) {
    this(classes, new float[faces * classes]);
  }

  private SoftTargets(int classes, float[] shares) {
    this.classes = classes;
    this.shares = shares;
  }

  /** Takes up an answer: {@code classes} shares of {@code answers} from {@code at}. */
  void learn(int face, float[] answers, int at) {
    int own = face * classes;
    float kept = known(face) ? KEPT : 0;
    for (int i = 0; i < classes; i++) {
      shares[own + i] = kept * shares[own + i] + (1 - kept) * answers[at + i];
    }
  }

  /** Moves a target towards what was answered before; does nothing for a face not yet seen. */
  void blend(int face, double trust, float[] target) {
    if (!known(face)) {
      return;
    }
    for (int i = 0; i < classes; i++) {
      target[i] = (float) ((1 - trust) * target[i] + trust * shares[face * classes + i]);
    }
  }

  /** What the model in a folder answers. */
  static SoftTargets of(Path model, List<LabeledFace> faces) throws IOException {
    int classes = Emotion.all().size();
    SoftTargets answers = new SoftTargets(faces.size(), classes);
    try (FaceModel teacher = FaceModels.open(model)) {
      for (int i = 0; i < faces.size(); i++) {
        Frame frame = faces.get(i).sample().picture().read();
        Box whole = new Box(0, 0, frame.width(), frame.height());
        EmotionScores scores = teacher.raw(frame, List.of(whole)).getFirst();
        float[] shares = new float[classes];
        Emotion.all().forEach(e -> shares[e.ordinal()] = (float) scores.of(e));
        answers.learn(i, shares, 0);
      }
    } catch (EmotionException e) {
      throw new IOException(e.getMessage(), e);
    }
    return answers;
  }

  private boolean known(int face) {
    int own = face * classes;
    for (int i = 0; i < classes; i++) {
      if (shares[own + i] != 0) {
        return true;
      }
    }
    return false;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(classes);
    out.writeInt(shares.length);
    for (float share : shares) {
      out.writeFloat(share);
    }
  }

  static SoftTargets read(DataInput in) throws IOException {
    int classes = in.readInt();
    float[] shares = new float[in.readInt()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = in.readFloat();
    }
    return new SoftTargets(classes, shares);
  }
}
