package io.moodspeaker.training.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is learned from and what is validated on.
 *
 * @param training the samples to learn from
 * @param validation the samples to tune on
 */
public record Splits(List<Sample> training, List<Sample> validation) {
  private static final Set<String> TRAINING = Set.of("training", "train");
  private static final Set<String> VALIDATION = Set.of("publictest", "validation", "valid", "val");

  /** The share that is set aside to validate on where a data set has no part for it. */
  private static final double ASIDE = 0.15;

  /** Matches no name: each picture for itself. */
  private static final Pattern NOBODY = Pattern.compile("(?!)()");

  public Splits {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }

  /**
   * Splits by the parts' usual names; where there is none to validate on, a seeded sixth of the
   * training samples is set aside, people apart where names tell. Other parts are left alone: they
   * are for the last test.
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
    Splits people = aside(samples, PeopleSplit.BEFORE_UNDERSCORE, seed);
    int validationCount = people.validation().size();
    // One or two people can't be kept apart without losing most of what there is to learn.
    return validationCount == 0 || validationCount > 2 * ASIDE * samples.size()
        ? aside(samples, NOBODY, seed)
        : people;
  }

  private static Splits aside(List<Sample> samples, Pattern person, long seed) {
    SequencedMap<String, Double> shares = new LinkedHashMap<>();
    shares.put("training", 1 - ASIDE);
    shares.put("validation", ASIDE);
    SequencedMap<String, List<Sample>> dealt = new PeopleSplit(shares, person, seed).deal(samples);
    return new Splits(dealt.get("training"), dealt.get("validation"));
  }
}
