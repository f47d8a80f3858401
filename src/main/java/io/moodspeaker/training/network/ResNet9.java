package io.moodspeaker.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Nine layers with short cuts, the shape that won DAWNBench's CIFAR-10 races, at half its width:
 * 1.6 million parameters. It keeps pictures large for long, which costs time.
 */
public final class ResNet9 implements Network {
  private static final float DROPOUT = 0.2f;

  @Override
  public String name() {
    return "resnet9";
  }

  @Override
  public Operand<TFloat32> logits(Layers l, Operand<TFloat32> images, int classes) {
    Operand<TFloat32> x = layer(l, "stem", images, 1, 32);
    x = l.maxPool(layer(l, "layer1", x, 32, 64), 2, 2);
    x = residual(l, "residual1", x, 64);
    x = l.maxPool(layer(l, "layer2", x, 64, 128), 2, 2);
    x = l.maxPool(layer(l, "layer3", x, 128, 256), 2, 2);
    x = residual(l, "residual2", x, 256);
    x = l.dropout(l.globalAverage(x), DROPOUT);
    return l.dense("classes", x, 256, classes);
  }

  private static Operand<TFloat32> residual(Layers l, String name, Operand<TFloat32> x, int width) {
    Operand<TFloat32> y = layer(l, name + ".first", x, width, width);
    return l.add(x, layer(l, name + ".second", y, width, width));
  }

  private static Operand<TFloat32> layer(
      Layers l, String name, Operand<TFloat32> x, int from, int to) {
    Operand<TFloat32> y = l.convolution(name, x, from, to, 3, 1);
    return l.relu(l.normalise(name, y, to));
  }
}
