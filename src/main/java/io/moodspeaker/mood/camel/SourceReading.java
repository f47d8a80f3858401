package io.moodspeaker.mood.camel;

import io.moodspeaker.model.Affect;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.mood.MoodSources;
import io.moodspeaker.support.Durations;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a sensor sends: {@code scores}, or {@code valence} and {@code energy}; and {@code source},
 * {@code weight} and {@code ttl}.
 */
final class SourceReading {
  private static final List<String> KEYS =
      List.of("source", "scores", "valence", "energy", "weight", "ttl");

  private static final String SAME = "sensor";
  private static final Duration LIFETIME = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofHours(1);

  private SourceReading() {}

  static boolean isOne(Map<?, ?> fields) {
    return fields.containsKey("scores")
        || fields.containsKey("valence")
        || fields.containsKey("energy");
  }

  /** Takes it in; what is wrong with it is told by an IllegalArgumentException. */
  static Outcome take(Map<?, ?> fields, MoodSources sources) {
    for (Object key : fields.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "'%s' is no field of a reading; take %s".formatted(key, String.join(", ", KEYS)));
      }
    }
    String source = Objects.toString(fields.get("source"), SAME);
    if (!source.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}")) {
      throw new IllegalArgumentException(
          "source must be 1 to 40 letters, figures, blanks or . _ -, was '" + source + "'");
    }
    double weight = fields.containsKey("weight") ? number("weight", fields.get("weight")) : 1;
    Duration lifetime = lifetime(Objects.toString(fields.get("ttl"), ""));
    EmotionScores scores = scores(fields);
    sources.take(source, scores, weight, lifetime);
    return Outcome.done(
        "mood", source, "%s says %s for %s".formatted(source, scores, Durations.format(lifetime)));
  }

  private static EmotionScores scores(Map<?, ?> fields) {
    if (fields.get("scores") instanceof Map<?, ?> given) {
      if (fields.containsKey("valence") || fields.containsKey("energy")) {
        throw new IllegalArgumentException("send scores, or valence and energy, not both");
      }
      Map<Emotion, Double> scores = new EnumMap<>(Emotion.class);
      given.forEach(
          (label, value) ->
              scores.put(Emotion.of(String.valueOf(label)), number(label.toString(), value)));
      return EmotionScores.of(scores);
    }
    if (fields.containsKey("scores")) {
      throw new IllegalArgumentException(
          "scores must hold a number for each emotion, as in {\"sadness\":0.8,\"neutral\":0.2}");
    }
    return new Affect(
            fields.containsKey("valence") ? number("valence", fields.get("valence")) : 0,
            fields.containsKey("energy") ? number("energy", fields.get("energy")) : 0)
        .scores();
  }

  private static double number(String name, Object value) {
    try {
      double number = Double.parseDouble(String.valueOf(value));
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException none) {
      // The message below says what fits.
    }
    throw new IllegalArgumentException(
        String.format(Locale.ROOT, "%s must be a number, was '%s'", name, value));
  }

  /** A number is seconds. */
  private static Duration lifetime(String text) {
    if (text.isEmpty()) {
      return LIFETIME;
    }
    Duration lifetime = Durations.parse(text.matches("[0-9]+(\\.[0-9]+)?") ? text + "s" : text);
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("ttl must be above 0s and at most 1h, was " + text);
    }
    return lifetime;
  }
}
