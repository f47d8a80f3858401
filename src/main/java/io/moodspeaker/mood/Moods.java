package io.moodspeaker.mood;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The trackers of mood by name, each with its changes. All who use a name share its tracker, which
 * outlives a restart of their routes. Safe for use by several threads.
 */
public final class Moods {
  /** The tracker that music and light follow. */
  public static final String MAIN = "main";

  /** Two seconds: twice as long as the slowest camera that is watched without a pause. */
  private static final Duration ALONE = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Supplier<MoodSettings> settings;
  private final Function<String, MoodChanges> changes;
  private final Map<String, Watch> watches = new ConcurrentHashMap<>();
  private final MoodSources sources;
  private final TrackMoods tracks;
  private volatile Consumer<Observation> observed = observation -> {};
  private volatile Consumer<List<TrackMood>> followed = moods -> {};

  /**
   * No trackers yet.
   *
   * @param clock tells how long the camera has been silent
   * @param settings asked anew at each observation, so that a change takes effect at once
   * @param changes makes the changes of a tracker with this name
   */
  public Moods(
      InstantSource clock, Supplier<MoodSettings> settings, Function<String, MoodChanges> changes) {
    this.clock = clock;
    this.settings = settings;
    this.changes = changes;
    this.sources = new MoodSources(clock);
    this.tracks = new TrackMoods(settings);
  }

  /** What sensors say, which the tracker {@value #MAIN} heeds. */
  public MoodSources sources() {
    return sources;
  }

  /** The mood of each face that is followed. */
  public List<TrackMood> faces() {
    synchronized (tracks) {
      return List.copyOf(tracks.moods().values());
    }
  }

  /** Tells the moods of all faces after each observation of the tracker {@value #MAIN}. */
  public void onFaces(Consumer<List<TrackMood>> listener) {
    followed = listener;
  }

  /** Tells of each observation that the tracker {@value #MAIN} takes in. */
  public void onObserved(Consumer<Observation> listener) {
    observed = listener;
  }

  /** The tracker of a name, and what is around it. */
  public Watch watch(String name) {
    return watches.computeIfAbsent(name, Watch::new);
  }

  /** Lets time pass for all of them. */
  public void tick() {
    watches.values().forEach(Watch::tick);
  }

  /**
   * A mood that somebody chose by hand.
   *
   * @param until on the clock of these trackers; empty for no end
   */
  public record ManualMood(Mood mood, Optional<Instant> until) {}

  /** A tracker, who asks what of it, and when it last saw something. */
  public final class Watch {
    private final String name;
    private final MoodChanges published;
    private MoodTracker.Silence silence = MoodTracker.Silence.KEEP;
    private MoodTracker tracker = new MoodTracker(this::rules, silence);
    private Optional<FaceChoice> faces = Optional.empty();
    private Optional<Instant> taken = Optional.empty();
    private Instant arrived = clock.instant();
    private Instant changed = arrived;
    private Optional<ManualMood> manual = Optional.empty();

    /** Whether the mood is what sources said while no frames came. */
    private boolean sensed;

    private Watch(String name) {
      this.name = name;
      this.published = changes.apply(name);
    }

    /** Its name. */
    public String name() {
      return name;
    }

    /** What it publishes. */
    public MoodChanges changes() {
      return published;
    }

    /**
     * Fixes the choice of faces, which all who use this name share.
     *
     * @throws IllegalArgumentException if another choice was made before
     */
    public synchronized void choose(FaceChoice choice) {
      if (faces.filter(other -> !other.equals(choice)).isPresent()) {
        throw new IllegalArgumentException(
            "mood:%s has faces=%s and faces=%s; give one of them another name"
                .formatted(name, faces.get().policy(), choice.policy()));
      }
      faces = Optional.of(choice);
    }

    /** What it means that no frames come; to be told before the first observation. */
    public synchronized void silence(MoodTracker.Silence meaning) {
      if (meaning != silence) {
        silence = meaning;
        tracker = new MoodTracker(this::rules, meaning);
      }
    }

