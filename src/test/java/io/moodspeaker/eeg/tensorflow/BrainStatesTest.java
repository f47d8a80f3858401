package io.moodspeaker.eeg.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.eeg.Bands;
import io.moodspeaker.eeg.BrainStates;
import io.moodspeaker.eeg.SyntheticEeg;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodSources;
import io.moodspeaker.mood.MoodTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrainStatesTest {
  private static BrainStates learned(long seed) {
    SyntheticEeg head = new SyntheticEeg(seed);
    List<double[][]> windows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      windows.add(head.window(i % 2 == 0));
    }
    return BrainStates.learn(windows, SyntheticEeg.RATE, TensorFlowAutoencoder::learn);
  }

  @Test
  void two_states_are_told_apart_in_windows_that_were_not_learned_from() {
    for (long seed = 1; seed <= 3; seed++) {
      try (BrainStates states = learned(seed)) {
        SyntheticEeg later = new SyntheticEeg(seed + 100);
        int right = 0;
        for (int i = 0; i < 100; i++) {
          right +=
              states.isRest(later.window(i % 2 == 0), SyntheticEeg.RATE) == (i % 2 == 0) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(90);
      }
    }
  }

  @Test
  void a_state_that_holds_becomes_a_mood_without_a_face() {
    Instant[] now = {Instant.EPOCH};
    MoodSources sources = new MoodSources(() -> now[0]);
    MoodTracker tracker = new MoodTracker(() -> MoodSettings.DEFAULT, MoodTracker.Silence.KEEP);
    List<Mood> moods = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      now[0] = now[0].plusSeconds(1);
      sources.take("eeg", BrainStates.affect(i < 20).scores(), 1, Duration.ofSeconds(6));
      tracker
          .observe(new Observation(now[0], List.of()), sources::fuse)
          .ifPresent(change -> moods.add(change.mood()));
    }
    assertThat(moods).containsExactly(Mood.HAPPINESS, Mood.ANGER);
  }

  @Test
  void a_band_holds_the_rhythms_between_its_edges() {
    for (double[] each : new double[][] {{6, 0}, {10, 1}, {20, 2}}) {
      double[] wave = new double[256];
      for (int i = 0; i < wave.length; i++) {
        wave[i] = Math.sin(2 * Math.PI * each[0] * i / SyntheticEeg.RATE);
      }
      double[] powers = Bands.of(wave, SyntheticEeg.RATE);
      for (int band = 0; band < powers.length; band++) {
        if (band != (int) each[1]) {
          assertThat(powers[band]).isLessThan(powers[(int) each[1]] - 1);
        }
      }
    }
  }
}
