package io.moodspeaker.training;

import io.moodspeaker.emotion.tensorflow.Sessions;
import org.tensorflow.proto.ConfigProto;

/**
 * How training uses the machine.
 *
 * @param threads for the arithmetic of one operation
 * @param bfloat16 whether convolutions compute with 16 bits; weights keep their 32
 */
public record Hardware(int threads, boolean bfloat16) {
  public Hardware {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
  }

  /** All cores, and 16 bits where the processor has instructions for them: 1.6 times as fast. */
  public static Hardware here() {
    return new Hardware(Runtime.getRuntime().availableProcessors(), Sessions.hasBfloat16());
  }

  ConfigProto config() {
    return config(1);
  }

  /** For a graph of so many parts that can run beside each other; they share the threads. */
  ConfigProto config(int parts) {
    int beside = Math.min(parts, threads);
    return Sessions.config(threads / beside, bfloat16).toBuilder()
        .setInterOpParallelismThreads(beside)
        .setUsePerSessionThreads(beside > 1)
        .build();
  }
}
