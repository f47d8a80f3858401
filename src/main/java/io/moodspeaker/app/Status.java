package io.moodspeaker.app;

import io.moodspeaker.feature.Feature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** What the daemon tells of itself: what each feature tells, under the feature's name. */
public final class Status {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final List<Feature> features;
  private final InstantSource clock;
  private final InstantSource wallClock;
  private final Instant started;
  private volatile Supplier<Map<String, String>> breakers = Map::of;

  /**
   * A status that asks the features each time.
   *
   * @param clock runs on evenly
   * @param wallClock as people read it
   */
  Status(List<Feature> features, InstantSource clock, InstantSource wallClock) {
    this.features = features;
    this.clock = clock;
    this.wallClock = wallClock;
    this.started = clock.instant();
  }

  /** From now on tells the circuit breakers' states, by their ids, too. */
  void tellBreakers(Supplier<Map<String, String>> states) {
    breakers = states;
  }

  /**
   * All of it: {@code mood}, {@code since}, {@code confidence}, {@code scores} and {@code answers}
   * at the top, a map for each other feature, {@code version} and {@code uptime} in seconds.
   */
  public Map<String, Object> values() {
    Map<String, Object> root = new LinkedHashMap<>();
    for (Feature feature : features) {
      Map<String, Object> told = feature.status();
      if (feature.name().equals("mood")) {
        root.putAll(told);
      } else if (!told.isEmpty()) {
        root.put(feature.name(), told);
      }
    }
    // A model with words of its own is heard in them.
    if (root.get("emotion") instanceof Map<?, ?> told
        && told.get("labels") instanceof Map<?, ?> words
        && words.containsKey(root.get("mood"))) {
      root.put("label", words.get(root.get("mood")));
    }
    Map<String, String> states = breakers.get();
    if (!states.isEmpty()) {
      root.put("breakers", states);
    }
    root.put("version", Version.number());
    root.put("uptime", Duration.between(started, clock.instant()).toSeconds());
    return root;
  }

  /** One JSON object. */
  public String json() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values());
  }

  /**
   * The same as lines for people.
   *
   * @param zone the reader's time zone, such as {@code Europe/Berlin}; this machine's if it is none
   */
  public String text(String zone) {
    return StatusFormatter.text(values(), features, wallClock.instant().atZone(zone(zone)));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name == null ? "" : name);
    } catch (DateTimeException unknown) {
      return ZoneId.systemDefault();
    }
  }

  /** One line for {@code systemctl status}: the mood and what its answers did. */
  public String line() {
    return StatusFormatter.line(values());
  }
}
