package io.moodspeaker.mood;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What sensors say of the mood, each for as long as it said that this holds. Safe for use by
 * several threads.
 *
 * <p>The rule: the face counts 1, each source its weight; what is judged is the weighted mean of
 * all that is known at the time. Without a face the sources alone are judged, as if somebody were
 * there.
 */
public final class MoodSources {
  /** Thirty-two: more would be a mistake, such as a name with the time in it. */
  private static final int MOST = 32;

  private final InstantSource clock;
  private final Map<String, Reading> readings = new TreeMap<>();

  /**
   * What a source said.
   *
   * @param scores what it says of the mood
   * @param weight above 0 to 10, where the face counts 1
   * @param until when it is forgotten
   */
  public record Reading(EmotionScores scores, double weight, Instant until) {
    public Reading {
      if (!(weight > 0 && weight <= 10)) {
        throw new IllegalArgumentException("weight must be above 0 and at most 10, was " + weight);
      }
    }
  }

  /**
   * No sources yet.
   *
   * @param clock a monotonic one, by which readings are forgotten
   */
  public MoodSources(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a reading in place of the source's last one. */
  public synchronized void take(
      String source, EmotionScores scores, double weight, Duration lifetime) {
    expire();
    if (!readings.containsKey(source) && readings.size() >= MOST) {
      throw new IllegalArgumentException("there are " + MOST + " sources already");
    }
    readings.put(source, new Reading(scores, weight, clock.instant().plus(lifetime)));
  }

  /** What sources say now, by their names. */
  public synchronized Map<String, Reading> now() {
    expire();
    return Map.copyOf(readings);
  }

  /** What is judged: what the faces show with what the sources say; empty for nothing known. */
  public synchronized Optional<EmotionScores> fuse(Optional<EmotionScores> faces) {
    expire();
    if (readings.isEmpty()) {
      return faces;
    }
    double[] sum =
        faces.map(EmotionScores::toArray).orElseGet(() -> new double[Emotion.all().size()]);
    for (Reading reading : List.copyOf(readings.values())) {
      for (Emotion emotion : Emotion.all()) {
        sum[emotion.ordinal()] += reading.weight() * reading.scores().of(emotion);
      }
    }
    return Optional.of(EmotionScores.of(sum));
  }

  /** The sources as the status tells them. */
  public synchronized List<Map<String, Object>> status() {
    expire();
    return readings.entrySet().stream()
        .map(
            entry -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("source", entry.getKey());
              fields.put("says", entry.getValue().scores().toString());
              fields.put("weight", entry.getValue().weight());
              fields.put(
                  "left", Duration.between(clock.instant(), entry.getValue().until()).toSeconds());
              return fields;
            })
        .toList();
  }

  private void expire() {
    Instant now = clock.instant();
    readings.values().removeIf(reading -> !reading.until().isAfter(now));
  }
}
