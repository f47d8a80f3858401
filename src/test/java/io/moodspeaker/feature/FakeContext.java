package io.moodspeaker.feature;

import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.Scheduler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a feature gets at its start, in the hands of a test. */
public final class FakeContext implements FeatureContext, Events {
  private record Listener(Class<?> type, Consumer<Object> consumer) {}

  private final Config config;
  private final FakeTime time;
  private final Map<String, Object> bound = new HashMap<>();
  private final Map<String, String> placeholders = new HashMap<>();
  private final List<Object> published = new CopyOnWriteArrayList<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  public FakeContext(Config config, FakeTime time) {
    this.config = config;
    this.time = time;
  }

  /** What was put into the routes' registry, by name. */
  public Map<String, Object> bound() {
    return bound;
  }

  /** What stands for routes' placeholders. */
  public Map<String, String> placeholders() {
    return placeholders;
  }

  /** What was published, in order. */
  public List<Object> published() {
    return new ArrayList<>(published);
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public InstantSource clock() {
    return time;
  }

  @Override
  public InstantSource wallClock() {
    return time;
  }

  @Override
  public Scheduler scheduler(String name) {
    return time;
  }

  @Override
  public Events events() {
    return this;
  }

  @Override
  public void bind(String name, Object object) {
    bound.put(name, object);
  }

  @Override
  public void placeholder(String name, String value) {
    placeholders.put(name, value);
  }

  @Override
  public Runnable heartbeat(String loop) {
    return () -> {};
  }

  @Override
  public void publish(Object event) {
    published.add(event);
    listeners.stream()
        .filter(each -> each.type.isInstance(event))
        .forEach(each -> each.consumer.accept(event));
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> Subscription subscribe(Class<T> type, Consumer<? super T> listener) {
    Listener mine = new Listener(type, (Consumer<Object>) listener);
    listeners.add(mine);
    return () -> listeners.remove(mine);
  }
}
