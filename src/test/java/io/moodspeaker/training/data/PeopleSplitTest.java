package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PeopleSplitTest {
  private static SequencedMap<String, Double> shares(double train, double test) {
    SequencedMap<String, Double> shares = new LinkedHashMap<>();
    shares.put("train", train);
    shares.put("test", test);
    return shares;
  }

  private static Sample sample(String name, Emotion emotion) {
    return new Sample(
        name,
        "",
        Optional.of(emotion),
        Optional.empty(),
        () -> new Frame(Instant.EPOCH, 1, 1, new byte[3]));
  }

  @Property(tries = 50)
  void nobody_stands_in_two_parts_and_nothing_is_lost(
      @ForAll @IntRange(min = 1, max = 30) int people,
      @ForAll @IntRange(min = 1, max = 6) int each,
      @ForAll long seed) {
    List<Sample> samples = new ArrayList<>();
    for (int p = 0; p < people; p++) {
      for (int n = 0; n < each; n++) {
        Emotion emotion = Emotion.all().get((p + n) % 8);
        samples.add(sample("x/S" + p + "_" + n + ".png", emotion));
      }
    }

    SequencedMap<String, List<Sample>> parts =
        new PeopleSplit(shares(0.7, 0.3), PeopleSplit.BEFORE_UNDERSCORE, seed).deal(samples);

    assertThat(parts.get("train").size() + parts.get("test").size()).isEqualTo(samples.size());
    Set<String> inBoth = people(parts.get("train"));
    inBoth.retainAll(people(parts.get("test")));
    assertThat(inBoth).isEmpty();
  }

  private static Set<String> people(List<Sample> samples) {
    return samples.stream()
        .map(sample -> sample.name().substring(0, sample.name().indexOf('_')))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void each_emotion_is_spread_in_proportion() {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      samples.add(sample(n + ".png", n < 80 ? Emotion.HAPPINESS : Emotion.FEAR));
    }

    SequencedMap<String, List<Sample>> parts =
        new PeopleSplit(shares(0.8, 0.2), Pattern.compile("^(S\\d+)"), 1).deal(samples);

    assertThat(parts.get("test")).hasSize(20);
    assertThat(parts.get("test"))
        .filteredOn(sample -> sample.label().orElseThrow() == Emotion.FEAR)
        .hasSize(4);
  }

  @Test
  void shares_that_do_not_sum_to_one_are_refused() {
    assertThatThrownBy(() -> new PeopleSplit(shares(0.9, 0.3), Pattern.compile("(.)"), 1))
        .hasMessageContaining("sum to 1");
  }

  @Test
  void a_pattern_without_a_group_is_refused() {
    assertThatThrownBy(() -> new PeopleSplit(shares(0.9, 0.1), Pattern.compile("S\\d+"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the pattern S\\d+ has no group; put parentheses around what names the person, such as"
                + " (S\\d+)");
  }

  @Test
  void whom_a_pattern_matches_without_its_group_is_somebody_of_their_own() {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      samples.add(sample("x/IMG_" + n + ".png", Emotion.FEAR));
    }

    SequencedMap<String, List<Sample>> parts =
        new PeopleSplit(shares(0.5, 0.5), Pattern.compile("(?:(S\\d+)|IMG)_"), 1).deal(samples);

    assertThat(parts.get("train")).hasSize(5);
    assertThat(parts.get("test")).hasSize(5);
  }
}
