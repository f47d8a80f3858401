package io.moodspeaker.app.command;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Hours before a camera, written by chance: who is there, what they show, and what a recogniser
 * that errs reads in it. The same seed writes the same hours. Used by one thread at a time.
 *
 * <p>A stretch of one mood lasts 20 s to 3 min. A tenth of the stretches show nobody, a fifth a
 * second and smaller face that shows something else. One frame in twenty misses the face. In a
 * burst of frames that are read wrongly one wrong emotion stays. A wrong reading is as sure of
 * itself as a right one. Nobody ever shows fear, so that each alert is a false one.
 */
final class MoodScript {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final double NOBODY = 0.1;
  private static final double SECOND_FACE = 0.2;
  private static final double MISSED = 0.05;

  private static final List<Emotion> SHOWN =
      List.of(
          Emotion.NEUTRAL,
          Emotion.NEUTRAL,
          Emotion.NEUTRAL,
          Emotion.HAPPINESS,
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.ANGER,
          Emotion.SURPRISE);

  private final Random random;
  private final double wrongShare;

  /** The chance that a wrong frame is followed by another one of its burst. */
  private final double goesOn;

  private Instant now = Instant.EPOCH;
  private Instant stretchEnds = now;
  private Mood truth = Mood.ABSENT;
  private boolean second;
  private boolean wrong;
  private Emotion misread = Emotion.FEAR;

  /** What a frame showed, and what it meant. */
  record Step(Observation seen, Mood truth) {}

  /**
   * A script.
   *
   * @param wrongShare how many of the frames are read wrongly, 0 to 0.5
   * @param burst how many wrong frames follow each other on average, 1 or more; at 1 each frame is
   *     wrong by its own chance
   */
  MoodScript(double wrongShare, double burst, long seed) {
    this.wrongShare = wrongShare;
    this.goesOn = burst > 1 ? 1 - 1 / burst : wrongShare;
    this.random = new Random(seed);
  }

  /** The next frame, half a second after the last. */
  Step next() {
    now = now.plus(INTERVAL);
    if (!now.isBefore(stretchEnds)) {
      begin();
    }
    return new Step(new Observation(now, faces()), truth);
  }

  private void begin() {
    Mood before = truth;
    while (truth == before) {
      truth =
          random.nextDouble() < NOBODY
              ? Mood.ABSENT
              : Mood.of(SHOWN.get(random.nextInt(SHOWN.size())));
    }
    second = random.nextDouble() < SECOND_FACE;
    stretchEnds = now.plusMillis(20_000 + random.nextInt(160_000));
  }

  private List<Face> faces() {
    List<Face> faces = new ArrayList<>();
    boolean lastWrong = wrong;
    // A wrong frame leads to another one with the chance of a burst; their share stays as asked.
    wrong = random.nextDouble() < (wrong ? goesOn : wrongShare * (1 - goesOn) / (1 - wrongShare));
    if (truth.emotion().isEmpty()) {
      return faces;
    }
    Emotion shown = truth.emotion().get();
    if (random.nextDouble() >= MISSED) {
      faces.add(
          new Face(
              new Box(200, 100, 160, 160),
              scores(wrong ? misread(shown, lastWrong && goesOn > wrongShare) : shown)));
    } else {
      wrong = false;
    }
    if (second) {
      Emotion other = SHOWN.get(random.nextInt(SHOWN.size()));
      faces.add(new Face(new Box(20, 150, 80, 80), scores(other)));
    }
    return faces;
  }

  /** One wrong emotion for a whole burst, never the true one. */
  private Emotion misread(Emotion shown, boolean lastWrong) {
    if (!lastWrong || misread == shown) {
      do {
        misread = Emotion.all().get(random.nextInt(Emotion.all().size()));
      } while (misread == shown);
    }
    return misread;
  }

  /** Between a mild and a clear expression, the rest spread unevenly over the others. */
  private EmotionScores scores(Emotion top) {
    double clear = 0.45 + 0.5 * random.nextDouble();
    Map<Emotion, Double> rest = new EnumMap<>(Emotion.class);
    double sum = 0;
    for (Emotion emotion : Emotion.all()) {
      double share = emotion == top ? 0 : Math.pow(random.nextDouble(), 3);
      rest.put(emotion, share);
      sum += share;
    }
    double scale = (1 - clear) / sum;
    rest.replaceAll((emotion, share) -> share * scale);
    rest.put(top, clear);
    return EmotionScores.of(rest);
  }
}
