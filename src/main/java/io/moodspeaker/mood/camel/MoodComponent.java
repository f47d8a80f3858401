package io.moodspeaker.mood.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.FaceChoice;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodStatus;
import io.moodspeaker.mood.MoodTracker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The judges of mood by name: {@code mood:NAME?faces=largest}.
 *
 * <p>All endpoints of one name share one judge, who outlives a restart of their routes, so that one
 * route can bring the observations and another the ticks. Safe for use by several threads.
 */
public final class MoodComponent extends DefaultComponent {
  /** The header that holds the new mood's label beside a body with a change: {@code sadness}. */
  public static final String MOOD_HEADER = "mood";

  private final InstantSource clock;
  private final Supplier<MoodSettings> settings;
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();

  /**
   * The component.
   *
   * @param clock tells how long the camera has been silent
   * @param settings asked anew at each observation, so that a change takes effect at once
   */
  public MoodComponent(InstantSource clock, Supplier<MoodSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * The present mood of a judge, since when on this component's clock; absent when no endpoint has
   * that name.
   */
  public MoodStatus status(String name) {
    return watch(name).status();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters)
      throws Exception {
    if (name.isBlank()) {
      throw new IllegalArgumentException(uri + " needs a name, as in mood:main");
    }
    MoodEndpoint endpoint = new MoodEndpoint(uri, this, watch(name));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private Watch watch(String name) {
    return watches.computeIfAbsent(name, Watch::new);
  }

  /** A judge, what its endpoints ask of it, and when it last saw something. */
  final class Watch {
    final String name;
    private final MoodTracker judge = new MoodTracker(this::rules);
    private volatile Optional<FaceChoice> faces = Optional.empty();
    private Optional<Instant> taken = Optional.empty();
    private Instant arrived = clock.instant();
    private Instant changed = arrived;

    private Watch(String name) {
      this.name = name;
    }

    /** Fixes the choice of faces, which all endpoints of this name share. */
    synchronized void choose(FaceChoice choice) {
      if (faces.filter(other -> !other.equals(choice)).isPresent()) {
        throw new IllegalArgumentException(
            "mood:%s has faces=%s and faces=%s; give one of them another name"
                .formatted(name, faces.get().policy(), choice.policy()));
      }
      faces = Optional.of(choice);
    }

    synchronized Optional<MoodChange> observe(Observation observation) {
      taken = Optional.of(observation.time());
      arrived = clock.instant();
      return noting(judge.observe(observation));
    }

    /**
     * Lets the time pass on the camera's own clock, for a video's begins in 1970; before the first
     * observation there is no time to pass.
     */
    synchronized Optional<MoodChange> tick() {
      return noting(
          taken.flatMap(time -> judge.tick(time.plus(Duration.between(arrived, clock.instant())))));
    }

    private synchronized MoodStatus status() {
      return judge.status().since(changed);
    }

    private Optional<MoodChange> noting(Optional<MoodChange> change) {
      if (change.isPresent()) {
        changed = clock.instant();
      }
      return change;
    }

    private MoodSettings rules() {
      MoodSettings rules = settings.get();
      return faces.map(rules::withFaces).orElse(rules);
    }
  }
}
