package io.moodspeaker.eeg;

import io.moodspeaker.model.Affect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tells two states of a brain apart that nobody has labelled: the bands of each electrode, made
 * into two numbers by an autoencoder, in two groups by k-means. The group with more alpha and less
 * beta is rest.
 */
public final class BrainStates implements AutoCloseable {
  /** Makes a few numbers of many, so that the many can be made of them again. */
  public interface Autoencoder extends AutoCloseable {
    /** The few numbers. */
    double[] encode(double[] values);

    @Override
    void close();
  }

  private final double[] mean;
  private final double[] deviation;
  private final Autoencoder autoencoder;
  private final TwoMeans groups;
  private final int rest;

  private BrainStates(
      double[] mean, double[] deviation, Autoencoder autoencoder, TwoMeans groups, int rest) {
    this.mean = mean;
    this.deviation = deviation;
    this.autoencoder = autoencoder;
    this.groups = groups;
    this.rest = rest;
  }

  /**
   * Learns from windows of a recording.
   *
   * @param windows samples by electrode
   * @param learning makes an autoencoder of values of mean 0 and deviation 1
   */
  public static BrainStates learn(
      List<double[][]> windows, double rate, Function<List<double[]>, Autoencoder> learning) {
    List<double[]> bands = windows.stream().map(window -> bands(window, rate)).toList();
    int count = bands.getFirst().length;
    double[] mean = new double[count];
    double[] deviation = new double[count];
    for (int i = 0; i < count; i++) {
      int place = i;
      mean[i] = bands.stream().mapToDouble(each -> each[place]).average().orElseThrow();
      deviation[i] =
          Math.sqrt(
              bands.stream()
                      .mapToDouble(
                          each -> (each[place] - mean[place]) * (each[place] - mean[place]))
                      .average()
                      .orElseThrow()
                  + 1e-9);
    }
    List<double[]> scaled = bands.stream().map(each -> scaled(each, mean, deviation)).toList();
    Autoencoder autoencoder = learning.apply(scaled);
    List<double[]> codes = scaled.stream().map(autoencoder::encode).toList();
    TwoMeans groups = TwoMeans.of(codes);
    double[] calm = new double[2];
    int[] sizes = new int[2];
    for (int i = 0; i < codes.size(); i++) {
      int group = groups.group(codes.get(i));
      sizes[group]++;
      for (int at = 0; at < count; at += Bands.COUNT) {
        calm[group] += scaled.get(i)[at + 1] - scaled.get(i)[at + 2];
      }
    }
    int rest = calm[0] / Math.max(1, sizes[0]) >= calm[1] / Math.max(1, sizes[1]) ? 0 : 1;
    return new BrainStates(mean, deviation, autoencoder, groups, rest);
  }

  private static double[] bands(double[][] window, double rate) {
    List<Double> all = new ArrayList<>();
    for (double[] electrode : window) {
      for (double power : Bands.of(electrode, rate)) {
        all.add(power);
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] scaled(double[] values, double[] mean, double[] deviation) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (values[i] - mean[i]) / deviation[i];
    }
    return scaled;
  }

  /** Whether a window shows rest. */
  public boolean isRest(double[][] window, double rate) {
    return groups.group(autoencoder.encode(scaled(bands(window, rate), mean, deviation))) == rest;
  }

  /** What a state is told as: rest is pleasant and quiet, work a little tense and awake. */
  public static Affect affect(boolean rest) {
    return rest ? new Affect(0.9, 0.4) : new Affect(-0.7, 0.7);
  }

  @Override
  public void close() {
    autoencoder.close();
  }
}
