package io.moodspeaker.mood;

import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The mood of each face that is followed, by its number. Not thread-safe. */
public final class TrackMoods {
  /** Six seconds: a second longer than the tracker of faces may bring one back. */
  private static final Duration FORGET = Duration.ofSeconds(6);

  private final Supplier<MoodSettings> settings;
  private final Map<Integer, Followed> followed = new TreeMap<>();
  private Optional<Instant> last = Optional.empty();

  /** A face, and what judges it alone. */
  private static final class Followed {
    private final MoodTracker tracker;
    private final Instant first;
    private Face face;
    private Instant seen;

    Followed(MoodTracker tracker, Face face, Instant first) {
      this.tracker = tracker;
      this.face = face;
      this.first = first;
      this.seen = first;
    }
  }

  /**
   * Nobody yet.
   *
   * @param settings how a mood is judged, asked anew at each observation
   */
  public TrackMoods(Supplier<MoodSettings> settings) {
    this.settings = settings;
  }

  /** Takes in what a frame showed; the moods of all who are followed, by their numbers. */
  public Map<Integer, TrackMood> observe(Observation seen) {
    Instant now = seen.time();
    if (last.filter(time -> now.isBefore(time.minus(FORGET))).isPresent()) {
      followed.clear();
    }
    last = Optional.of(now);
    for (Face face : seen.faces()) {
      if (face.track() > 0) {
        Followed one =
            followed.computeIfAbsent(
                face.track(),
                number ->
                    new Followed(
                        new MoodTracker(
                            () -> settings.get().withFaces(FaceChoice.LARGEST),
                            MoodTracker.Silence.KEEP),
                        face,
                        now));
        one.face = face;
        one.seen = now;
        one.tracker.observe(new Observation(now, List.of(face)));
      }
    }
    followed.values().removeIf(one -> Duration.between(one.seen, now).compareTo(FORGET) > 0);
    return moods();
  }

  /** The moods of all who are followed, by their numbers. */
  public Map<Integer, TrackMood> moods() {
    Map<Integer, TrackMood> moods = new TreeMap<>();
    followed.forEach(
        (number, one) -> {
          MoodStatus status = one.tracker.status();
          moods.put(
              number,
              new TrackMood(
                  number,
                  one.face.person(),
                  status.mood(),
                  status.since(),
                  one.first,
                  one.seen,
                  one.face.box(),
                  status.scores()));
        });
    return Collections.unmodifiableMap(moods);
  }
}
