package io.moodspeaker.emotion;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who reads the frames, told to the log once a change and not once a frame. Safe for use by several
 * threads.
 */
public final class RecognizerWatch {
  /** The name of nobody. */
  public static final String NONE = "none";

  /** Ten seconds: a recogniser that fails every other frame is worth six lines a minute, not 60. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RecognizerWatch.class);

  private final InstantSource clock;
  private final Map<String, String> failures = new TreeMap<>();
  private String active = NONE;
  private String told = "";
  private Instant toldAt = Instant.MIN;

  public RecognizerWatch(InstantSource clock) {
    this.clock = clock;
  }

  /** A recogniser read a frame. */
  public synchronized void read(String name) {
    active = name;
    failures.remove(name);
    tell(
        failures.isEmpty()
            ? "emotions are read by " + name
            : "emotions are read by " + name + ", as " + reasons());
  }

  /** A recogniser failed; another may still read the frame. */
  public synchronized void failed(String name, Throwable why) {
    failures.put(name, why.getMessage() == null ? why.toString() : why.getMessage());
  }

  /** All recognisers have failed, and the frame is dropped. */
  public synchronized void gaveUp() {
    active = NONE;
    tell("nobody reads emotions: " + reasons());
  }

  /** The recogniser that read the last frame, or {@link #NONE}. */
  public synchronized String active() {
    return active;
  }

  private void tell(String line) {
    Instant now = clock.instant();
    if (active.equals(told) || (!told.isEmpty() && now.isBefore(toldAt.plus(QUIET)))) {
      return;
    }
    told = active;
    toldAt = now;
    if (failures.isEmpty()) {
      LOG.info(line);
    } else {
      LOG.warn(line);
    }
  }

  private String reasons() {
    return failures.entrySet().stream()
        .map(failure -> failure.getKey() + " failed: " + failure.getValue())
        .collect(Collectors.joining("; "));
  }
}
