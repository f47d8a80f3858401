package io.moodspeaker.face;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Knows faces again from frame to frame by where they are and how large. One that the detector
 * loses is looked for near its last place for a while, so that a nod does not end a mood. Not
 * thread-safe.
 */
public final class Tracker {
  /**
   * Three seconds: a nod, a yawn, a look aside. Longer, and what a second look takes for a face
   * would keep a mood up for nobody.
   */
  private static final Duration FOLLOW = Duration.ofSeconds(3);

  /** Five seconds: who comes back later may be somebody else. */
  private static final Duration FORGET = Duration.ofSeconds(5);

  /** Of its size a face moves at most so much from one frame to the next. */
  private static final double STEP = 0.8;

  /** A face grows or shrinks at most so much from one frame to the next. */
  private static final double GROWTH = 1.8;

  /** Two boxes that share so much of their union are the same face. */
  private static final double SAME = 0.3;

  private List<Track> tracks = List.of();
  private int numbers;

  /** Two seconds: farther ahead nobody walks as straight as that. */
  private static final double AHEAD = 2;

  /**
   * A face that is followed.
   *
   * @param box where it was last
   * @param found when it was last found without help
   * @param vx how fast it moves to the right, in pixels a second
   */
  private record Track(int number, Box box, Instant seen, Instant found, double vx, double vy) {
    Track(int number, Box box, Instant time) {
      this(number, box, time, time, 0, 0);
    }

    /** Where it is expected; so two faces that cross don't take each other's numbers. */
    Box expected(Instant time) {
      double ahead = Math.min(AHEAD, Duration.between(seen, time).toMillis() / 1e3);
      return new Box(
          box.x() + (int) Math.round(vx * ahead),
          box.y() + (int) Math.round(vy * ahead),
          box.width(),
          box.height());
    }

    Track at(Box next, Instant time, Instant foundThen) {
      double seconds = Duration.between(seen, time).toMillis() / 1e3;
      if (seconds <= 0) {
        return new Track(number, next, time, foundThen, vx, vy);
      }
      double dx = next.x() + next.width() / 2.0 - box.x() - box.width() / 2.0;
      double dy = next.y() + next.height() / 2.0 - box.y() - box.height() / 2.0;
      // The mean of old and new: a box jumps by a few pixels from frame to frame.
      return new Track(
          number, next, time, foundThen, (vx + dx / seconds) / 2, (vy + dy / seconds) / 2);
    }
  }

  private record Pair(Track track, Box box, double apart) {}

  /**
   * The faces of the next frame, largest first, each with its number.
   *
   * @param time of the frame; one long after the last, or before it, begins anew
   * @param found by the detector in the whole frame
   * @param near looks for a face near its last place
   */
  public List<FoundFace> follow(Instant time, List<Box> found, Function<Box, Optional<Box>> near) {
    tracks =
        tracks.stream()
            .filter(track -> !time.isBefore(track.seen()))
            .filter(track -> Duration.between(track.seen(), time).compareTo(FORGET) <= 0)
            .toList();
    List<Box> fresh = new ArrayList<>(found);
    List<Track> lost = new ArrayList<>(tracks);
    List<Track> next = new ArrayList<>();
    List<Pair> pairs = new ArrayList<>();
    for (Track track : tracks) {
      for (Box box : found) {
        double ahead = apart(track.expected(time), box);
        if (Math.min(ahead, apart(track.box(), box)) < STEP) {
          pairs.add(new Pair(track, box, ahead));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::apart));
    for (Pair pair : pairs) {
      if (lost.contains(pair.track()) && fresh.contains(pair.box())) {
        lost.remove(pair.track());
        fresh.remove(pair.box());
        next.add(pair.track().at(pair.box(), time, time));
      }
    }
    for (Box box : fresh) {
      next.add(new Track(++numbers, box, time));
    }
    for (Track track : lost) {
      boolean recently = Duration.between(track.found(), time).compareTo(FOLLOW) <= 0;
      Optional<Box> again = recently ? near.apply(track.box()) : Optional.empty();
      again
          .filter(box -> apart(track.box(), box) < STEP)
          .filter(box -> next.stream().noneMatch(t -> t.box().intersectionOverUnion(box) > SAME))
          .ifPresent(box -> next.add(track.at(box, time, track.found())));
    }
    List<FoundFace> faces =
        next.stream()
            .map(track -> new FoundFace(track.box(), track.number()))
            .sorted(Comparator.comparingLong((FoundFace face) -> face.box().area()).reversed())
            .toList();
    lost.stream()
        .filter(track -> next.stream().noneMatch(t -> t.number() == track.number()))
        .forEach(next::add);
    tracks = next;
    return faces;
  }

  /**
   * How far apart two boxes lie in sizes of the larger; far beyond any step if none is the other.
   */
  private static double apart(Box a, Box b) {
    double sizeA = Math.sqrt((double) a.area());
    double sizeB = Math.sqrt((double) b.area());
    if (Math.max(sizeA, sizeB) > GROWTH * Math.min(sizeA, sizeB)) {
      return Double.MAX_VALUE;
    }
    double dx = a.x() + a.width() / 2.0 - b.x() - b.width() / 2.0;
    double dy = a.y() + a.height() / 2.0 - b.y() - b.height() / 2.0;
    return Math.hypot(dx, dy) / Math.max(sizeA, sizeB);
  }
}
