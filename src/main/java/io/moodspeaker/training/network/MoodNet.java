package io.moodspeaker.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * The network that ships: a stem that halves the picture at once, then stages of residual blocks
 * that halve it again, where most of the arithmetic is spent on small pictures with many channels.
 * Widths are multiples of 32, which the vector units of processors fill.
 */
public final class MoodNet implements Network {
  private final String name;
  private final int[] widths;
  private final int[] blocks;
  private final float dropout;

  /** The shipped shape. */
  public MoodNet() {
    this("mood-net", new int[] {32, 64, 160}, new int[] {1, 2, 2}, 0.3f);
  }

  public MoodNet(String name, int[] widths, int[] blocks, float dropout) {
    this.name = name;
    this.widths = widths.clone();
    this.blocks = blocks.clone();
    this.dropout = dropout;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Operand<TFloat32> logits(Layers l, Operand<TFloat32> images, int classes) {
    Operand<TFloat32> x = l.convolution("stem", images, 1, widths[0], 5, 2);
    x = l.relu(l.normalise("stem", x, widths[0]));
    for (int s = 0; s < blocks.length; s++) {
      String stage = "stage" + (s + 1);
      if (s > 0) {
        x = l.convolution(stage + ".down", x, widths[s - 1], widths[s], 3, 2);
        x = l.relu(l.normalise(stage + ".down", x, widths[s]));
      }
      for (int b = 1; b <= blocks[s]; b++) {
        x = block(l, stage + ".block" + b, x, widths[s]);
      }
    }
    int last = widths[blocks.length - 1];
    x = l.dropout(l.globalAverage(x), dropout);
    return l.dense("classes", x, last, classes);
  }

  private static Operand<TFloat32> block(Layers l, String name, Operand<TFloat32> x, int width) {
    Operand<TFloat32> y = l.convolution(name + ".first", x, width, width, 3, 1);
    y = l.relu(l.normalise(name + ".first", y, width));
    y = l.convolution(name + ".second", y, width, width, 3, 1);
    return l.relu(l.add(l.normalise(name + ".second", y, width), x));
  }
}
