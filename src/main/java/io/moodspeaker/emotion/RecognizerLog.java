package io.moodspeaker.emotion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Who reads the frames, told to the log once a change and not once a frame. Safe for use by several
 * threads.
 */
public final class RecognizerLog {
  /** The name of nobody. */
  public static final String NONE = "none";

  /** Ten seconds: a recogniser that fails every other frame is worth six lines a minute, not 60. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RecognizerLog.class);

  private final InstantSource clock;
  private final Map<String, String> failures = new TreeMap<>();
  private final Teller reading = new Teller();
  private final Teller secondOpinions = new Teller();
  private String active = NONE;

  public RecognizerLog(InstantSource clock) {
    this.clock = clock;
  }

  /** A recogniser read a frame. */
  public synchronized void read(String name) {
    active = name;
    failures.remove(name);
    if (failures.isEmpty()) {
      reading.tell(name, Level.INFO, "emotions are read by " + name);
    } else {
      reading.tell(name, Level.WARN, "emotions are read by " + name + ", as " + reasons());
    }
  }

  /** A recogniser failed; another may still read the frame. */
  public synchronized void failed(String name, Throwable why) {
    failures.put(name, words(why));
  }

  /** All recognisers have failed, and the frame is dropped. */
  public synchronized void gaveUp() {
    active = NONE;
    reading.tell(NONE, Level.WARN, "nobody reads emotions: " + reasons());
  }

  /** A recogniser gave its opinion on an unsure reading. */
  public synchronized void advised(String name) {
    secondOpinions.tell(name, Level.INFO, "second opinions on unsure readings come from " + name);
  }

  /** A recogniser was asked about an unsure reading, which stands, as it failed. */
  public synchronized void unadvised(String name, Throwable why) {
    secondOpinions.tell(
        NONE,
        Level.WARN,
        "no second opinions on unsure readings: " + name + " failed: " + words(why));
  }

  /** The recogniser that read the last frame, or {@link #NONE}. */
  public synchronized String active() {
    return active;
  }

  /** Tells a state when it has changed, and not too often. */
  private final class Teller {
    private String told = "";
    private Instant toldAt = Instant.MIN;

    void tell(String state, Level level, String line) {
      Instant now = clock.instant();
      if (state.equals(told) || (!told.isEmpty() && now.isBefore(toldAt.plus(QUIET)))) {
        return;
      }
      told = state;
      toldAt = now;
      LOG.atLevel(level).log(line);
    }
  }

  private static String words(Throwable why) {
    return why.getMessage() == null ? why.toString() : why.getMessage();
  }

  private String reasons() {
    return failures.entrySet().stream()
        .map(failure -> failure.getKey() + " failed: " + failure.getValue())
        .collect(Collectors.joining("; "));
  }
}
