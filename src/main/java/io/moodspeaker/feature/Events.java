package io.moodspeaker.feature;

import java.util.function.Consumer;

/**
 * What happens, told to whoever listens: records of {@code model}, such as an observation, a mood
 * change or an outcome. Safe for use by several threads.
 */
public interface Events {
  /** Tells all listeners on the caller's thread; one that fails is logged and stops no other. */
  void publish(Object event);

  /**
   * Listens to events of a type until the result is closed.
   *
   * @param listener must return at once: it runs on the thread of whoever published
   */
  <T> Subscription subscribe(Class<T> type, Consumer<? super T> listener);

  /** What ends a listening. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
