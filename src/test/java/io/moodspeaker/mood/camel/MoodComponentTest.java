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
import io.moodspeaker.model.Outcome;
import io.moodspeaker.mood.AnsweredChange;
import io.moodspeaker.mood.MoodChanges;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.Moods;
import io.moodspeaker.support.FakeTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoodComponentTest {
  private static final Box SMALL = new Box(0, 0, 50, 50);
  private static final Box LARGE = new Box(100, 0, 100, 100);

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final FakeTime timer = new FakeTime();
  private final Moods moods =
      new Moods(
          () -> now,
          () -> MoodSettings.DEFAULT,
          name -> new MoodChanges(change -> Optional.empty(), outcome -> {}, timer));
  private final CamelContext context = new DefaultCamelContext();
  private ProducerTemplate template;

  @BeforeEach
  void start() {
    context.getRegistry().bind("moods", moods);
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
    assertThat(moods.watch("main").status().mood()).isEqualTo(Mood.SADNESS);
    assertThat(moods.watch("main").status().since()).isEqualTo(now.minusMillis(1000));
    assertThat(moods.watch("other").status().mood()).isEqualTo(Mood.ABSENT);
  }

  @Test
  void ticks_follow_the_cameras_clock_even_where_that_is_a_videos() {
    Instant video = Instant.EPOCH;
    for (int i = 0; i < 6; i++) {
      send("mood:main", seen(video, Emotion.HAPPINESS));
      moods.tick();
      video = video.plusMillis(500);
      now = now.plusMillis(500);
    }
    assertThat(moods.watch("main").status().mood()).isEqualTo(Mood.HAPPINESS);
    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(1);
      moods.tick();
    }
    assertThat(moods.watch("main").status().mood()).isEqualTo(Mood.HAPPINESS);
  }

  @Test
  void while_no_frames_come_an_alarm_sees_nobody() {
    for (int i = 0; i < 6; i++) {
      send("mood:alarm?silence=absent", seen(now, Emotion.FEAR));
      now = now.plusMillis(500);
    }
    assertThat(moods.watch("alarm").status().mood()).isEqualTo(Mood.FEAR);
    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(1);
      moods.tick();
    }
    assertThat(moods.watch("alarm").status().mood()).isEqualTo(Mood.ABSENT);
  }

  @Test
  void a_route_begins_with_each_change_and_its_outcome_is_told() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("mood:main?position=2")
                .routeId("late")
                .process(e -> e.getMessage().setBody(Outcome.done("light", "pin 21", "light on")));
            from("mood:main?position=1")
                .routeId("broken")
                .process(
                    e -> {
                      throw new IllegalStateException("pin 21 is busy");
                    });
            from("mood:main?position=3")
                .routeId("cut")
                .process(
                    e -> {
                      throw new InterruptedException();
                    });
            from("mood:main").routeId("silent").process(e -> {});
            from("mood:main").routeId("as-silent").to("seda:heard");
            from("mood:main?event=answered").routeId("log").to("seda:told");
          }
        });
    for (int i = 0; i < 4; i++) {
      send("mood:main", seen(now, Emotion.SADNESS));
      now = now.plusMillis(500);
    }
    AnsweredChange told =
        context
            .createConsumerTemplate()
            .receive("seda:told", 5000)
            .getMessage()
            .getBody(AnsweredChange.class);
    assertThat(context.createConsumerTemplate().receive("seda:heard", 5000)).isNotNull();
    assertThat(told)
        .hasToString(
            "mood sadness (1.00) after absent 2 s: broken failed (pin 21 is busy), light on,"
                + " cut left as it is (its route stops)");
  }

  @Test
  void any_face_that_shows_a_watched_emotion_speaks() {
    for (int i = 0; i < 4; i++) {
      send("mood:alarm?faces=any&watch=fear,anger", twoPeople(now));
      send("mood:main", twoPeople(now));
      now = now.plusMillis(500);
    }
    assertThat(moods.watch("alarm").status().mood()).isEqualTo(Mood.FEAR);
    assertThat(moods.watch("main").status().mood()).isEqualTo(Mood.HAPPINESS);
  }

  @Test
  void one_judge_does_not_serve_two_choices_of_faces() {
    send("mood:main?faces=mean", seen(now, Emotion.FEAR));
    assertThatThrownBy(() -> send("mood:main?faces=largest", seen(now, Emotion.FEAR)))
        .rootCause()
        .hasMessage("mood:main has faces=mean and faces=largest; give one of them another name");
  }

  @Test
  void a_wrong_option_or_body_is_named() {
    assertThatThrownBy(() -> send("mood:a?faces=oldest", null))
        .rootCause()
        .hasMessage(
            "no face policy is called 'oldest'; use one of largest, mean, any, longest,"
                + " neediest, vote");
    assertThatThrownBy(() -> send("mood:b?faces=any", null))
        .rootCause()
        .hasMessageContaining("watch=fear");
    assertThat(send("mood:c", 42).getException()).hasMessageContaining("Observation");
  }

  @Test
  void the_judge_outlives_a_restart_of_its_routes() {
    for (int i = 0; i < 4; i++) {
      send("mood:main", seen(now, Emotion.SADNESS));
      now = now.plusMillis(500);
    }
    context.stop();
    context.start();
    assertThat(moods.watch("main").status().mood()).isEqualTo(Mood.SADNESS);
    assertThat(moods.watch("main").status().since()).isEqualTo(now.minusMillis(500));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source | s | send a mood, as in {\"mood\":\"sadness\",\"for\":\"30min\"}",
        "for | 5min | send a mood, as in",
        "valence | [1] | valence must be a number, was '[1]'",
        "scores | [1] | scores must hold a number for each emotion",
        "mood | [fear] | no mood is called '[fear]'; use one of",
        "mood | | no mood is called ''; use one of",
      })
  void what_says_no_mood_is_refused_with_what_to_send(String field, String value, String told) {
    Map<String, Object> fields = new HashMap<>();
    Object sent = value == null ? "" : value;
    fields.put(
        field,
        value != null && value.startsWith("[")
            ? List.of(value.substring(1, value.length() - 1))
            : sent);
    assertThatThrownBy(() -> template.sendBody("mood:main?action=set", fields))
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(told);
  }

  @Test
  void a_sensor_of_several_names_is_none() {
    assertThatThrownBy(
            () ->
                template.sendBody(
                    "mood:main?action=set",
                    Map.of("source", List.of("s"), "valence", "0", "energy", "0")))
        .rootCause()
        .hasMessage("source must be 1 to 40 letters, figures, blanks or . _ -, was '[s]'");
  }
}
