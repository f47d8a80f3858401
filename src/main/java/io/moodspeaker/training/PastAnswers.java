package io.moodspeaker.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a network has answered to each training face so far, averaged over the epochs: a teacher
 * that costs nothing. Ten people's votes are a noisy sample of how a face looks, and what the
 * network has learned from all other faces corrects it (progressive self-knowledge distillation,
 * Kim et al., ICCV 2021).
 */
final class PastAnswers {
  /** How much of the average an epoch leaves: a few epochs' variations of each face. */
  private static final float KEPT = 0.7f;

  private final int classes;
  private final float[] shares;

  PastAnswers(int faces, int classes) {
    this(classes, new float[faces * classes]);
  }

  private PastAnswers(int classes, float[] shares) {
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

  static PastAnswers read(DataInput in) throws IOException {
    int classes = in.readInt();
    float[] shares = new float[in.readInt()];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = in.readFloat();
    }
    return new PastAnswers(classes, shares);
  }
}
