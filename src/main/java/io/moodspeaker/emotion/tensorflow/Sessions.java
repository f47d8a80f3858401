package io.moodspeaker.emotion.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** How TensorFlow's sessions use the processor. */
public final class Sessions {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Sessions() {}

  /**
   * A session's configuration.
   *
   * @param threads for the arithmetic of one operation
   * @param bfloat16 whether convolutions compute with 16 bits; weights and results keep their 32
   */
  public static ConfigProto config(int threads, boolean bfloat16) {
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

  /** Whether this processor has instructions for 16-bit floats; then they save a third and more. */
  public static boolean hasBfloat16() {
    try {
      String flags = Files.readString(CPU);
      return flags.contains(" avx512_bf16") || flags.contains(" amx_bf16");
    } catch (IOException e) {
      // No such file, as on other systems: then nothing is known of the processor.
      return false;
    }
  }
}
