package io.moodspeaker.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowMeTest {
  private final FakeConnection broker = new FakeConnection();
  private final FakeTime time = new FakeTime();
  private final FollowMe kitchen = new FollowMe("one", "kitchen", broker, time, time);
  private final List<String> told = new ArrayList<>();
  private Mood last = Mood.ABSENT;

  @BeforeEach
  void start() {
    kitchen.onElsewhere(room -> told.add("in the " + room));
    kitchen.onBrought(
        what ->
            told.add(
                "brings "
                    + what.mood().map(Mood::label).orElse("nothing seen")
                    + what.music().map(music -> " and " + music).orElse("")));
    kitchen.start();
    broker.come();
  }

  private void see(Mood mood) {
    kitchen.moodChanged(
        new MoodChange(time.instant(), mood, last, Duration.ofMinutes(1), 0.8, Optional.empty()));
    last = mood;
  }

  private void bath(String mood) {
    broker.say(
        FollowMe.TOPIC, "{\"id\":\"two\",\"room\":\"bath\",\"mood\":\"%s\"}".formatted(mood));
  }

  @Test
  void each_mood_is_told_at_once_and_every_few_seconds() {
    see(Mood.SADNESS);
    time.advance(Duration.ofSeconds(7));
    assertThat(broker.published())
        .hasSize(3)
        .containsOnly(
            "moodspeaker/follow {\"id\":\"one\",\"room\":\"kitchen\",\"mood\":\"sadness\"}");
  }

  @Test
  void it_hears_once_that_the_person_is_elsewhere() {
    see(Mood.SADNESS);
    bath("unsure");
    assertThat(told).as("somebody is here").isEmpty();
    see(Mood.ABSENT);
    bath("sadness");
    bath("sadness");
    assertThat(told).containsExactly("in the bath");
    see(Mood.NEUTRAL);
    see(Mood.ABSENT);
    assertThat(told).containsExactly("in the bath", "in the bath");
  }

  @Test
  void an_empty_house_is_no_elsewhere() {
    bath("absent");
    see(Mood.NEUTRAL);
    see(Mood.ABSENT);
    assertThat(told).isEmpty();
  }

  @Test
  void a_speaker_that_falls_silent_is_not_there() {
    see(Mood.NEUTRAL);
    bath("sadness");
    time.advance(Duration.ofSeconds(13));
    see(Mood.ABSENT);
    assertThat(told).isEmpty();
  }

  @Test
  void a_mood_comes_along_until_it_is_seen_here() {
    bath("sadness");
    bath("absent");
    time.advance(Duration.ofSeconds(20));
    told.clear();
    see(Mood.UNSURE);
    assertThat(told).containsExactly("brings sadness");
    see(Mood.ABSENT);
    time.advance(Duration.ofMinutes(2));
    see(Mood.UNSURE);
    assertThat(told).as("after so long it is not theirs").containsExactly("brings sadness");
  }

  @Test
  void what_played_there_last_comes_along() {
    broker.say(
        FollowMe.TOPIC,
        "{\"id\":\"two\",\"room\":\"bath\",\"mood\":\"sadness\",\"track\":\"tracks/rain.mp3\","
            + "\"position\":42}");
    bath("absent");
    told.clear();
    see(Mood.HAPPINESS);
    assertThat(told)
        .containsExactly("brings nothing seen and Music[track=tracks/rain.mp3, seconds=42]");
    see(Mood.ABSENT);
    told.clear();
    see(Mood.UNSURE);
    assertThat(told).containsExactly("brings sadness and Music[track=tracks/rain.mp3, seconds=42]");
  }

  @Test
  void whoever_was_in_the_other_room_all_the_time_brings_nothing() {
    bath("sadness");
    see(Mood.NEUTRAL);
    for (int i = 0; i < 10; i++) {
      time.advance(Duration.ofSeconds(6));
      bath("sadness");
    }
    see(Mood.ABSENT);
    told.clear();
    see(Mood.UNSURE);
    assertThat(told).isEmpty();
  }

  @Test
  void it_tells_what_plays() {
    kitchen.playing(
        Map.of("music", Map.of("state", "playing", "track", "tracks/rain.mp3", "position", 42.7)));
    see(Mood.SADNESS);
    kitchen.playing(Map.of("music", Map.of("state", "paused", "track", "tracks/rain.mp3")));
    see(Mood.NEUTRAL);
    assertThat(broker.published().get(0))
        .endsWith(",\"track\":\"tracks/rain.mp3\",\"position\":42}");
    assertThat(broker.published().get(1)).endsWith("\"mood\":\"neutral\"}");
  }

  @Test
  void its_own_voice_and_strange_ones_count_for_nothing() {
    broker.say(FollowMe.TOPIC, "{\"id\":\"one\",\"mood\":\"sadness\"}");
    broker.say(FollowMe.TOPIC, "{\"id\":\"x\",\"mood\":\"grumpy\"}");
    broker.say(FollowMe.TOPIC, "{\"id\":\"x\",\"room\":\"a\\nb\",\"mood\":\"sadness\"}");
    broker.say(
        FollowMe.TOPIC, "{\"id\":\"x\",\"room\":\"" + "x".repeat(41) + "\",\"mood\":\"sadness\"}");
    broker.say(FollowMe.TOPIC, "hello");
    broker.say(FollowMe.TOPIC, "[]");
    time.advance(Duration.ofSeconds(3));
    assertThat(told).isEmpty();
    assertThat(kitchen.status()).containsOnlyKeys("kitchen");
  }
}
