package io.moodspeaker.app;

import io.moodspeaker.feature.Events;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each event to those who listen to its type. */
final class EventBus implements Events {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final List<Listener<?>> listeners = new CopyOnWriteArrayList<>();

  private record Listener<T>(Class<T> type, Consumer<? super T> listener) {
    void tell(Object event) {
      if (type.isInstance(event)) {
        listener.accept(type.cast(event));
      }
    }
  }

  @Override
  public void publish(Object event) {
    for (Listener<?> listener : listeners) {
      try {
        listener.tell(event);
      } catch (RuntimeException failed) {
        LOG.error("a listener to {} failed", event.getClass().getSimpleName(), failed);
      }
    }
  }

  @Override
  public <T> Events.Subscription subscribe(Class<T> type, Consumer<? super T> listener) {
    Listener<T> mine = new Listener<>(type, listener);
    listeners.add(mine);
    return () -> listeners.remove(mine);
  }
}
