package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Emotion;
import java.util.List;
import org.junit.jupiter.api.Test;

class FerPlusVotesTest {
  /** Neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, no face. */
  private static FerPlusVotes votes(Integer... counts) {
    return new FerPlusVotes(List.of(counts));
  }

  @Test
  void more_than_half_of_all_votes_make_a_majority() {
    assertThat(votes(6, 0, 0, 4, 0, 0, 0, 0, 0, 0).majority()).contains(Emotion.NEUTRAL);
    assertThat(votes(5, 0, 0, 5, 0, 0, 0, 0, 0, 0).majority()).isEmpty();
  }

  @Test
  void single_votes_are_dropped_unless_the_majority_is_strict() {
    FerPlusVotes votes = votes(5, 1, 1, 3, 0, 0, 0, 0, 0, 0);

    assertThat(votes.majority()).contains(Emotion.NEUTRAL);
    assertThat(votes.strictMajority()).isEmpty();
  }

  @Test
  void unknown_and_no_face_stay_in_the_total_and_win_nothing() {
    assertThat(votes(4, 0, 0, 0, 0, 0, 0, 0, 4, 2).majority()).isEmpty();
    assertThat(votes(0, 0, 0, 0, 0, 0, 0, 0, 10, 0).majority()).isEmpty();
  }

  @Test
  void targets_are_the_shares_of_the_emotions_without_single_votes() {
    float[] target = votes(6, 0, 0, 2, 1, 0, 0, 0, 1, 0).target().orElseThrow();

    assertThat(target[Emotion.NEUTRAL.ordinal()]).isEqualTo(0.75f);
    assertThat(target[Emotion.SADNESS.ordinal()]).isEqualTo(0.25f);
    assertThat(target[Emotion.ANGER.ordinal()]).isZero();
  }

  @Test
  void faces_that_most_taggers_could_not_read_teach_nothing() {
    assertThat(votes(4, 0, 0, 0, 0, 0, 0, 0, 6, 0).target()).isEmpty();
    assertThat(votes(1, 1, 1, 1, 1, 1, 1, 1, 1, 1).target()).isEmpty();
  }

  @Test
  void refuses_what_are_no_ten_counts() {
    assertThatThrownBy(() -> votes(1, 2)).hasMessageContaining("ten counts");
    assertThatThrownBy(() -> votes(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0)).hasMessageContaining("-1");
  }
}
