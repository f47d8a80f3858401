package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deals samples out to splits so that each emotion is spread as asked and nobody stands in two.
 *
 * @param shares the splits' names with their shares, which sum to 1
 * @param person finds the person in a file's name by its first group; a name that it doesn't match
 *     is a person of its own
 * @param seed of the order in which people are dealt
 */
public record PeopleSplit(SequencedMap<String, Double> shares, Pattern person, long seed) {
  /** What stands before the first underscore or dash, as in {@code S005_001_00000011.png}. */
  public static final Pattern BEFORE_UNDERSCORE = Pattern.compile("^([^_-]+)[_-]");

  public PeopleSplit {
    double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
    if (Math.abs(sum - 1) > 1e-6 || shares.values().stream().anyMatch(share -> share < 0)) {
      throw new IllegalArgumentException(
          "the splits' shares must be 0 or more and sum to 1, were " + shares);
    }
    if (person.matcher("").groupCount() < 1) {
      throw new IllegalArgumentException(
          "the pattern "
              + person
              + " has no group; put parentheses around what names the person, such as ("
              + person
              + ")");
    }
    shares = new LinkedHashMap<>(shares);
  }

  /** The samples of each split, in the splits' order. */
  public SequencedMap<String, List<Sample>> deal(List<Sample> samples) {
    List<List<Sample>> people = new ArrayList<>(people(samples).values());
    shuffle(people);
    // The largest first: the small ones then even out what is left.
    people.sort((a, b) -> Integer.compare(b.size(), a.size()));
    Map<Emotion, Double> totals = new EnumMap<>(Emotion.class);
    samples.forEach(s -> s.label().ifPresent(e -> totals.merge(e, 1.0, Double::sum)));
    SequencedMap<String, List<Sample>> splits = new LinkedHashMap<>();
    Map<String, Map<Emotion, Integer>> counts = new HashMap<>();
    for (String name : shares.keySet()) {
      splits.put(name, new ArrayList<>());
      counts.put(name, new EnumMap<>(Emotion.class));
    }
    for (List<Sample> one : people) {
      String best = shares.firstEntry().getKey();
      double most = Double.NEGATIVE_INFINITY;
      for (String name : shares.keySet()) {
        double wanted = wanted(name, one, counts.get(name), totals);
        if (wanted > most) {
          most = wanted;
          best = name;
        }
      }
      splits.get(best).addAll(one);
      Map<Emotion, Integer> counted = counts.get(best);
      one.forEach(s -> s.label().ifPresent(e -> counted.merge(e, 1, Integer::sum)));
    }
    return splits;
  }

  /** How much a split lacks of what a person brings, as a share of all that it should get. */
  private double wanted(
      String split, List<Sample> person, Map<Emotion, Integer> there, Map<Emotion, Double> totals) {
    double share = shares.get(split);
    if (share == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double sum = 0;
    for (Sample sample : person) {
      if (sample.label().isEmpty()) {
        continue;
      }
      Emotion emotion = sample.label().get();
      double goal = share * totals.get(emotion);
      sum += (goal - there.getOrDefault(emotion, 0)) / goal;
    }
    return sum;
  }

  private SequencedMap<String, List<Sample>> people(List<Sample> samples) {
    SequencedMap<String, List<Sample>> people = new LinkedHashMap<>();
    for (Sample sample : samples) {
      String file = sample.name().substring(sample.name().lastIndexOf('/') + 1);
      Matcher matcher = person.matcher(file);
      // A pattern may match without its group: that tells of nobody, and so of no one person.
      String who = matcher.find() ? matcher.group(1) : null;
      String key = who == null ? sample.name() : "person " + who;
      people.computeIfAbsent(key, k -> new ArrayList<>()).add(sample);
    }
    return people;
  }

  private void shuffle(List<List<Sample>> people) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = people.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      List<Sample> swapped = people.get(i);
      people.set(i, people.get(j));
      people.set(j, swapped);
    }
  }
}
