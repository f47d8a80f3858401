package io.moodspeaker.app;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.systemd.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the daemon gives to its features, and gathers from them. */
final class DaemonContext implements FeatureContext, AutoCloseable {
  /** A slow step or a full disk may hold a loop up for seconds; half a minute is no accident. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Config config;
  private final InstantSource clock = MonotonicClock.start();
  private final Events events = new EventBus();
  private final Map<String, Object> objects = new ConcurrentHashMap<>();
  private final Map<String, String> placeholders = new ConcurrentHashMap<>();
  private final List<Scheduler> schedulers = new CopyOnWriteArrayList<>();
  private final List<Heartbeat> heartbeats = new CopyOnWriteArrayList<>();

  DaemonContext(Config config) {
    this.config = config;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public InstantSource wallClock() {
    return InstantSource.system();
  }

  @Override
  public Scheduler scheduler(String name) {
    Scheduler scheduler = Scheduler.onThread(name);
    schedulers.add(scheduler);
    return scheduler;
  }

  @Override
  public Events events() {
    return events;
  }

  @Override
  public void bind(String name, Object object) {
    if (objects.putIfAbsent(name, object) != null) {
      throw new IllegalStateException("two features bind " + name);
    }
  }

  @Override
  public void placeholder(String name, String value) {
    placeholders.put(name, value);
  }

  @Override
  public Runnable heartbeat(String loop) {
    Heartbeat heartbeat = new Heartbeat(PATIENCE, clock);
    heartbeats.add(heartbeat);
    return heartbeat::beat;
  }

  /** Whether all loops came round lately. */
  boolean alive() {
    return heartbeats.stream().allMatch(Heartbeat::alive);
  }

  Map<String, Object> objects() {
    return objects;
  }

  Map<String, String> placeholders() {
    return placeholders;
  }

  @Override
  public void close() {
    schedulers.forEach(Scheduler::close);
  }
}
