package io.moodspeaker.light;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A metronome and a clock that go on only when they are told to. */
public final class FakeMetronome implements Metronome, InstantSource {
  private record Running(Instant start, Duration period, Runnable beat) {}

  private final List<Running> running = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T08:00:00Z");

  /** Lets time pass, with all the beats that fall into it. */
  public void advance(Duration time) {
    for (long i = 0; i < time.toMillis(); i++) {
      now = now.plusMillis(1);
      for (Running each : List.copyOf(running)) {
        if (Duration.between(each.start, now).toMillis() % each.period.toMillis() == 0) {
          each.beat.run();
        }
      }
    }
  }

  /** How many beats are going on. */
  public int running() {
    return running.size();
  }

  @Override
  public Runnable every(Duration period, Runnable beat) {
    Running mine = new Running(now, period, beat);
    running.add(mine);
    return () -> running.remove(mine);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    running.clear();
  }
}
