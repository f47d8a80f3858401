package io.moodspeaker.music.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Chooses among things whose reward it gets to know: Thompson sampling with rewards of 0 to 1 that
 * are taken for normal, and with evidence that fades, so that a taste may change. Used by one
 * thread.
 */
final class Bandit {
  /** After fifty rewards half of what was known counts no more than a third. */
  static final double FADING = 0.98;

  /** What a thing counts as that nobody knows: a little better than nothing done. */
  private static final double PRIOR = 0.6;

  private static final double PRIOR_WEIGHT = 1;

  /** How much the reward of one thing differs from time to time. */
  private static final double SPREAD = 0.2;

  /** What is known of one thing: how much evidence, and its sum. */
  record Known(double weight, double sum) {
    static final Known NOTHING = new Known(0, 0);

    double mean() {
      return (PRIOR * PRIOR_WEIGHT + sum) / (PRIOR_WEIGHT + weight);
    }

    double deviation() {
      return SPREAD / Math.sqrt(PRIOR_WEIGHT + weight);
    }

    Known faded() {
      return new Known(weight * FADING, sum * FADING);
    }

    Known with(double reward) {
      return new Known(weight + 1, sum + reward);
    }
  }

  private final RandomGenerator random;
  private final Map<String, Known> known = new HashMap<>();

  Bandit(RandomGenerator random) {
    this.random = random;
  }

  /**
   * One of some things.
   *
   * @param explore how often, 0 to 1, the one of which least is known, whatever it promises
   */
  String choose(List<String> ids, double explore) {
    List<String> all = new ArrayList<>(ids);
    if (random.nextDouble() < explore) {
      double least = all.stream().mapToDouble(id -> of(id).weight()).min().orElseThrow();
      List<String> unknown = all.stream().filter(id -> of(id).weight() <= least).toList();
      return unknown.get(random.nextInt(unknown.size()));
    }
    Map<String, Double> drawn = new HashMap<>();
    all.forEach(id -> drawn.put(id, of(id).mean() + of(id).deviation() * random.nextGaussian()));
    return all.stream().max(Comparator.comparingDouble(drawn::get)).orElseThrow();
  }

  /** Takes in what came of a thing. */
  void reward(String id, double reward) {
    known.replaceAll((each, what) -> what.faded());
    known.put(id, of(id).with(Math.clamp(reward, 0, 1)));
  }

  Known of(String id) {
    return known.getOrDefault(id, Known.NOTHING);
  }

  Map<String, Known> all() {
    return known;
  }

  void put(String id, Known what) {
    known.put(id, what);
  }
}
