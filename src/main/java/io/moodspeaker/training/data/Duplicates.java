package io.moodspeaker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds samples that show the very same face. */
public final class Duplicates {
  /** Faces are compared at this size, in gray: what a model sees of them. */
  private static final int SIZE = 48;

  private Duplicates() {}

  /** Samples whose pixels are identical. */
  public record Group(List<Sample> samples) {
    public Group {
      samples = List.copyOf(samples);
    }

    /** Whether the same face stands in several splits, so that a test would know it already. */
    public boolean acrossSplits() {
      return samples.stream().map(Sample::split).distinct().count() > 1;
    }
  }

  /**
   * All groups of two and more, in the samples' order.
   *
   * @param done is told how many samples are done
   * @param skipped is told of each picture that can't be read
   */
  public static List<Group> find(
      List<Sample> samples, Consumer<Integer> done, Consumer<String> skipped) {
    Map<ByteBuffer, List<Sample>> byPixels = new LinkedHashMap<>();
    int count = 0;
    for (Sample sample : samples) {
      try {
        byte[] pixels = sample.face(SIZE).gray();
        byPixels.computeIfAbsent(ByteBuffer.wrap(pixels), p -> new ArrayList<>()).add(sample);
      } catch (IOException e) {
        skipped.accept(e.getMessage());
      }
      done.accept(++count);
    }
    return byPixels.values().stream().filter(g -> g.size() > 1).map(Group::new).toList();
  }
}
