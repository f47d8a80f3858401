package io.moodspeaker.mood;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a room plays when several people are in it. */
class RoomRuleTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  private static Face face(int track, int side, Emotion emotion) {
    double[] values = new double[Emotion.all().size()];
    java.util.Arrays.fill(values, 0.02);
    values[emotion.ordinal()] = 1;
    return new Face(new Box(200 * track, 0, side, side), EmotionScores.of(values), track, true);
  }

  private static MoodSettings rules(FacePolicy policy) {
    return MoodSettings.DEFAULT.withFaces(new FaceChoice(policy, Set.of(Emotion.FEAR)));
  }

  /** The mood after half a minute of the same faces. */
  private Mood mood(FacePolicy policy, Face... faces) {
    MoodTracker tracker = new MoodTracker(() -> rules(policy), MoodTracker.Silence.KEEP);
    see(tracker, faces);
    return tracker.status().mood();
  }

  private void see(MoodTracker tracker, Face... faces) {
    for (int i = 0; i < 60; i++) {
      now = now.plusMillis(500);
      tracker.observe(new Observation(now, List.of(faces)));
    }
  }

  @Example
  void a_big_sad_face_and_a_small_smile_are_not_happy() {
    for (FacePolicy policy : FacePolicy.values()) {
      assertThat(mood(policy, face(1, 200, Emotion.SADNESS), face(2, 60, Emotion.HAPPINESS)))
          .as("%s", policy)
          .isEqualTo(Mood.SADNESS);
    }
  }

  @Example
  void one_who_laughs_and_one_who_cries_and_are_as_near_make_no_mood_by_vote() {
    assertThat(
            mood(FacePolicy.VOTE, face(1, 100, Emotion.SADNESS), face(2, 102, Emotion.HAPPINESS)))
        .isEqualTo(Mood.UNSURE);
  }

  @Example
  void of_two_equals_that_are_both_unhappy_the_needier_wins() {
    assertThat(mood(FacePolicy.VOTE, face(1, 100, Emotion.CONTEMPT), face(2, 102, Emotion.SADNESS)))
        .isEqualTo(Mood.SADNESS);
  }

  @Example
  void most_votes_win_against_a_larger_face() {
    assertThat(
            mood(
                FacePolicy.VOTE,
                face(1, 200, Emotion.SADNESS),
                face(2, 60, Emotion.HAPPINESS),
                face(3, 60, Emotion.HAPPINESS)))
        .isEqualTo(Mood.HAPPINESS);
  }

  @Example
  void who_was_there_first_decides_until_leaving() {
    MoodTracker tracker =
        new MoodTracker(() -> rules(FacePolicy.LONGEST), MoodTracker.Silence.KEEP);
    see(tracker, face(1, 60, Emotion.HAPPINESS));
    see(tracker, face(1, 60, Emotion.HAPPINESS), face(2, 200, Emotion.ANGER));
    assertThat(tracker.status().mood()).isEqualTo(Mood.HAPPINESS);
    see(tracker, face(2, 200, Emotion.ANGER));
    assertThat(tracker.status().mood()).isEqualTo(Mood.ANGER);
  }

  @Example
  void each_of_two_keeps_a_mood_while_they_come_and_go() {
    TrackMoods moods = new TrackMoods(() -> MoodSettings.DEFAULT);
    for (int i = 0; i < 40; i++) {
      now = now.plusMillis(500);
      moods.observe(
          new Observation(
              now,
              i % 10 == 4
                  ? List.of(face(1, 100, Emotion.SADNESS))
                  : List.of(face(1, 100, Emotion.SADNESS), face(2, 90, Emotion.HAPPINESS))));
    }
    assertThat(moods.moods().get(1).mood()).isEqualTo(Mood.SADNESS);
    assertThat(moods.moods().get(2).mood()).isEqualTo(Mood.HAPPINESS);
    for (int i = 0; i < 14; i++) {
      now = now.plusMillis(500);
      moods.observe(new Observation(now, List.of(face(2, 90, Emotion.HAPPINESS))));
    }
    assertThat(moods.moods()).containsOnlyKeys(2);
  }

  @Property(tries = 200)
  void a_vote_goes_to_one_of_those_with_most_faces_in_whatever_order(
      @ForAll("rooms") List<Face> faces, @ForAll Random random) {
    FaceChoice vote = new FaceChoice(FacePolicy.VOTE, Set.of());
    EmotionScores first = spoken(vote, faces);
    List<Face> shuffled = new ArrayList<>(faces);
    Collections.shuffle(shuffled, random);
    assertThat(spoken(vote, shuffled).top()).isEqualTo(first.top());
    Map<Emotion, Integer> votes = new EnumMap<>(Emotion.class);
    faces.forEach(face -> votes.merge(face.scores().top(), 1, Integer::sum));
    int most = Collections.max(votes.values());
    boolean undecided = first.confidence() < 0.2;
    assertThat(undecided || votes.getOrDefault(first.top(), 0) == most).isTrue();
    if (votes.values().stream().filter(count -> count == most).count() == 1) {
      assertThat(undecided).isFalse();
    }
  }

  @Property(tries = 200)
  void the_neediest_is_nobody_who_looks_better_than_another(@ForAll("rooms") List<Face> faces) {
    FaceChoice rule = new FaceChoice(FacePolicy.NEEDIEST, Set.of());
    double chosen = io.moodspeaker.model.Affect.of(spoken(rule, faces)).valence();
    assertThat(faces)
        .allSatisfy(
            face ->
                assertThat(io.moodspeaker.model.Affect.of(face.scores()).valence())
                    .isGreaterThanOrEqualTo(chosen));
  }

  private EmotionScores spoken(FaceChoice rule, List<Face> faces) {
    return rule.spoken(new Observation(now, faces), Map.of()).orElseThrow().scores();
  }

  @Provide
  Arbitrary<List<Face>> rooms() {
    return Combinators.combine(
            Arbitraries.integers().between(40, 300), Arbitraries.of(Emotion.values()))
        .as((side, emotion) -> face(0, side, emotion))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Example
  void a_face_that_cannot_be_read_has_no_vote() {
    Face turned = new Face(new Box(0, 0, 300, 300), EmotionScores.only(Emotion.ANGER), 1, false);
    assertThat(
            new FaceChoice(FacePolicy.VOTE, Set.of())
                .spoken(new Observation(now, List.of(turned)), Map.of()))
        .isEqualTo(Optional.empty());
  }
}
