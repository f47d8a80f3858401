package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Affect;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MoodSourcesTest {
  private Instant now = Instant.EPOCH;
  private final MoodSources sources = new MoodSources(() -> now);

  @Test
  void the_face_counts_one_and_a_source_its_weight() {
    sources.take("slider", EmotionScores.only(Emotion.SADNESS), 3, Duration.ofSeconds(10));

    EmotionScores judged =
        sources.fuse(Optional.of(EmotionScores.only(Emotion.HAPPINESS))).orElseThrow();

    assertThat(judged.of(Emotion.SADNESS)).isEqualTo(0.75);
    assertThat(judged.of(Emotion.HAPPINESS)).isEqualTo(0.25);
  }

  @Test
  void a_source_is_forgotten_when_its_time_is_over() {
    sources.take("strap", EmotionScores.only(Emotion.ANGER), 1, Duration.ofSeconds(10));
    assertThat(sources.fuse(Optional.empty())).isPresent();

    now = now.plusSeconds(10);

    assertThat(sources.fuse(Optional.empty())).isEmpty();
    assertThat(sources.status()).isEmpty();
  }

  @Test
  void each_emotion_lies_where_its_own_scores_lead_back_to_it() {
    for (Emotion emotion : Emotion.all()) {
      assertThat(Affect.of(EmotionScores.only(emotion)).scores().top()).isEqualTo(emotion);
    }
    assertThat(new Affect(0.8, 0.5).scores().top()).isEqualTo(Emotion.HAPPINESS);
    assertThat(new Affect(-0.6, -0.6).scores().top()).isEqualTo(Emotion.SADNESS);
  }
}
