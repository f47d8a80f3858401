package io.moodspeaker.mood.camel;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.mood.MoodSources;
import io.moodspeaker.mood.Moods;
import io.moodspeaker.support.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Holds the mood that a text names, or ends that, or takes what a sensor says; leaves what was
 * done.
 */
final class ManualMoodProducer extends DefaultProducer {
  /** As long as a hand on the player rules at most; a mood that was told is forgotten sooner. */
  private static final Duration BY_DEFAULT = Duration.ofHours(1);

  private static final Duration LONGEST = Duration.ofHours(24);

  private final Moods.Watch tracker;
  private final MoodSources sources;

  ManualMoodProducer(MoodEndpoint endpoint, Moods.Watch tracker, MoodSources sources) {
    super(endpoint);
    this.tracker = tracker;
    this.sources = sources;
  }

  @Override
  public void process(Exchange exchange) {
    Object body = exchange.getMessage().getBody();
    if (body instanceof Map<?, ?> fields && SourceReading.isOne(fields)) {
      exchange.getMessage().setBody(SourceReading.take(fields, sources));
      return;
    }
    exchange
        .getMessage()
        .setBody(
            set(
                body instanceof Map<?, ?> fields
                    ? text(fields)
                    : Objects.toString(body, "").strip()));
  }

  private static String text(Map<?, ?> fields) {
    if (!fields.containsKey("mood")) {
      throw new IllegalArgumentException(
          "send a mood, as in {\"mood\":\"sadness\",\"for\":\"30min\"}, or what a sensor says:"
              + " scores, or valence and energy");
    }
    return (text(fields, "mood") + " " + text(fields, "for")).strip();
  }

  private static String text(Map<?, ?> fields, String name) {
    return Objects.toString(fields.get(name), "");
  }

  private Outcome set(String text) {
    if (text.equals("auto")) {
      tracker.release();
      return Outcome.done("mood", "", "the mood follows what is seen");
    }
    String[] words = text.split("\\s+", 2);
    Mood mood = Mood.of(words[0]);
    Duration length = words.length > 1 ? Durations.parse(words[1]) : BY_DEFAULT;
    if (!length.isPositive() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a mood is held for more than 0 s and up to 24h");
    }
    tracker.hold(mood, Optional.of(length));
    return Outcome.done("mood", "", "the mood is " + mood + " for " + Durations.format(length));
  }
}
