package io.moodspeaker.alert;

import io.moodspeaker.alert.AlertChannel.Delivery;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.PlainWords;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts to their channels, each oldest first, until they have arrived. Safe for use by
 * several threads.
 *
 * <p>An alert is stored before it is sent and removed when it has arrived, so that it outlives a
 * restart; where it can't be stored it goes out all the same. What fails is tried again, with
 * pauses that grow, for as long as an alert is worth telling. A channel that fails or hangs holds
 * up no other.
 */
public final class AlertDispatcher implements AlertSender, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);

  /** Before it, no clock is set: a board without a battery begins in 1970. */
  private static final Instant CLOCK_IS_SET = Instant.parse("2025-01-01T00:00:00Z");

  /**
   * How patiently alerts are delivered.
   *
   * @param backoff the pauses between attempts
   * @param keep how long an alert is worth telling
   * @param most how many alerts may wait for one channel; the oldest gives way
   */
  public record Settings(Backoff backoff, Duration keep, int most) {
    /** Pauses of 1 s to 5 min; a week; ten thousand. */
    public static final Settings DEFAULT =
        new Settings(
            Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            Duration.ofDays(7),
            10_000);
  }

  private final AlertStore store;
  private final Settings settings;
  private final Function<String, Scheduler> threads;
  private final InstantSource clock;
  private final InstantSource wallClock;
  private final Map<AlertChannel, Queue> queues = new LinkedHashMap<>();

  /** What waits for a channel that is not set up any more. */
  private final List<Waiting> unaddressed = new ArrayList<>();

  private final Map<String, AlertChannel> attached = new LinkedHashMap<>();
  private Map<String, AlertChannel> configured = Map.of();
  private boolean closed;
  private long order;
  private long delivered;

  /** An alert on its way to one channel. */
  private static final class Waiting {
    final long order;
    final Alert alert;
    final String channel;
    final Instant accepted;
    boolean stored;
    int failures;

    Waiting(long order, Alert alert, String channel, Instant accepted, boolean stored) {
      this.order = order;
      this.alert = alert;
      this.channel = channel;
      this.accepted = accepted;
      this.stored = stored;
    }
  }

  /**
   * A dispatcher that knows nobody yet.
   *
   * @param store stays its opener's to close
   * @param threads makes a scheduler by its name, which this closes
   * @param clock a monotonic one
   * @param wallClock the machine's
   */
  public AlertDispatcher(
      AlertStore store,
      Settings settings,
      Function<String, Scheduler> threads,
      InstantSource clock,
      InstantSource wallClock) {
    this.store = store;
    this.settings = settings;
    this.threads = threads;
    this.clock = clock;
    this.wallClock = wallClock;
    Instant wall = wallClock.instant();
    for (AlertStore.Entry entry : store.entries()) {
      Duration age = Duration.between(entry.stored(), wall);
      boolean known = entry.stored().isAfter(CLOCK_IS_SET) && age.isPositive();
      unaddressed.add(
          new Waiting(
              order++,
              entry.alert(),
              entry.channel(),
              clock.instant().minus(known ? age : Duration.ZERO),
              true));
    }
    if (!unaddressed.isEmpty()) {
      LOG.info("{} alerts of the last run wait for delivery", unaddressed.size());
    }
  }

  /**
   * Takes over other channels; what waits goes to those of the same name.
   *
   * @param newer by their names; {@code webhook:fear} goes before {@code webhook} for alerts of
   *     that mood. Closed by this.
   */
  public void update(Map<String, AlertChannel> newer) {
    redirect(() -> configured = new LinkedHashMap<>(newer));
  }

  /** From now on also tells a channel of this name, beside those that are configured. */
  public void attach(String name, AlertChannel channel) {
    redirect(() -> attached.put(name, channel));
  }

  /** No longer tells a channel; what waits for it waits on. */
  public void detach(String name) {
    redirect(() -> attached.remove(name));
  }

  /** Changes who there is, and takes what waits where it belongs now. */
  private void redirect(Runnable change) {
    List<Queue> old;
    synchronized (this) {
      change.run();
      old = queues.values().stream().filter(queue -> !all().containsValue(queue.channel)).toList();
      queues.values().removeAll(old);
    }
    old.forEach(Queue::close);
    synchronized (this) {
      List<Waiting> all = new ArrayList<>(unaddressed);
      old.forEach(queue -> all.addAll(queue.waiting));
      unaddressed.clear();
      all.stream().sorted(Comparator.comparingLong(each -> each.order)).forEach(this::enqueue);
    }
  }

  private Map<String, AlertChannel> all() {
    Map<String, AlertChannel> all = new LinkedHashMap<>(configured);
    all.putAll(attached);
    return all;
  }

  @Override
  public synchronized List<String> send(Alert alert, List<String> names) {
    storeWhatIsNot();
    Map<AlertChannel, String> told = new LinkedHashMap<>();
    Map<String, AlertChannel> channels = all();
    List<String> kinds = channels.keySet().stream().map(AlertDispatcher::kind).distinct().toList();
    for (String name : names.isEmpty() ? kinds : names) {
      String own = name + alert.mood().map(mood -> ":" + mood.label()).orElse("");
      String chosen = channels.containsKey(own) ? own : name;
      channel(chosen).ifPresent(channel -> told.putIfAbsent(channel, chosen));
    }
    return send(alert, told);
  }

  /** A channel's name without the mood that it is for. */
  private static String kind(String name) {
    return name.replaceFirst(":.*", "");
  }

  /** Sends an alert to all there are, also to those of single moods. */
  public synchronized List<String> sendToAll(Alert alert) {
    Map<AlertChannel, String> told = new LinkedHashMap<>();
    all().forEach((name, channel) -> told.putIfAbsent(channel, name));
    return send(alert, told);
  }

  private List<String> send(Alert alert, Map<AlertChannel, String> told) {
    told.forEach(
        (channel, name) ->
            enqueue(
                new Waiting(
                    order++,
                    alert,
                    name,
                    clock.instant(),
                    store.add(alert, name, wallClock.instant()))));
    return told.keySet().stream().map(this::called).toList();
  }

  private Optional<AlertChannel> channel(String name) {
    return Optional.ofNullable(all().get(name))
        .or(() -> Optional.ofNullable(all().get(kind(name))));
  }

  /**
   * {@code ntfy https://ntfy.sh:443}: several may lead to one place. What a route attached has no
   * other name.
   */
  private synchronized String called(AlertChannel channel) {
    return configured.entrySet().stream()
        .filter(entry -> entry.getValue().equals(channel))
        .map(entry -> entry.getKey() + " " + channel.place())
        .findFirst()
        .orElse(channel.place());
  }

  /** Tries again to store what could not be stored before: a full disk may have room now. */
  private void storeWhatIsNot() {
    for (Queue queue : queues.values()) {
      for (Waiting each : queue.waiting) {
        each.stored = each.stored || store.add(each.alert, each.channel, wallClock.instant());
      }
    }
  }

  private void enqueue(Waiting waiting) {
    if (closed) {
      if (!waiting.stored) {
        LOG.warn("alerts have ended: '{}' is lost", waiting.alert.message());
      }
      return;
    }
    Optional<AlertChannel> channel = channel(waiting.channel);
    if (channel.isPresent()) {
      queues.computeIfAbsent(channel.get(), Queue::new).add(waiting);
    } else {
      unaddressed.add(waiting);
    }
  }

  /** How many alerts wait for delivery. */
  public synchronized int pending() {
    return unaddressed.size()
        + queues.values().stream().mapToInt(queue -> queue.waiting.size()).sum();
  }

  /** How many alerts arrived since the start. */
  public synchronized long delivered() {
    return delivered;
  }

  /** What is wrong with each channel that fails now, by its name and place. */
  public synchronized Map<String, String> troubles() {
    Map<String, String> troubles = new HashMap<>();
    queues.forEach(
        (channel, queue) ->
            queue.trouble.ifPresent(trouble -> troubles.put(called(channel), trouble)));
    return troubles;
  }

  /** Ends delivery; what waits stays in the store, and the log tells what can't. */
  @Override
  public void close() {
    List<Queue> all;
    long kept;
    long lost;
    synchronized (this) {
      closed = true;
      all = List.copyOf(queues.values());
      List<Waiting> waiting = new ArrayList<>(unaddressed);
      all.forEach(queue -> waiting.addAll(queue.waiting));
      kept = waiting.stream().filter(each -> each.stored).count();
      lost = waiting.size() - kept;
    }
    if (kept > 0) {
      LOG.info("{} alerts wait for the next start to be delivered", kept);
    }
    if (lost > 0) {
      LOG.warn("stopping with {} alerts not delivered and not stored: they are lost", lost);
    }
    all.forEach(Queue::close);
  }

  /** What waits for one channel. All but the attempt itself runs under the dispatcher's lock. */
  private final class Queue {
    final AlertChannel channel;
    final Scheduler scheduler;
    final Deque<Waiting> waiting = new ArrayDeque<>();
    Optional<String> trouble = Optional.empty();
    boolean working;
    boolean ended;

    Queue(AlertChannel channel) {
      this.channel = channel;
      this.scheduler = threads.apply("alerts");
    }

    void add(Waiting newest) {
      if (waiting.size() >= settings.most()) {
        Waiting oldest = waiting.removeFirst();
        remove(oldest);
        LOG.error(
            "{} has {} alerts waiting: the oldest, '{}' since {}, is dropped",
            called(channel),
            settings.most(),
            oldest.alert.message(),
            oldest.alert.since());
      }
      waiting.addLast(newest);
      if (!working) {
        working = true;
        goOn(Duration.ZERO);
      }
    }

    private void goOn(Duration pause) {
      if (!ended) {
        scheduler.after(pause, this::work);
      }
    }

    private void work() {
      Optional<Waiting> next = next();
      if (next.isEmpty()) {
        return;
      }
      Delivery delivery;
      try {
        delivery = channel.deliver(next.get().alert);
      } catch (RuntimeException | LinkageError broken) {
        LOG.error("alerts to {} fail", called(channel), broken);
        delivery = Delivery.failed(PlainWords.reason(broken));
      }
      synchronized (AlertDispatcher.this) {
        switch (delivery) {
          case Delivery.Done done -> arrived(next.get());
          case Delivery.Refused refusal -> refused(next.get(), refusal.why());
          case Delivery.Failed failure -> failed(next.get(), failure.why(), failure.after());
        }
      }
    }

    /** The next alert that is not too old; empty, and the work ends, when there is none. */
    private Optional<Waiting> next() {
      synchronized (AlertDispatcher.this) {
        Instant oldest = clock.instant().minus(settings.keep());
        while (!ended && !waiting.isEmpty()) {
          Waiting first = waiting.getFirst();
          if (!first.accepted.isBefore(oldest)) {
            return Optional.of(first);
          }
          waiting.removeFirst();
          remove(first);
          LOG.error(
              "alert '{}' since {} was not delivered to {} within {}, in {} attempts of this run:"
                  + " dropped",
              first.alert.message(),
              first.alert.since(),
              called(channel),
              PlainWords.duration(settings.keep()),
              first.failures);
        }
        working = false;
        return Optional.empty();
      }
    }

    private void arrived(Waiting done) {
      waiting.remove(done);
      remove(done);
      delivered++;
      trouble = Optional.empty();
      LOG.info(
          "alert '{}' delivered to {} at attempt {}",
          done.alert.message(),
          called(channel),
          done.failures + 1);
      goOn(Duration.ZERO);
    }

    private void refused(Waiting refused, String why) {
      waiting.remove(refused);
      remove(refused);
      trouble = Optional.of(why);
      LOG.error("alert '{}' dropped: {} {}", refused.alert.message(), called(channel), why);
      goOn(Duration.ZERO);
    }

    private void failed(Waiting failed, String why, Optional<Duration> asked) {
      if (ended) {
        return;
      }
      failed.failures++;
      trouble = Optional.of(why);
      Duration pause =
          asked
              .filter(Duration::isPositive)
              .map(wait -> wait.compareTo(settings.keep()) > 0 ? settings.keep() : wait)
              .orElseGet(() -> settings.backoff().pause(failed.failures));
      if (failed.failures == 1) {
        LOG.warn(
            "alerts to {}: {}; trying again in {} and then ever less often",
            called(channel),
            why,
            PlainWords.duration(pause));
      } else {
        LOG.debug("alerts to {}: {}; trying again in {}", called(channel), why, pause);
      }
      goOn(pause);
    }

    private void remove(Waiting gone) {
      if (gone.stored) {
        store.remove(gone.alert, gone.channel);
      }
    }

    /** Interrupts the attempt that is under way; what waits stays. */
    void close() {
      synchronized (AlertDispatcher.this) {
        ended = true;
      }
      scheduler.close();
      channel.close();
    }
  }
}
