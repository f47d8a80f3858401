package io.moodspeaker.app.command;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodTracker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Ways to make a mood of noisy frames, ours and the usual ones. Each is for one script. */
final class MoodJudges {
  /** As {@code mood.absent-after}: all of them say so as soon. */
  private static final Duration ABSENT_AFTER = Duration.ofSeconds(3);

  private MoodJudges() {}

  /** The mood after a frame. */
  interface Judge extends Function<Observation, Mood> {}

  /** What the daemon does. */
  static Judge window(MoodSettings settings) {
    MoodTracker tracker = new MoodTracker(() -> settings, MoodTracker.Silence.KEEP);
    return seen -> {
      tracker.observe(seen);
      return tracker.status().mood();
    };
  }

  /** Each frame's strongest emotion is the mood. */
  static Judge none() {
    return new Smoothed(scores -> Mood.of(scores.top()));
  }

  /** The strongest emotion of more than half of the last frames with a face. */
  static Judge majority(int frames) {
    Deque<Emotion> last = new ArrayDeque<>();
    return new Smoothed(
        scores -> {
          last.addLast(scores.top());
          if (last.size() > frames) {
            last.removeFirst();
          }
          Map<Emotion, Integer> votes = new EnumMap<>(Emotion.class);
          last.forEach(emotion -> votes.merge(emotion, 1, Integer::sum));
          return votes.entrySet().stream()
              .filter(vote -> 2 * vote.getValue() > frames)
              .map(vote -> Mood.of(vote.getKey()))
              .findFirst()
              .orElse(null);
        });
  }

  /** The strongest emotion of an exponential moving average. */
  static Judge average(double weight) {
    double[] mean = new double[Emotion.all().size()];
    return new Smoothed(
        scores -> {
          double[] now = scores.toArray();
          int top = 0;
          for (int i = 0; i < mean.length; i++) {
            mean[i] += weight * (now[i] - mean[i]);
            top = mean[i] > mean[top] ? i : top;
          }
          return Mood.of(Emotion.all().get(top));
        });
  }

  /** Looks at the largest face; absent when none was seen for a while. */
  private static final class Smoothed implements Judge {
    private final Function<EmotionScores, Mood> smoothing;
    private Mood mood = Mood.ABSENT;
    private Instant seenAt = Instant.EPOCH;

    /** A judge whose smoothing answers with null where the mood stays. */
    Smoothed(Function<EmotionScores, Mood> smoothing) {
      this.smoothing = smoothing;
    }

    @Override
    public Mood apply(Observation seen) {
      if (!seen.faces().isEmpty()) {
        seenAt = seen.time();
        mood = Optional.ofNullable(smoothing.apply(seen.faces().getFirst().scores())).orElse(mood);
      } else if (Duration.between(seenAt, seen.time()).compareTo(ABSENT_AFTER) >= 0) {
        mood = Mood.ABSENT;
      }
      return mood;
    }
  }
}
