package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaylistRule;
import io.moodspeaker.music.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Draws a mood's playlist among those whose rules hold, by their weights: anew when the mood
 * changes, and when what holds does. Where none holds, the mood's own playlist plays. Safe for use
 * by several threads.
 */
public final class PlaylistRules {
  private final Times times;
  private final RandomGenerator random;
  private final Supplier<Optional<String>> person;

  private Mood mood = Mood.ABSENT;
  private Instant since;
  private List<PlaylistRule> held = List.of();
  private Optional<PlaylistRule> drawn = Optional.empty();

  /**
   * Rules that have drawn nothing yet.
   *
   * @param person whose mood it is, if that is known; asked each time
   */
  public PlaylistRules(Times times, RandomGenerator random, Supplier<Optional<String>> person) {
    this.times = times;
    this.random = random;
    this.person = person;
    this.since = times.now();
  }

  /** The plan with the playlist that the mood plays now as its own. */
  public synchronized MusicPlan in(Mood asked, MusicPlan plan) {
    if (asked != mood) {
      mood = asked;
      since = times.now();
      held = List.of();
      drawn = Optional.empty();
    }
    List<PlaylistRule> holding = holding(plan);
    if (!holding.equals(held)) {
      held = holding;
      drawn = draw(holding);
    }
    return drawn.map(rule -> plan.playing(asked, rule.playlist())).orElse(plan);
  }

  /** Whether the present mood would play another playlist now. */
  public synchronized boolean haveShifted(MusicPlan plan) {
    return !holding(plan).equals(held);
  }

  private List<PlaylistRule> holding(MusicPlan plan) {
    List<PlaylistRule> rules = plan.of(mood).rules();
    if (rules.isEmpty()) {
      return List.of();
    }
    ZonedDateTime now = times.wallClock().instant().atZone(times.zone());
    Duration lasted = Duration.between(since, times.now());
    Optional<String> who = person.get();
    return rules.stream().filter(rule -> rule.when().holds(now, lasted, who)).toList();
  }

  private Optional<PlaylistRule> draw(List<PlaylistRule> among) {
    int all = among.stream().mapToInt(PlaylistRule::weight).sum();
    int at = all == 0 ? 0 : random.nextInt(all);
    for (PlaylistRule rule : among) {
      at -= rule.weight();
      if (at < 0) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
