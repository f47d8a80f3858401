package io.moodspeaker.app;

import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.TrackMood;
import io.moodspeaker.mood.TrackMoods;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who was there from when to when, how attentive they were and what they showed, from a row of
 * observations. Keeps numbers, no pictures. Not thread-safe.
 */
public final class GroupReport {
  /** Three seconds: a look down or a hand before the face is no absence. */
  private static final Duration GAP = Duration.ofSeconds(3);

  /** Two seconds: what detectors take for a face is gone again sooner. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /** About 20 degrees to a side: beyond it nobody looks at the camera. */
  private static final double LOOKS = 0.15;

  /** Below it lids are shut. */
  private static final double OPEN = 0.15;

  private final TrackMoods moods = new TrackMoods(() -> MoodSettings.DEFAULT);
  private final Map<Integer, Track> tracks = new TreeMap<>();
  private final List<Moment> moments = new ArrayList<>();
  private Optional<Instant> begun = Optional.empty();
  private Instant now = Instant.EPOCH;

  /**
   * How a face is held.
   *
   * @param turn as landmarks tell: 0 from the front
   * @param eyesOpen how high the eyes are open, as a share of their width
   */
  public record Gaze(double turn, double eyesOpen) {}

  /** Seconds from the beginning, both ends included. */
  public record Span(double from, double to) {
    /** How long it is, in seconds. */
    public double length() {
      return to - from;
    }
  }

  /** A mood that somebody came to show. */
  public record Change(double at, Mood mood) {}

  /**
   * What is known of one who was there.
   *
   * @param name the person's, or {@code guest 1} for who is not known
   * @param present the times of presence
   * @param looking the share of the frames in which they looked at the camera
   * @param eyesOpen the share of the frames with open eyes
   * @param changes what they came to show, in order
   */
  public record Attendee(
      String name, List<Span> present, double looking, double eyesOpen, List<Change> changes) {
    /** How long they were there altogether, in seconds. */
    public double seconds() {
      return present.stream().mapToDouble(Span::length).sum();
    }

    /**
     * 0 to 100: looking at the camera and open eyes, each two fifths, and expressions that change,
     * one fifth for two a minute and more.
     */
    public int engagement() {
      double lively =
          seconds() > 0 ? Math.min(1, changes.size() / (2 * Math.max(1, seconds() / 60))) : 0;
      return (int) Math.round(40 * looking + 40 * eyesOpen + 20 * lively);
    }
  }

  /** How many showed which mood at a time. */
  public record Moment(double at, Map<Mood, Integer> moods) {}

  private static final class Track {
    private Optional<String> person = Optional.empty();
    private final List<Span> spans = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private Mood mood = Mood.ABSENT;
    private int looked;
    private int open;
    private int frames;
  }

  /**
   * Takes in what a frame showed.
   *
   * @param gazes how faces are held, by their numbers, as far as it is known
   */
  public void add(Observation seen, Map<Integer, Gaze> gazes) {
    now = seen.time();
    begun = begun.or(() -> Optional.of(seen.time()));
    double at = seconds(seen.time());
    Map<Integer, TrackMood> judged = moods.observe(seen);
    Map<Mood, Integer> counts = new EnumMap<>(Mood.class);
    for (Face face : seen.faces()) {
      Track track = tracks.computeIfAbsent(face.track(), number -> new Track());
      track.person = face.person().or(() -> track.person);
      extend(track, at);
      Gaze gaze = gazes.get(face.track());
      if (gaze != null) {
        track.frames++;
        track.looked += Math.abs(gaze.turn()) < LOOKS ? 1 : 0;
        track.open += gaze.eyesOpen() > OPEN ? 1 : 0;
      }
      Mood mood =
          Optional.ofNullable(judged.get(face.track())).map(TrackMood::mood).orElse(Mood.UNSURE);
      if (mood != track.mood) {
        track.mood = mood;
        track.changes.add(new Change(at, mood));
      }
      counts.merge(mood == Mood.ABSENT ? Mood.UNSURE : mood, 1, Integer::sum);
    }
    moments.add(new Moment(at, counts));
  }

  private static void extend(Track track, double at) {
    if (!track.spans.isEmpty() && at - track.spans.getLast().to() <= GAP.toMillis() / 1e3) {
      track.spans.set(track.spans.size() - 1, new Span(track.spans.getLast().from(), at));
    } else {
      track.spans.add(new Span(at, at));
    }
  }

  private double seconds(Instant time) {
    return Duration.between(begun.orElse(time), time).toMillis() / 1e3;
  }

  /** How long was looked, in seconds. */
  public double length() {
    return seconds(now);
  }

  /** Who was there, in order of coming; a known person once, whoever is not known by each visit. */
  public List<Attendee> attendees() {
    Map<String, List<Track>> people = new HashMap<>();
    List<String> order = new ArrayList<>();
    int guests = 0;
    for (Track track : tracks.values()) {
      double length = track.spans.stream().mapToDouble(Span::length).sum();
      if (length < LEAST.toMillis() / 1e3) {
        continue;
      }
      String name = track.person.isPresent() ? track.person.get() : "guest " + ++guests;
      if (!people.containsKey(name)) {
        order.add(name);
      }
      people.computeIfAbsent(name, key -> new ArrayList<>()).add(track);
    }
    return order.stream().map(name -> attendee(name, people.get(name))).toList();
  }

  private static Attendee attendee(String name, List<Track> tracks) {
    List<Span> spans = new ArrayList<>();
    tracks.stream()
        .flatMap(track -> track.spans.stream())
        .sorted((a, b) -> Double.compare(a.from(), b.from()))
        .forEach(
            span -> {
              if (!spans.isEmpty() && span.from() - spans.getLast().to() <= GAP.toMillis() / 1e3) {
                Span last = spans.removeLast();
                spans.add(new Span(last.from(), Math.max(last.to(), span.to())));
              } else {
                spans.add(span);
              }
            });
    int frames = tracks.stream().mapToInt(track -> track.frames).sum();
    return new Attendee(
        name,
        List.copyOf(spans),
        frames == 0 ? 0 : tracks.stream().mapToInt(track -> track.looked).sum() / (double) frames,
        frames == 0 ? 0 : tracks.stream().mapToInt(track -> track.open).sum() / (double) frames,
        tracks.stream().flatMap(track -> track.changes.stream()).toList());
  }

  /** How many showed which mood, at every frame. */
  public List<Moment> moments() {
    return List.copyOf(moments);
  }
}
