package io.moodspeaker.training.landmarks;

import io.moodspeaker.training.network.Layers;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The pupil: strided and residual convolutions down to 6x6, then one layer that sees where in the
 * picture its features lie, which a mean over the picture would forget.
 */
final class LandmarkNet {
  /** The width and height of the faces it looks at, in pixels. */
  static final int SIZE = 48;

  private static final int[] WIDTHS = {16, 32, 64};
  private static final int LAST = 24;

  private LandmarkNet() {}

  /** From standardised gray faces, batch x 48 x 48 x 1, to batch x 136 shares of the picture. */
  static Operand<TFloat32> points(Ops tf, Layers l, Operand<TFloat32> faces) {
    Operand<TFloat32> x = l.convolution("stem", faces, 1, WIDTHS[0], 5, 2);
    x = l.relu(l.normalise("stem", x, WIDTHS[0]));
    for (int i = 1; i < WIDTHS.length; i++) {
      String name = "stage" + i;
      int width = WIDTHS[i];
      x = l.convolution(name + ".down", x, WIDTHS[i - 1], width, 3, 2);
      x = l.relu(l.normalise(name + ".down", x, width));
      Operand<TFloat32> y = l.convolution(name + ".first", x, width, width, 3, 1);
      y = l.relu(l.normalise(name + ".first", y, width));
      y = l.convolution(name + ".second", y, width, width, 3, 1);
      x = l.relu(l.add(l.normalise(name + ".second", y, width), x));
    }
    x = l.convolution("last", x, WIDTHS[2], LAST, 1, 1);
    x = l.relu(l.normalise("last", x, LAST));
    int features = (SIZE / 8) * (SIZE / 8) * LAST;
    return l.dense("points", tf.reshape(x, tf.constant(new int[] {-1, features})), features, 136);
  }
}
