package io.moodspeaker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * How TensorFlow shall use the machine.
 *
 * @param threads for the arithmetic of one operation
 * @param bfloat16 whether convolutions compute with 16 bits; weights keep their 32
 */
public record Hardware(int threads, boolean bfloat16) {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  public Hardware {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, was " + threads);
    }
  }

  /** All cores, and 16 bits where the processor has instructions for them: 1.6 times as fast. */
  public static Hardware here() {
    return new Hardware(Runtime.getRuntime().availableProcessors(), hasBfloat16());
  }

  private static boolean hasBfloat16() {
    try {
      String flags = Files.readString(CPU);
      return flags.contains(" avx512_bf16") || flags.contains(" amx_bf16");
    } catch (IOException e) {
      // No such file, as on other systems: then nothing is known of the processor.
      return false;
    }
  }

  ConfigProto config() {
    RewriterConfig.Builder rewriter = RewriterConfig.newBuilder();
    if (bfloat16) {
      rewriter.setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
    }
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads)
        .setInterOpParallelismThreads(1)
        .setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter))
        .build();
  }
}
