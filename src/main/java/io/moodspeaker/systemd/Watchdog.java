package io.moodspeaker.systemd;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds systemd's watchdog for as long as the service is well. */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** Thrice within systemd's patience: one late feed then does no harm. */
  private static final int FEEDS = 3;

  private final SdNotify systemd;
  private final BooleanSupplier alive;
  private final Timer timer = new Timer("watchdog", true);
  private boolean hungry;

  Watchdog(SdNotify systemd, BooleanSupplier alive) {
    this.systemd = systemd;
    this.alive = alive;
  }

  /**
   * Starts to feed, where systemd asked this process for it.
   *
   * @param environment as from {@link System#getenv()}
   * @param alive whether the service is well, asked thrice within systemd's patience
   * @return what is to be closed at the end; empty where nobody asked
   */
  public static Optional<Watchdog> start(
      Map<String, String> environment, SdNotify systemd, BooleanSupplier alive) {
    return patience(environment, ProcessHandle.current().pid())
        .map(
            patience -> {
              Watchdog watchdog = new Watchdog(systemd, alive);
              watchdog.timer.schedule(
                  new TimerTask() {
                    @Override
                    public void run() {
                      watchdog.feed();
                    }
                  },
                  0,
                  Math.max(1, patience.dividedBy(FEEDS).toMillis()));
              return watchdog;
            });
  }

  /** After how long without food systemd kills; empty where it does not. */
  static Optional<Duration> patience(Map<String, String> environment, long pid) {
    String forWhom = environment.getOrDefault("WATCHDOG_PID", "");
    if (!forWhom.isEmpty() && !forWhom.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    if (micros.isEmpty()) {
      return Optional.empty();
    }
    if (!micros.matches("[1-9]\\d{0,17}")) {
      LOG.warn("WATCHDOG_USEC must be a number of microseconds above 0, was '{}'", micros);
      return Optional.empty();
    }
    return Optional.of(Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
  }

  void feed() {
    boolean well;
    try {
      well = alive.getAsBoolean();
    } catch (RuntimeException e) {
      LOG.error("whether the service is well can't be told", e);
      well = false;
    }
    if (well) {
      systemd.watchdog();
    } else if (!hungry) {
      LOG.warn("the pipeline stands still: the watchdog is not fed, systemd will restart");
    }
    hungry = !well;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
