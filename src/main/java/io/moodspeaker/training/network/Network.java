package io.moodspeaker.training.network;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A network's description: a chain of layers from gray images to one number a class. */
public interface Network {
  /** The name by which the command line calls it. */
  String name();

  /**
   * Builds the network.
   *
   * @param images standardised gray faces, batch x height x width x 1
   * @return the logits, batch x classes
   */
  Operand<TFloat32> logits(Layers layers, Operand<TFloat32> images, int classes);
}
