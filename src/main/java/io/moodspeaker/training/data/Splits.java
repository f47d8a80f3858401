package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Who learns and who judges.
 *
 * @param training the samples to learn from
 * @param validation the samples to tune on
 */
public record Splits(List<Sample> training, List<Sample> validation) {
  private static final Set<String> TRAINING = Set.of("training", "train");
  private static final Set<String> VALIDATION = Set.of("publictest", "validation", "valid", "val");

  /** The share that is set aside to judge by where a data set has no part for it. */
  private static final double ASIDE = 0.15;

  public Splits {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits by the parts' usual names; where there is none to validate on, a seeded sixth of each
   * emotion's training samples is set aside. Other parts are left alone: they are for the last
   * test.
   */
  public static Splits of(List<Sample> samples, long seed) {
    List<Sample> training = named(samples, TRAINING);
    List<Sample> validation = named(samples, VALIDATION);
    if (training.isEmpty()) {
      training = samples.stream().filter(sample -> sample.split().isEmpty()).toList();
    }
    return validation.isEmpty() ? aside(training, seed) : new Splits(training, validation);
  }

  private static List<Sample> named(List<Sample> samples, Set<String> names) {
    return samples.stream()
        .filter(sample -> names.contains(sample.split().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static Splits aside(List<Sample> samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<Emotion, List<Sample>> byEmotion = new EnumMap<>(Emotion.class);
    List<Sample> training = new ArrayList<>();
    for (Sample sample : samples) {
      Optional<Emotion> label = sample.label();
      if (label.isPresent()) {
        byEmotion.computeIfAbsent(label.get(), e -> new ArrayList<>()).add(sample);
      } else {
        training.add(sample);
      }
    }
    List<Sample> validation = new ArrayList<>();
    for (List<Sample> group : byEmotion.values()) {
      Set<Integer> chosen = new LinkedHashSet<>();
      while (chosen.size() < Math.round(group.size() * ASIDE)) {
        chosen.add(random.nextInt(group.size()));
      }
      for (int i = 0; i < group.size(); i++) {
        (chosen.contains(i) ? validation : training).add(group.get(i));
      }
    }
    return new Splits(training, validation);
  }
}
