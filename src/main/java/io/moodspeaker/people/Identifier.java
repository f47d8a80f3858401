package io.moodspeaker.people;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells who a face is of the people who are known; everybody else is unknown. The parts of a face
 * that tell these people apart count more than those that don't. Safe for use by several threads.
 */
public final class Identifier {
  /** Three people: with fewer, what tells them apart may be their lamps. */
  private static final int LEARN_FROM = 3;

  /** Ten faces of each person are compared with all others; more would say the same. */
  private static final int LEARN_FACES = 10;

  /** Three faces: the one distance between two may be that of a face badly found. */
  private static final int SPREAD_FROM = 3;

  /** The third power named more people and fewer strangers than lower and higher ones. */
  private static final int POWER = 3;

  private final FaceEncoder encoder;
  private final KnownPeople people;

  /** How much each part counts, 1 in the mean; empty where all count the same. */
  private final double[] weights;

  /** How far each person's own faces are apart. */
  private final Map<String, Double> spreads = new HashMap<>();

  /**
   * An identifier.
   *
   * @param encoder makes the numbers, and stays its owner's
   * @param people who is known, by the same encoder
   */
  public Identifier(FaceEncoder encoder, KnownPeople people) {
    this.encoder = encoder;
    this.people = people;
    this.weights = weights(encoder, people);
    people.faces().forEach((name, faces) -> spreads.put(name, spread(faces)));
  }

  /** The name of a face's person; empty for somebody who is not known. */
  public Optional<String> identify(Frame frame, Box face) {
    if (people.faces().isEmpty()) {
      return Optional.empty();
    }
    List<float[]> views = encoder.encode(frame, face);
    Optional<String> nearest = Optional.empty();
    double best = Double.MAX_VALUE;
    List<Double> others = new ArrayList<>();
    for (Map.Entry<String, List<float[]>> person : people.faces().entrySet()) {
      double distance = distance(views, person.getValue());
      if (distance < best) {
        if (nearest.isPresent()) {
          others.add(best);
        }
        best = distance;
        nearest = Optional.of(person.getKey());
      } else {
        others.add(distance);
      }
    }
    others.sort(null);
    return nearest.isPresent() && encoder.accepts(best, spreads.get(nearest.get()), others)
        ? nearest
        : Optional.empty();
  }

  /**
   * The distance to the nearest of a person's faces. The view that fits a face best is chosen by
   * all parts alike, and only then do some count more.
   */
  private double distance(List<float[]> views, List<float[]> faces) {
    double least = Double.MAX_VALUE;
    for (float[] face : faces) {
      double fit = Double.MAX_VALUE;
      double[] parts = {};
      for (float[] view : views) {
        double[] apart = encoder.distances(view, face);
        double sum = Arrays.stream(apart).sum();
        if (sum < fit) {
          fit = sum;
          parts = apart;
        }
      }
      least = Math.min(least, weighted(parts));
    }
    return least;
  }

  /** The median of the distances from each face to the nearest other one of the same person. */
  private double spread(List<float[]> faces) {
    if (faces.size() < SPREAD_FROM) {
      return 0;
    }
    double[] nearest = new double[faces.size()];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int i = 0; i < nearest.length; i++) {
      for (int j = i + 1; j < nearest.length; j++) {
        double apart = weighted(encoder.distances(faces.get(i), faces.get(j)));
        nearest[i] = Math.min(nearest[i], apart);
        nearest[j] = Math.min(nearest[j], apart);
      }
    }
    Arrays.sort(nearest);
    return (nearest[(nearest.length - 1) / 2] + nearest[nearest.length / 2]) / 2;
  }

  private double weighted(double[] parts) {
    double sum = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += weights.length == 0 ? parts[i] : weights[i] * parts[i];
    }
    return sum;
  }

  /**
   * What each part tells, as a power of Fisher's ratio: how much farther apart the faces of
   * different people are in it than those of one person, against how much both vary.
   */
  private static double[] weights(FaceEncoder encoder, KnownPeople people) {
    List<List<float[]>> all =
        people.faces().values().stream()
            .filter(faces -> faces.size() > 1)
            .map(faces -> faces.subList(0, Math.min(LEARN_FACES, faces.size())))
            .toList();
    if (all.size() < LEARN_FROM) {
      return new double[0];
    }
    Spread same = new Spread();
    Spread different = new Spread();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i; j < all.size(); j++) {
        for (float[] a : all.get(i)) {
          for (float[] b : all.get(j)) {
            if (i != j || !Arrays.equals(a, b)) {
              (i == j ? same : different).add(encoder.distances(a, b));
            }
          }
        }
      }
    }
    double[] weights = new double[same.sum.length];
    double mean = 0;
    for (int part = 0; part < weights.length; part++) {
      double gap = Math.max(0, different.mean(part) - same.mean(part));
      double spread = same.variance(part) + different.variance(part);
      weights[part] = spread > 0 ? Math.pow(gap / Math.sqrt(spread), POWER) : 0;
      mean += weights[part] / weights.length;
    }
    if (!(mean > 0)) {
      return new double[0];
    }
    for (int part = 0; part < weights.length; part++) {
      weights[part] /= mean;
    }
    return weights;
  }

  /** Mean and variance of each part. */
  private static final class Spread {
    private double[] sum = {};
    private double[] squares = {};
    private int count;

    void add(double[] parts) {
      if (count++ == 0) {
        sum = new double[parts.length];
        squares = new double[parts.length];
      }
      for (int i = 0; i < parts.length; i++) {
        sum[i] += parts[i];
        squares[i] += parts[i] * parts[i];
      }
    }

    double mean(int part) {
      return sum[part] / count;
    }

    double variance(int part) {
      return squares[part] / count - mean(part) * mean(part);
    }
  }
}
