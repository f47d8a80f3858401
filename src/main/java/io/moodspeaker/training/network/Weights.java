package io.moodspeaker.training.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The named numbers of a network, in the order in which its layers ask for them. Not thread-safe.
 */
public final class Weights {
  /**
   * One parameter.
   *
   * @param shape the dimensions
   * @param values all numbers in row-major order; shared, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes that one owner writes and one reads.
  public record Weight(long[] shape, float[] values) {
    public Weight {
      long size = 1;
      for (long dimension : shape) {
        size *= dimension;
      }
      if (size != values.length) {
        throw new IllegalArgumentException(
            "a weight of shape "
                + Arrays.toString(shape)
                + " needs "
                + size
                + " numbers, got "
                + values.length);
      }
    }
  }

  private final Map<String, Weight> byName = new LinkedHashMap<>();

  /** Adds or replaces one parameter. */
  public void put(String name, Weight weight) {
    byName.put(name, weight);
  }

  /**
   * The parameter with this name and shape.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Weight get(String name, long... shape) {
    Weight weight = byName.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("no weight is called " + name);
    }
    if (!Arrays.equals(weight.shape(), shape)) {
      throw new IllegalArgumentException(
          "weight "
              + name
              + " has shape "
              + Arrays.toString(weight.shape())
              + ", the network wants "
              + Arrays.toString(shape));
    }
    return weight;
  }

  /** All parameters by name. */
  public Map<String, Weight> all() {
    return Collections.unmodifiableMap(byName);
  }

  /**
   * The mean of these and others.
   *
   * @param others with the same names and shapes
   * @param share how much the others count, 0 to 1
   */
  public Weights mixedWith(Weights others, double share) {
    Weights mixed = new Weights();
    byName.forEach(
        (name, weight) -> {
          float[] theirs = others.get(name, weight.shape()).values();
          float[] values = new float[theirs.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((1 - share) * weight.values()[i] + share * theirs[i]);
          }
          mixed.put(name, new Weight(weight.shape(), values));
        });
    return mixed;
  }

  /** How many numbers there are, batch normalisation's moving statistics included. */
  public long count() {
    return byName.values().stream().mapToLong(weight -> weight.values().length).sum();
  }

  /** Writes all parameters; {@link #read} reads them back. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(byName.size());
    for (Map.Entry<String, Weight> entry : byName.entrySet()) {
      out.writeUTF(entry.getKey());
      Weight weight = entry.getValue();
      out.writeInt(weight.shape().length);
      for (long dimension : weight.shape()) {
        out.writeLong(dimension);
      }
      for (float value : weight.values()) {
        out.writeFloat(value);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Weights read(DataInputStream in) throws IOException {
    Weights weights = new Weights();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      long[] shape = new long[in.readInt()];
      long size = 1;
      for (int d = 0; d < shape.length; d++) {
        shape[d] = in.readLong();
        size *= shape[d];
      }
      float[] values = new float[Math.toIntExact(size)];
      for (int v = 0; v < values.length; v++) {
        values[v] = in.readFloat();
      }
      weights.put(name, new Weight(shape, values));
    }
    return weights;
  }
}
