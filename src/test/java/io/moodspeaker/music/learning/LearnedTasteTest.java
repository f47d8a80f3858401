package io.moodspeaker.music.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedTasteTest {
  private static final Track GOOD = new Track("/m/good.mp3");
  private static final Track BAD = new Track("/m/bad.mp3");

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private boolean on = true;
  private Mood mood = Mood.SADNESS;
  private LearnedTaste taste;

  private LearnedTaste open() {
    return new LearnedTaste(
        Optional.of(folder.resolve("learned.tsv")),
        () -> new LearnedTaste.Settings(on, 0),
        () -> mood,
        time,
        new Random(1));
  }

  private void look(Emotion emotion, int seconds) {
    for (int i = 0; i < seconds; i++) {
      taste.observe(
          new Observation(
              time.instant(),
              List.of(new Face(new Box(0, 0, 100, 100), EmotionScores.only(emotion)))));
      time.advance(Duration.ofSeconds(1));
    }
  }

  private void play(Track track) {
    taste.heard(
        new PlayerStatus(
            PlayerStatus.State.PLAYING,
            Optional.of("/m"),
            Optional.of(track),
            TrackTags.NONE,
            Duration.ZERO,
            Optional.empty(),
            60));
  }

  /** A sad face hears a track and looks so afterwards. */
  private void hear(Track track, Emotion after) {
    look(Emotion.SADNESS, 30);
    play(track);
    look(after, 60);
    taste.heard(PlayerStatus.stopped(60));
  }

  @Test
  void what_brightened_a_sad_face_is_preferred_and_it_says_why() {
    taste = open();
    assertThat(taste.why(GOOD, mood)).contains("nothing is known of it in sadness yet");
    for (int i = 0; i < 4; i++) {
      hear(GOOD, Emotion.NEUTRAL);
      hear(BAD, Emotion.SADNESS);
    }
    assertThat(taste.why(GOOD, mood))
        .startsWith("after this track you looked brighter in 4 of 4 plays in sadness");
    assertThat(taste.why(BAD, mood)).contains("in 0 of 4 plays");
    int good = 0;
    for (int i = 0; i < 100; i++) {
      good += taste.choose(List.of(GOOD, BAD)).orElseThrow().equals(GOOD) ? 1 : 0;
    }
    assertThat(good).isGreaterThan(90);
  }

  @Test
  void what_was_learned_outlives_a_restart_until_it_is_forgotten() throws IOException {
    taste = open();
    hear(GOOD, Emotion.HAPPINESS);
    String why = taste.why(GOOD, mood);
    taste = open();
    assertThat(taste.why(GOOD, mood)).isEqualTo(why);
    taste.forget();
    assertThat(folder.resolve("learned.tsv")).doesNotExist();
    assertThat(open().why(GOOD, mood)).contains("nothing is known");
  }

  @Test
  void skips_likes_and_bans_teach_where_no_face_is_seen_and_a_wrong_mood_nothing() {
    taste = open();
    play(GOOD);
    taste.liked();
    play(BAD);
    taste.skipped();
    taste.heard(PlayerStatus.stopped(60));
    assertThat(taste.why(GOOD, mood)).endsWith("promises 77 of 100");
    assertThat(taste.why(BAD, mood)).endsWith("promises 40 of 100");
    Track other = new Track("/m/other.mp3");
    play(other);
    taste.liked();
    taste.wrong();
    taste.heard(PlayerStatus.stopped(60));
    assertThat(taste.why(other, mood)).contains("nothing is known");
  }

  @Test
  void where_it_is_off_nothing_is_learned_and_shuffling_draws() throws IOException {
    on = false;
    taste = open();
    hear(GOOD, Emotion.HAPPINESS);
    assertThat(taste.choose(List.of(GOOD, BAD))).isEmpty();
    assertThat(taste.why(GOOD, mood)).contains("set learn: true");
    assertThat(folder.resolve("learned.tsv")).doesNotExist();
  }

  @Test
  void a_damaged_file_costs_no_more_than_its_lines() throws IOException {
    Files.writeString(
        folder.resolve("learned.tsv"),
        "sadness\tNaN\t1\t1\t1\t/m/x\nnonsense\nsadness\t1\t0.9\t1\t1\t/m/good.mp3\n");
    taste = open();
    assertThat(taste.why(GOOD, mood)).contains("in 1 of 1 plays");
  }
}
