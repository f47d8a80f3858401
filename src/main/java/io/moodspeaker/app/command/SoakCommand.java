package io.moodspeaker.app.command;

import io.moodspeaker.app.Daemon;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.support.MonotonicClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lives the daemon's days in a hurry and tells whether anything of it grows. */
@Command(
    name = "soak",
    description = {
      "Run the daemon's days in a hurry, and tell what grows.",
      "A drawn face changes its mood every few seconds; for each day's worth of changes it tells heap,",
      "resident memory, threads and open files, at the end the growth of each a day. Exit code 1 if",
      "something grows."
    },
    mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
  /** How often a person's mood changes from waking to sleeping, roughly. */
  private static final int CHANGES_A_DAY = 100;

  private static final Duration STEP = Duration.ofSeconds(2);

  /** Moods that are told apart and settled within two seconds each. */
  private static final String SCENARIO =
      """
      blend: 0.1
      steps:
        - {show: happiness, seconds: 2}
        - {show: sadness, seconds: 2}
        - {show: surprise, seconds: 2}
        - {show: neutral, seconds: 2}
        - {show: nobody, seconds: 2}
      """;

  @Spec private CommandSpec spec;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "Days' worth of changes, after one that warms up; each takes some three minutes"
              + " (default: ${DEFAULT-VALUE}).")
  private int days = 7;

  /**
   * What the process holds after some days.
   *
   * @param heap bytes that the collector left
   * @param resident bytes, those of libraries included
   */
  record Sample(double heap, double resident, double threads, double descriptors) {}

  @Override
  public Integer call() throws Exception {
    Numbers.atLeast("--days", 2, days);
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("moodspeaker-soak");
    try {
      return soak(folder, out) ? 0 : 1;
    } finally {
      try (Stream<Path> left = Files.walk(folder)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private boolean soak(Path folder, PrintWriter out) throws Exception {
    InstallDir home = InstallDir.find();
    Path scenario = Files.writeString(folder.resolve("days.yaml"), SCENARIO);
    Map<String, String> overrides =
        Map.of(
            "camera", "drawn:" + scenario,
            "camera.interval", "200ms",
            "mood.window", "1s",
            "mood.dwell", "0s",
            "mood.absent-after", "1s",
            "audio", "silent",
            "light", "console",
            "http.port", "0",
            "state.dir", folder.resolve("state").toString());
    Installation installation = new Installation(home, overrides);
    List<Sample> samples = new ArrayList<>();
    try (Daemon daemon =
        new Daemon(
            installation.features(),
            installation.reader(),
            installation.config(),
            home.routes(),
            Map.of())) {
      daemon.start();
      out.println("| day | changes | heap | resident | threads | open files |");
      out.println("|---|---|---|---|---|---|");
      for (int day = 0; day <= days; day++) {
        int changes = live(daemon);
        Sample now = sample();
        if (day > 0) {
          samples.add(now);
        }
        out.println(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.1f MB | %.0f MB | %.0f | %.0f |",
                day == 0 ? "warm-up" : String.valueOf(day),
                changes,
                now.heap() / 1e6,
                now.resident() / 1e6,
                now.threads(),
                now.descriptors()));
        out.flush();
      }
    }
    return steady(samples, out);
  }

  /** A day: as many changes, or twice the time that they should take. */
  private static int live(Daemon daemon) throws InterruptedException {
    InstantSource clock = MonotonicClock.start();
    Instant end = clock.instant().plus(STEP.multipliedBy(2L * CHANGES_A_DAY));
    int changes = 0;
    String mood = "";
    while (changes < CHANGES_A_DAY && clock.instant().isBefore(end)) {
      Thread.sleep(Duration.ofMillis(100));
      String now = String.valueOf(daemon.status().values().get("mood"));
      changes += now.equals(mood) ? 0 : 1;
      mood = now;
    }
    return changes;
  }

  private static Sample sample() throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long resident = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        resident = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return new Sample(
          heap,
          resident,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          descriptors.count());
    }
  }

  /**
   * Whether nothing grows by more than the noise of a day: a megabyte of heap, five of resident
   * memory, half a thread or file.
   */
  static boolean steady(List<Sample> samples, PrintWriter out) {
    return Stream.of(
            grows("heap", samples, Sample::heap, 1e6, out),
            grows("resident", samples, Sample::resident, 5e6, out),
            grows("threads", samples, Sample::threads, 0.5, out),
            grows("open files", samples, Sample::descriptors, 0.5, out))
        .noneMatch(grows -> grows);
  }

  private static boolean grows(
      String what,
      List<Sample> samples,
      ToDoubleFunction<Sample> of,
      double most,
      PrintWriter out) {
    double slope = slope(samples.stream().mapToDouble(of).toArray());
    out.println(
        String.format(
            Locale.ROOT,
            most > 1 ? "%s: %+.2f MB a day%s" : "%s: %+.2f a day%s",
            what,
            most > 1 ? slope / 1e6 : slope,
            slope > most ? ", which is too much" : ""));
    return slope > most;
  }

  /** The least squares' growth from one value to the next. */
  static double slope(double... values) {
    double middle = (values.length - 1) / 2.0;
    double mean = Arrays.stream(values).average().orElse(0);
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.length; i++) {
      above += (i - middle) * (values[i] - mean);
      below += (i - middle) * (i - middle);
    }
    return above / below;
  }
}
