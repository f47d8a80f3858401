package io.moodspeaker.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Four pairs of 3x3 convolutions, 32 to 256 channels, halving the picture after each: 1.17 million
 * parameters. The baseline that a better network must beat.
 */
public final class PlainCnn implements Network {
  private static final float DROPOUT = 0.25f;

  @Override
  public String name() {
    return "plain-cnn";
  }

  @Override
  public Operand<TFloat32> logits(Layers l, Operand<TFloat32> images, int classes) {
    Operand<TFloat32> x = pair(l, "pair1", images, 1, 32);
    x = pair(l, "pair2", l.dropout(l.maxPool(x, 2, 2), DROPOUT), 32, 64);
    x = pair(l, "pair3", l.dropout(l.maxPool(x, 2, 2), DROPOUT), 64, 128);
    x = pair(l, "pair4", l.dropout(l.maxPool(x, 2, 2), DROPOUT), 128, 256);
    x = l.dropout(l.globalAverage(x), DROPOUT);
    return l.dense("classes", x, 256, classes);
  }

  private static Operand<TFloat32> pair(
      Layers l, String name, Operand<TFloat32> x, int from, int to) {
    Operand<TFloat32> y = l.convolution(name + ".first", x, from, to, 3, 1);
    y = l.relu(l.normalise(name + ".first", y, to));
    y = l.convolution(name + ".second", y, to, to, 3, 1);
    return l.relu(l.normalise(name + ".second", y, to));
  }
}
