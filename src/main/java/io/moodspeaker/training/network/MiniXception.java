package io.moodspeaker.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The mini-Xception of Arriaga, Ploeger and Valdenegro, "Real-time convolutional neural networks
 * for emotion and gender classification" (2017): four residual blocks of separable convolutions, 58
 * thousand parameters. The peer that speed and accuracy are compared with.
 */
public final class MiniXception implements Network {
  @Override
  public String name() {
    return "mini-xception";
  }

  @Override
  public Operand<TFloat32> logits(Layers l, Operand<TFloat32> images, int classes) {
    Operand<TFloat32> x = l.unpaddedConvolution("stem1", images, 1, 8, 3);
    x = l.relu(l.normalise("stem1", x, 8));
    x = l.unpaddedConvolution("stem2", x, 8, 8, 3);
    x = l.relu(l.normalise("stem2", x, 8));
    x = block(l, "block1", x, 8, 16);
    x = block(l, "block2", x, 16, 32);
    x = block(l, "block3", x, 32, 64);
    x = block(l, "block4", x, 64, 128);
    x = l.convolution("classes", x, 128, classes, 3, 1);
    return l.globalAverage(x);
  }

  private static Operand<TFloat32> block(
      Layers l, String name, Operand<TFloat32> x, int from, int to) {
    Operand<TFloat32> shortCut = l.convolution(name + ".short", x, from, to, 1, 2);
    shortCut = l.normalise(name + ".short", shortCut, to);
    Operand<TFloat32> y = l.separable(name + ".first", x, from, to);
    y = l.relu(l.normalise(name + ".first", y, to));
    y = l.separable(name + ".second", y, to, to);
    y = l.normalise(name + ".second", y, to);
    return l.add(l.maxPool(y, 3, 2), shortCut);
  }
}