    /** Takes in what a frame showed; the change, which is published too. */
    public Optional<MoodChange> observe(Observation observation) {
      Optional<MoodChange> change;
      synchronized (this) {
        taken = Optional.of(observation.time());
        arrived = clock.instant();
        change = noting(tracker.observe(observation, fusion()));
      }
      if (name.equals(MAIN)) {
        observed.accept(observation);
        synchronized (tracks) {
          tracks.observe(observation);
        }
        followed.accept(faces());
      }
      change.ifPresent(published::publish);
      return change;
    }

    private UnaryOperator<Optional<EmotionScores>> fusion() {
      return name.equals(MAIN) ? sources::fuse : UnaryOperator.identity();
    }

    /** Whose face decides at present, if that is known. */
    public synchronized Optional<String> person() {
      return tracker.person();
    }

    /** Holds a mood, whatever is seen meanwhile; with no end until {@link #release}. */
    public void hold(Mood mood, Optional<Duration> length) {
      publish(new ManualMood(mood, length.map(clock.instant()::plus)), status().mood());
    }

    /** Ends a mood that is held; what is seen decides again. */
    public void release() {
      Optional<MoodChange> change;
      synchronized (this) {
        change = released();
      }
      change.ifPresent(published::publish);
    }

    /** The mood that is held, if one is. */
    public synchronized Optional<ManualMood> manual() {
      return manual;
    }

    private void publish(ManualMood held, Mood before) {
      Optional<MoodChange> change;
      synchronized (this) {
        manual = Optional.of(held);
        change = change(held.mood(), before, 1);
      }
      change.ifPresent(published::publish);
    }

    private Optional<MoodChange> released() {
      if (manual.isEmpty()) {
        return Optional.empty();
      }
      Mood before = manual.get().mood();
      manual = Optional.empty();
      MoodStatus seen = tracker.status();
      return change(seen.mood(), before, seen.confidence());
    }

    private Optional<MoodChange> change(Mood mood, Mood before, double confidence) {
      if (mood == before) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      Duration held = Duration.between(changed, now);
      changed = now;
      return Optional.of(
          new MoodChange(
              now, mood, before, held, confidence, tracker.status().scores(), tracker.person()));
    }

    /**
     * Lets the time pass on the camera's own clock, for a video's begins in 1970; before the first
     * observation there is no time to pass.
     */
    Optional<MoodChange> tick() {
      Optional<MoodChange> change;
      synchronized (this) {
        if (manual
            .flatMap(ManualMood::until)
            .filter(end -> !end.isAfter(clock.instant()))
            .isPresent()) {
          change = released();
        } else {
          change = noting(passed());
        }
      }
      change.ifPresent(published::publish);
      return change;
    }

    /** Without frames the sources that are there are judged by themselves. */
    private Optional<MoodChange> passed() {
      Instant now = taken.orElse(arrived).plus(Duration.between(arrived, clock.instant()));
      boolean alone = Duration.between(arrived, clock.instant()).compareTo(ALONE) > 0;
      if (name.equals(MAIN) && alone && (sensed || !sources.now().isEmpty())) {
        // When the last source has fallen silent, nobody is known to be there.
        sensed = !sources.now().isEmpty() || tracker.status().mood() != Mood.ABSENT;
        return tracker.observe(new Observation(now, List.of()), fusion());
      }
      return taken.isEmpty() ? Optional.empty() : tracker.tick(now);
    }

    /** The mood at present, since when on the clock of these trackers. */
    public synchronized MoodStatus status() {
      MoodStatus seen = tracker.status().since(changed);
      return manual
          .map(held -> new MoodStatus(held.mood(), changed, 1, seen.scores()))
          .orElse(seen);
    }

    /** How long ago a frame was last taken in. */
    public synchronized Duration unseen() {
      return Duration.between(arrived, clock.instant());
    }

    /** While a mood is held, what is seen changes nothing that anybody hears of. */
    private Optional<MoodChange> noting(Optional<MoodChange> change) {
      if (manual.isPresent()) {
        return Optional.empty();
      }
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
