package io.moodspeaker.alert;

import io.moodspeaker.alert.AlertStore.Hold;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises one alert for each mood that holds. Safe for use by several threads.
 *
 * <p>A mood that changes before its time is up raises nothing, unless it changed to one that its
 * rule takes for a mistake. A mood that is still there when its last alert was too short ago raises
 * one as soon as the limit allows, so that fear that stays is not lost among fears that passed.
 *
 * <p>A mood whose time was not up when the daemon ended is not lost: when it ended, nothing had
 * shown that the mood was over. It is dropped when the first mood after the restart is another one,
 * goes on when it is the same, and becomes an alert when no mood has been decided for {@link
 * #GRACE}, since nobody can then say that it is over.
 */
public final class AlertScheduler implements AutoCloseable {
  /** How long a mood from before a restart waits for a judgement: a model loads within seconds. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /** How often a mood that holds outside its rule's hours looks at the clock. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(AlertScheduler.class);
  private static final String ANSWER = "alert";
  private static final String NOTHING = "no alert";

  private static final Map<Mood, String> WORDS =
      Map.of(
          Mood.ANGER, "looks angry",
          Mood.CONTEMPT, "looks contemptuous",
          Mood.DISGUST, "looks disgusted",
          Mood.FEAR, "looks afraid",
          Mood.HAPPINESS, "looks happy",
          Mood.NEUTRAL, "looks neutral",
          Mood.SADNESS, "looks sad",
          Mood.SURPRISE, "looks surprised",
          Mood.ABSENT, "nobody was seen",
          Mood.UNSURE, "shows nothing clear");

  private final Function<Mood, Optional<AlertRule>> rules;
  private final AlertSender sender;
  private final AlertStore store;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final InstantSource wallClock;
  private final Consumer<Outcome> outcomes;
  private final Map<Mood, Instant> lastRaised = new EnumMap<>(Mood.class);
  private final Map<Mood, Holding> holding = new EnumMap<>(Mood.class);

  /** A mood on its way to becoming an alert. */
  private final class Holding {
    final Hold hold;
    final AlertRule rule;
    final Instant start;

    /** Since when the mood itself is there without a break; empty while another stands in. */
    Optional<Instant> present;

    /** How long it was itself there before that. */
    Duration before = Duration.ZERO;

    /** Whether a mood from before a restart has not been seen since. */
    boolean unconfirmed;

    Runnable cancel = () -> {};

    Holding(Hold hold, AlertRule rule, Instant start) {
      this.hold = hold;
      this.rule = rule;
      this.start = start;
      this.present = Optional.of(start);
    }

    boolean presentForHalf() {
      Instant now = clock.instant();
      Duration shown =
          present.map(since -> before.plus(Duration.between(since, now))).orElse(before);
      return shown.multipliedBy(2).compareTo(Duration.between(start, now)) >= 0;
    }

    void giveWay() {
      Instant now = clock.instant();
      before = present.map(since -> before.plus(Duration.between(since, now))).orElse(before);
      present = Optional.empty();
    }

    void schedule(Duration wait) {
      cancel.run();
      cancel = scheduler.after(wait, () -> due(this));
    }
  }

  /**
   * A scheduler that leaves what it is given to whoever made it.
   *
   * @param rules the rule for a mood, asked at each change; empty for moods that raise nothing
   * @param clock a monotonic one, by which everything waits
   * @param wallClock the machine's, for hours and for what people read
   * @param outcomes hears of each alert that was raised
   */
  public AlertScheduler(
      Function<Mood, Optional<AlertRule>> rules,
      AlertSender sender,
      AlertStore store,
      Scheduler scheduler,
      InstantSource clock,
      InstantSource wallClock,
      Consumer<Outcome> outcomes) {
    this.rules = rules;
    this.sender = sender;
    this.store = store;
    this.scheduler = scheduler;
    this.clock = clock;
    this.wallClock = wallClock;
    this.outcomes = outcomes;
  }

  /** Goes on where the daemon ended, with nobody seen so far. */
  public synchronized void start() {
    Instant now = clock.instant();
    store.raised().forEach((each, time) -> lastRaised.put(each, now.minus(age(time))));
    for (Hold hold : store.holds()) {
      Optional<AlertRule> rule = rules.apply(hold.mood());
      if (rule.isEmpty()) {
        store.drop(hold.mood());
        continue;
      }
      Holding going = new Holding(hold, rule.get(), now.minus(age(hold.since())));
      going.unconfirmed = hold.mood() != Mood.ABSENT;
      holding.put(hold.mood(), going);
      Duration left = left(going);
      going.schedule(going.unconfirmed && left.compareTo(GRACE) < 0 ? GRACE : left);
      LOG.info("alert for {} was pending at the end of the last run, and still is", hold.mood());
    }
    if (!holding.containsKey(Mood.ABSENT)) {
      rules.apply(Mood.ABSENT).ifPresent(rule -> begin(Mood.ABSENT, rule, 1));
    }
  }

  /** How long ago something was by the machine's clock; 0 where that was set back since. */
  private Duration age(Instant time) {
    Duration age = Duration.between(time, wallClock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** How long until a holding is due, which is never longer than its rule can ask for. */
  private Duration left(Holding going) {
    Duration left = Duration.between(wallClock.instant(), going.hold.due());
    Duration most = max(going.rule.after(), going.rule.every());
    return left.isNegative() ? Duration.ZERO : left.compareTo(most) > 0 ? most : left;
  }

  /** Takes note of a new mood, and tells what will come of it. */
  public Outcome moodChanged(MoodChange change) {
    return moodChanged(change, false);
  }

  /**
   * The same.
   *
   * @param silent whether nobody is to be told, as whose mood it is has asked
   */
  public synchronized Outcome moodChanged(MoodChange change, boolean silent) {
    Mood mood = change.mood();
    Optional<String> ended = Optional.empty();
    for (Holding other : List.copyOf(holding.values())) {
      if (other.hold.mood() == mood) {
        continue;
      }
      if (other.rule.with().contains(mood)) {
        confirm(other);
        other.giveWay();
      } else {
        end(other);
        ended = Optional.of(other.hold.mood() + " is over");
      }
    }
    Optional<AlertRule> rule = silent ? Optional.empty() : rules.apply(mood);
    if (rule.isEmpty()) {
      return Outcome.unchanged(
          ANSWER, "", NOTHING, ended.or(this::standsFor).orElse("no rule for " + mood));
    }
    Holding same = holding.get(mood);
    if (same != null && (same.unconfirmed || same.presentForHalf())) {
      confirm(same);
      same.present = same.present.or(() -> Optional.of(clock.instant()));
      return Outcome.unchanged(ANSWER, "", "alert if it stays", mood + " goes on");
    }
    if (same != null) {
      end(same);
    }
    return begin(mood, rule.get(), change.confidence());
  }

  private Optional<String> standsFor() {
    return holding.values().stream()
        .findFirst()
        .map(other -> "may be " + other.hold.mood() + ", which goes on");
  }

  private void confirm(Holding going) {
    if (going.unconfirmed) {
      going.unconfirmed = false;
      going.schedule(left(going));
    }
  }

  private Outcome begin(Mood of, AlertRule rule, double confidence) {
    Instant now = clock.instant();
    Duration wait = rule.after();
    Optional<String> why = Optional.empty();
    Instant last = lastRaised.get(of);
    if (last != null) {
      Duration limit = Duration.between(now, last.plus(rule.every()));
      if (limit.compareTo(wait) > 0) {
        wait = limit;
        why = Optional.of("at most one every " + PlainWords.duration(rule.every()));
      }
    }
    Instant since = wallClock.instant();
    Hold hold = new Hold(of, UUID.randomUUID().toString(), since, since.plus(wait), confidence);
    Holding going = new Holding(hold, rule, now);
    holding.put(of, going);
    store.hold(hold);
    going.schedule(wait);
    return new Outcome(
        ANSWER,
        "",
        Outcome.Result.DONE,
        "alert in " + PlainWords.duration(wait) + " if it stays",
        why);
  }

  private void end(Holding going) {
    going.cancel.run();
    holding.remove(going.hold.mood());
    store.drop(going.hold.mood());
  }

  private synchronized void due(Holding going) {
    if (holding.get(going.hold.mood()) != going) {
      return;
    }
    if (!going.unconfirmed && !going.presentForHalf()) {
      end(going);
      return;
    }
    LocalTime time = LocalTime.ofInstant(wallClock.instant(), ZoneId.systemDefault());
    if (going.rule.hours().filter(hours -> !hours.contains(time)).isPresent()) {
      going.schedule(LOOK);
      return;
    }
    raise(going);
  }

  private void raise(Holding going) {
    Hold hold = going.hold;
    Instant now = clock.instant();
    lastRaised.put(hold.mood(), now);
    Alert alert =
        new Alert(
            hold.alertId(),
            Optional.of(hold.mood()),
            MonotonicClock.toWallClock(going.start, clock, wallClock),
            hold.confidence(),
            WORDS.get(hold.mood())
                + (going.unconfirmed
                    ? " before a restart"
                    : " for " + PlainWords.duration(Duration.between(going.start, now))));
    LOG.warn(
        "alert: {} ({} {})",
        alert.message(),
        hold.mood(),
        String.format(Locale.ROOT, "%.2f", alert.confidence()));
    List<String> places = sender.send(alert, going.rule.channels());
    store.raised(hold.mood(), wallClock.instant());
    // Last of all: a kill before leads to the same alert again, with the same id.
    end(going);
    outcomes.accept(Outcome.done(ANSWER, String.join(", ", places), "alert: " + alert.message()));
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Stops the waiting; what was pending stays in the store. */
  @Override
  public synchronized void close() {
    holding.values().forEach(going -> going.cancel.run());
    holding.clear();
  }
}
