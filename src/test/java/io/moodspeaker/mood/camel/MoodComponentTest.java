package io.moodspeaker.mood.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoodComponentTest {
  private static final Box SMALL = new Box(0, 0, 50, 50);
  private static final Box LARGE = new Box(100, 0, 100, 100);

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final MoodComponent component = new MoodComponent(() -> now, () -> MoodSettings.DEFAULT);
  private final CamelContext context = new DefaultCamelContext();
  private ProducerTemplate template;

  @BeforeEach
  void start() {
    context.addComponent("mood", component);
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void a_new_mood_comes_out_once_with_its_label_and_nothing_in_between() {
    List<Object> bodies = new ArrayList<>();
    List<Object> headers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Exchange out = send("mood:main", seen(now, Emotion.SADNESS));
      bodies.add(out.getMessage().getBody());
      headers.add(out.getMessage().getHeader(MoodComponent.MOOD_HEADER));
      now = now.plusMillis(500);
    }
    assertThat(bodies).filteredOn(MoodChange.class::isInstance).hasSize(1);
    assertThat(bodies).filteredOn(body -> body == null).hasSize(4);
    assertThat(headers).filteredOn(header -> header != null).containsExactly("sadness");
    assertThat(component.status("main").mood()).isEqualTo(Mood.SADNESS);
    assertThat(component.status("main").since()).isEqualTo(now.minusMillis(1000));
    assertThat(component.status("other").mood()).isEqualTo(Mood.ABSENT);
  }

  @Test
  void ticks_follow_the_cameras_clock_even_where_that_is_a_videos() {
    Instant video = Instant.EPOCH;
    for (int i = 0; i < 6; i++) {
      send("mood:main", seen(video, Emotion.HAPPINESS));
      assertThat(send("mood:main", null).getMessage().getBody()).isNull();
      video = video.plusMillis(500);
      now = now.plusMillis(500);
    }
    assertThat(component.status("main").mood()).isEqualTo(Mood.HAPPINESS);
    List<MoodChange> changes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(1);
      MoodChange change = send("mood:main", "").getMessage().getBody(MoodChange.class);
      if (change != null) {
        changes.add(change);
      }
    }
    assertThat(changes).extracting(MoodChange::mood).containsExactly(Mood.ABSENT);
  }

  @Test
  void a_tick_before_the_first_frame_changes_nothing() {
    assertThat(send("mood:main", null).getMessage().getBody()).isNull();
  }

  @Test
  void any_face_that_shows_a_watched_emotion_speaks() {
    for (int i = 0; i < 4; i++) {
      send("mood:alarm?faces=any&watch=fear,anger", twoPeople(now));
      send("mood:main", twoPeople(now));
      now = now.plusMillis(500);
    }
    assertThat(component.status("alarm").mood()).isEqualTo(Mood.FEAR);
    assertThat(component.status("main").mood()).isEqualTo(Mood.HAPPINESS);
  }

  @Test
  void one_judge_does_not_serve_two_choices_of_faces() {
    send("mood:main?faces=mean", seen(now, Emotion.FEAR));
    send("mood:main", null);
    assertThatThrownBy(() -> send("mood:main?faces=largest", seen(now, Emotion.FEAR)))
        .rootCause()
        .hasMessage("mood:main has faces=mean and faces=largest; give one of them another name");
  }

  @Test
  void a_wrong_option_or_body_is_named() {
    assertThatThrownBy(() -> send("mood:a?faces=oldest", null))
        .rootCause()
        .hasMessage("no face policy is called 'oldest'; use one of largest, mean, any");
    assertThatThrownBy(() -> send("mood:b?faces=any", null))
        .rootCause()
        .hasMessageContaining("watch=fear");
    assertThat(send("mood:c", 42).getException())
        .hasMessageContaining("takes an observation or an empty body, got a java.lang.Integer");
  }

  @Test
  void the_judge_outlives_a_restart_of_its_routes() {
    for (int i = 0; i < 4; i++) {
      send("mood:main", seen(now, Emotion.SADNESS));
      now = now.plusMillis(500);
    }
    context.stop();
    context.start();
    assertThat(component.status("main").mood()).isEqualTo(Mood.SADNESS);
    assertThat(component.status("main").since()).isEqualTo(now.minusMillis(500));
  }

  private Exchange send(String uri, Object body) {
    return template.request(uri, exchange -> exchange.getMessage().setBody(body));
  }

  private static Observation seen(Instant time, Emotion emotion) {
    return new Observation(time, List.of(new Face(LARGE, EmotionScores.only(emotion))));
  }

  private static Observation twoPeople(Instant time) {
    return new Observation(
        time,
        List.of(
            new Face(LARGE, EmotionScores.only(Emotion.HAPPINESS)),
            new Face(SMALL, EmotionScores.only(Emotion.FEAR))));
  }
}
