package io.moodspeaker.app.command;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How far something long has come: on a terminal one line that is overwritten, elsewhere a line now
 * and then. One thread.
 */
final class Progress {
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final String what;
  private final int total;
  private final PrintWriter out;
  private final InstantSource clock;
  private final boolean terminal;
  private final Instant start;
  private Instant said;

  Progress(String what, int total, PrintWriter out, InstantSource clock) {
    this.what = what;
    this.total = total;
    this.out = out;
    this.clock = clock;
    terminal = onTerminal();
    start = clock.instant();
    said = start;
  }

  @SuppressWarnings("SystemConsoleNull") // It is null where java.base is the console's provider.
  static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  void done(int count) {
    Instant now = clock.instant();
    boolean last = count == total;
    Duration between = terminal ? ON_TERMINAL : ELSEWHERE;
    if (Duration.between(said, now).compareTo(between) < 0 && !(last && terminal)) {
      return;
    }
    said = now;
    int percent = (int) (100L * count / Math.max(1, total));
    long left = Duration.between(start, now).toMillis() * (total - count) / Math.max(1, count);
    String line =
        String.format(
            "%s [%s%s] %d/%d, %d s left",
            what, "#".repeat(percent / 5), ".".repeat(20 - percent / 5), count, total, left / 1000);
    if (terminal) {
      out.print("\r" + line + (last ? "  \n" : "  "));
    } else {
      out.println(line);
    }
    out.flush();
  }
}
