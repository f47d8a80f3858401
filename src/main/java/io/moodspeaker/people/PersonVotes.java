package io.moodspeaker.people;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who a face that is followed through frames is, by votes: each frame counts as much as its face is
 * large and sharp. Not thread-safe.
 */
public final class PersonVotes {
  /** Ten seconds: twenty frames at the daemon's pace, and soon enough when somebody sits down. */
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** More than half of all votes. */
  private static final double MAJORITY = 0.5;

  /**
   * A turned head looks like nobody who is known far more often than a stranger looks like
   * somebody.
   */
  private static final double NOBODY = 0.5;

  private record Vote(Instant time, Optional<String> name, double weight) {}

  private final Deque<Vote> votes = new ArrayDeque<>();

  /**
   * Counts a frame's vote.
   *
   * @param name whom the frame looked like; empty for nobody who is known
   * @param side the face's side in pixels
   * @param sharpness 0 for all blurred, as {@code FaceQuality} has it
   */
  public void add(Instant time, Optional<String> name, int side, double sharpness) {
    votes.add(new Vote(time, name, side * Math.max(sharpness, 0.01)));
    while (votes.getFirst().time().isBefore(time.minus(WINDOW))) {
      votes.removeFirst();
    }
  }

  /** Whom more than half of the votes name, of which one for nobody is half a vote; or empty. */
  public Optional<String> name() {
    double all = 0;
    TreeMap<String, Double> sums = new TreeMap<>();
    for (Vote vote : votes) {
      all += vote.weight() * (vote.name().isPresent() ? 1 : NOBODY);
      vote.name().ifPresent(name -> sums.merge(name, vote.weight(), Double::sum));
    }
    double half = all * MAJORITY;
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue() > half)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
