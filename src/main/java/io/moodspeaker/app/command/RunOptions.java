package io.moodspeaker.app.command;

import io.moodspeaker.app.Daemon;
import io.moodspeaker.app.Features;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Scheduler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How the daemon runs, and the running of it. */
final class RunOptions {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /** A model that loads can't be interrupted; its thread ends with the process. */
  private static final int STOP_SECONDS = 4;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Use this setting in place of the one in config/moodspeaker.properties.")
  private Map<String, String> overrides = Map.of();

  /** Runs the daemon until the process is told to stop; returns the exit code. */
  int run() throws Exception {
    InstallDir home = InstallDir.find();
    if (!home.exists()) {
      throw new BadInputException(
          home.root() + " has no config and routes; start target/moodspeaker/bin/moodspeaker");
    }
    Installation installation = new Installation(home, overrides);
    ConfigReader.Start start =
        installation.reader().readForStart().orElseThrow(BadInputException::new);
    List<Problem> refused =
        installation.features().stream()
            .flatMap(feature -> feature.refusals(start.config()).stream())
            .toList();
    if (!refused.isEmpty()) {
      throw new BadInputException(
          refused.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    start.problems().forEach(problem -> LOG.error("{}", problem));
    start
        .substitute()
        .ifPresent(used -> LOG.error("{} can't be used; running on {}", ConfigReader.MOODS, used));
    Features.check(installation.features(), start.config())
        .forEach(problem -> LOG.warn("{}", problem));
    Daemon daemon =
        new Daemon(
            installation.features(),
            installation.reader(),
            start.config(),
            home.routes(),
            System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, stopped), "stop"));
    daemon.start();
    stopped.await();
    return 0;
  }

  /** Closes the daemon, and waits no longer than a person or systemd would. */
  private static void stop(Daemon daemon, CountDownLatch stopped) {
    LOG.info("stopping");
    Scheduler closing = Scheduler.onThread("closing");
    closing.submit(
        () -> {
          daemon.close();
          stopped.countDown();
        });
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("something does not stop within {} s: left as it is", STOP_SECONDS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
