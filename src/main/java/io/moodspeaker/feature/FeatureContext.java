package io.moodspeaker.feature;

import io.moodspeaker.support.Scheduler;
import java.time.InstantSource;

/** What a feature gets of the daemon at its start. Safe for use by several threads. */
public interface FeatureContext {
  /** The configuration at the start; a saved one comes to {@link Feature#reload}. */
  Config config();

  /** Runs on evenly whatever is done to the machine's clock: for all that waits or measures. */
  InstantSource clock();

  /** The time of day as the machine knows it: for quiet hours, and for times that people read. */
  InstantSource wallClock();

  /** A scheduler with a thread of its own, closed with the daemon, after the features. */
  Scheduler scheduler(String name);

  /** What happens, for whoever listens. */
  Events events();

  /**
   * Puts an object into the routes' registry: for components, which find it by its type, and for
   * {@code bean:} and {@code ref:}.
   */
  void bind(String name, Object object);

  /** Gives a value to routes' {@code {{name}}}; every setting has one already under its name. */
  void placeholder(String name, String value);

  /**
   * A loop that the watchdog watches.
   *
   * @return to be run each time that the loop comes round; where that fails for half a minute,
   *     systemd restarts the daemon
   */
  Runnable heartbeat(String loop);
}
