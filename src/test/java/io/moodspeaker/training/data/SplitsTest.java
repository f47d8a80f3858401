package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  private static Sample sample(String name, Emotion emotion) {
    return new LabeledFace(name, "", 2, new byte[4], Optional.of(emotion), Optional.empty())
        .sample();
  }

  private static Set<String> people(List<Sample> samples) {
    return samples.stream()
        .map(sample -> sample.name().replaceAll("_.*", ""))
        .collect(Collectors.toSet());
  }

  @Test
  void nobody_s_pictures_are_both_learned_from_and_judged_by() {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      samples.add(sample("anna" + n % 10 + "_" + n, n % 3 == 0 ? Emotion.SADNESS : Emotion.ANGER));
    }

    Splits splits = Splits.of(samples, 5);

    assertThat(splits.training().size() + splits.validation().size()).isEqualTo(200);
    assertThat(splits.validation()).hasSizeBetween(20, 40);
    assertThat(people(splits.training())).doesNotContainAnyElementsOf(people(splits.validation()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void one_or_two_people_alone_still_get_pictures_to_learn_from_and_to_be_judged_by(int people) {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      Emotion emotion = n / 2 % 2 == 0 ? Emotion.SADNESS : Emotion.ANGER;
      samples.add(sample("anna" + n % people + "_" + n, emotion));
    }

    Splits splits = Splits.of(samples, 5);

    assertThat(splits.training()).hasSize(34);
    assertThat(splits.validation()).hasSize(6);
    assertThat(splits.validation())
        .filteredOn(sample -> sample.label().equals(Optional.of(Emotion.ANGER)))
        .hasSize(3);
    assertThat(Splits.of(samples, 5)).isEqualTo(splits);
  }
}
