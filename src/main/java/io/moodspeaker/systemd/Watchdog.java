package io.moodspeaker.systemd;

import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notifies systemd's watchdog for as long as the service is well. */
public final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

  /** Thrice within systemd's timeout: one late notice then does no harm. */
  private static final int NOTICES = 3;

  private final SdNotify systemd;
  private final BooleanSupplier alive;
  private final Scheduler scheduler;
  private boolean well = true;

  /** Takes over the scheduler, and closes it. */
  Watchdog(SdNotify systemd, BooleanSupplier alive, Scheduler scheduler) {
    this.systemd = systemd;
    this.alive = alive;
    this.scheduler = scheduler;
  }

  /**
   * Starts to notify, where systemd asked this process for it.
   *
   * @param environment as from {@link System#getenv()}
   * @param alive whether the service is well, asked thrice within systemd's timeout
   * @return what is to be closed at the end; empty where nobody asked
   */
  public static Optional<Watchdog> start(
      Map<String, String> environment, SdNotify systemd, BooleanSupplier alive) {
    return timeout(environment, ProcessHandle.current().pid())
        .map(
            timeout -> {
              Watchdog watchdog = new Watchdog(systemd, alive, Scheduler.onThread("watchdog"));
              watchdog.run(timeout);
              return watchdog;
            });
  }

  void run(Duration timeout) {
    Duration pause = timeout.dividedBy(NOTICES);
    scheduler.submit(this::notifySystemd);
    scheduler.every(pause.toMillis() > 0 ? pause : Duration.ofMillis(1), this::notifySystemd);
  }

  /** After how long without a notice systemd kills; empty where it does not. */
  static Optional<Duration> timeout(Map<String, String> environment, long pid) {
    String forWhom = environment.getOrDefault("WATCHDOG_PID", "");
    if (!forWhom.isEmpty() && !forWhom.equals(Long.toString(pid))) {
      return Optional.empty();
    }
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    if (micros.isEmpty()) {
      return Optional.empty();
    }
    if (!micros.matches("[1-9][0-9]{0,17}")) {
      LOG.warn("WATCHDOG_USEC must be a number of microseconds above 0, was '{}'", micros);
      return Optional.empty();
    }
    return Optional.of(Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
  }

  private void notifySystemd() {
    boolean wasWell = well;
    Optional<RuntimeException> cause = Optional.empty();
    try {
      well = alive.getAsBoolean();
    } catch (RuntimeException untold) {
      well = false;
      cause = Optional.of(untold);
    }
    if (well) {
      systemd.watchdog();
    } else if (wasWell) {
      LOG.warn(
          "the pipeline stands still: the watchdog is not notified, systemd will restart",
          cause.orElse(null));
    }
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
