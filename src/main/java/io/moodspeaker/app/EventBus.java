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

  private final List<Subscription<?>> subscriptions = new CopyOnWriteArrayList<>();

  private record Subscription<T>(Class<T> type, Consumer<? super T> listener) {
    void tell(Object event) {
      if (type.isInstance(event)) {
        listener.accept(type.cast(event));
      }
    }
  }

  @Override
  public void publish(Object event) {
    for (Subscription<?> subscription : subscriptions) {
      try {
        subscription.tell(event);
      } catch (RuntimeException failed) {
        LOG.error("a listener to {} failed", event.getClass().getSimpleName(), failed);
      }
    }
  }

  @Override
  public <T> AutoCloseable subscribe(Class<T> type, Consumer<? super T> listener) {
    Subscription<T> mine = new Subscription<>(type, listener);
    subscriptions.add(mine);
    return () -> subscriptions.remove(mine);
  }
}
