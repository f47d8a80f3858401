package io.moodspeaker.app.command;

import io.moodspeaker.model.Mood;
import io.moodspeaker.mood.MoodSettings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how steady moods are while frames are read wrongly. */
@Command(
    name = "moods",
    description = {
      "Measure on scripted hours of noisy readings how steady moods are.",
      "Tells how often the mood is wrong, and how late it is right: the daemon's way beside no",
      "smoothing, a majority of frames and a moving average."
    },
    mixinStandardHelpOptions = true)
final class BenchMoodsCommand implements Callable<Integer> {
  /** Who decides later than this about a mood that is over was wrong and not late. */
  private static final Duration LATE = Duration.ofSeconds(6);

  /** As moods.yaml's alert of fear: after five seconds of it. */
  private static final Duration ALERT_AFTER = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "Scripted hours for each line (default: ${DEFAULT-VALUE}).")
  private int hours = 100;

  @Option(
      names = "--wrong",
      paramLabel = "SHARE",
      split = ",",
      description =
          "How many of the frames are read wrongly, 0 to 0.5 (default: ${DEFAULT-VALUE}).")
  private double[] wrong = {0, 0.1, 0.2, 0.3, 0.4};

  @Option(
      names = "--burst",
      paramLabel = "N",
      description =
          "How many wrong frames follow each other on average, with one wrong emotion; at 1 each"
              + " frame is wrong by its own chance (default: ${DEFAULT-VALUE}).")
  private double burst = 1;

  /**
   * What one way came to.
   *
   * @param wrongChanges changes an hour to a mood that nobody showed
   * @param falseAlerts alerts of fear an hour
   * @param delay the median time from a true change to the mood, in seconds
   */
  record Result(double wrongChanges, double falseAlerts, double delay) {}

  /** The ways by their names, in the order of the table. */
  static Map<String, Supplier<MoodJudges.Judge>> ways() {
    Map<String, Supplier<MoodJudges.Judge>> ways = new LinkedHashMap<>();
    for (int seconds : new int[] {3, 4, 5, 6}) {
      ways.put("window of %d s".formatted(seconds), () -> MoodJudges.window(window(seconds)));
    }
    ways.put("no smoothing", MoodJudges::none);
    ways.put("majority of 5", () -> MoodJudges.majority(5));
    ways.put("majority of 9", () -> MoodJudges.majority(9));
    ways.put("moving average, 0.3", () -> MoodJudges.average(0.3));
    ways.put("moving average, 0.15", () -> MoodJudges.average(0.15));
    return ways;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Numbers.atLeast("--hours", 1, hours);
    if (!(burst >= 1)) {
      throw new BadInputException("--burst must be 1 or more, was " + burst);
    }
    out.println("| wrong frames | way | wrong changes an hour | false alerts an hour | delay |");
    out.println("|---|---|---|---|---|");
    for (double share : wrong) {
      if (!(share >= 0 && share <= 0.5)) {
        throw new BadInputException("--wrong must be 0 to 0.5, was " + share);
      }
      ways()
          .forEach(
              (name, way) -> {
                Result result = run(way.get(), new MoodScript(share, burst, 1), hours);
                out.println(
                    String.format(
                        Locale.ROOT,
                        "| %.0f %% | %s | %.2f | %.2f | %.1f s |",
                        100 * share,
                        name,
                        result.wrongChanges(),
                        result.falseAlerts(),
                        result.delay()));
                out.flush();
              });
    }
    return 0;
  }

  /** The daemon's settings with another window. */
  static MoodSettings window(int seconds) {
    MoodSettings usual = MoodSettings.DEFAULT;
    return new MoodSettings(
        Duration.ofSeconds(seconds),
        usual.dwell(),
        usual.absentAfter(),
        usual.evidence(),
        usual.faces());
  }

  /** Lets a judge watch some hours. */
  static Result run(MoodJudges.Judge judge, MoodScript script, int hours) {
    Instant end = Instant.EPOCH.plus(Duration.ofHours(hours));
    Deque<MoodScript.Step> lately = new ArrayDeque<>();
    List<Double> delays = new ArrayList<>();
    int wrongChanges = 0;
    int alerts = 0;
    Mood mood = Mood.ABSENT;
    Mood truth = Mood.ABSENT;
    Instant trueSince = Instant.EPOCH;
    boolean found = true;
    Instant fearSince = Instant.MAX;
    for (MoodScript.Step step = script.next();
        step.seen().time().isBefore(end);
        step = script.next()) {
      Instant now = step.seen().time();
      lately.addLast(step);
      while (Duration.between(lately.getFirst().seen().time(), now).compareTo(LATE) > 0) {
        lately.removeFirst();
      }
      if (step.truth() != truth) {
        truth = step.truth();
        trueSince = now;
        found = false;
      }
      Mood next = judge.apply(step.seen());
      if (next != mood) {
        mood = next;
        boolean shown = lately.stream().anyMatch(each -> each.truth() == next);
        wrongChanges += shown || next == Mood.UNSURE ? 0 : 1;
        fearSince = next == Mood.FEAR ? now : Instant.MAX;
      }
      if (!fearSince.equals(Instant.MAX)
          && Duration.between(fearSince, now).compareTo(ALERT_AFTER) >= 0) {
        alerts++;
        fearSince = Instant.MAX;
      }
      if (!found && mood == truth) {
        found = true;
        delays.add(Duration.between(trueSince, now).toMillis() / 1000.0);
      }
    }
    Collections.sort(delays);
    double median = delays.isEmpty() ? Double.NaN : delays.get(delays.size() / 2);
    return new Result((double) wrongChanges / hours, (double) alerts / hours, median);
  }
}
