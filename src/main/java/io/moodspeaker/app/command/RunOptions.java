package io.moodspeaker.app.command;

import io.moodspeaker.app.Daemon;
import io.moodspeaker.app.Home;
import io.moodspeaker.app.SettingsCheck;
import io.moodspeaker.app.SystemLibraries;
import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.Settings;
import io.moodspeaker.support.FileWatcher;
import io.moodspeaker.support.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** How the daemon runs, and the running of it. */
final class RunOptions {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Use this setting in place of the one in config/moodspeaker.properties.")
  private Map<String, String> overrides = Map.of();

  /** Runs the daemon until the process is told to stop; returns the exit code. */
  int run() throws Exception {
    SystemLibraries libraries = SystemLibraries.look();
    if (libraries.incomplete()) {
      LOG.error(
          "the system library {} is missing; get it with: {}",
          libraries.missing().get(0).soname(),
          libraries.remedy().orElseThrow());
      return 1;
    }
    Home home = Home.find();
    if (!home.exists()) {
      throw new BadInputException(
          home.root() + " has no config and routes; start target/moodspeaker/bin/moodspeaker");
    }
    FileWatcher<Settings> settings = FileWatcher.settings(home.root(), System.getenv(), overrides);
    List<Problem> refused =
        SettingsCheck.problems(settings.first().orElseThrow(BadInputException::new));
    if (!refused.isEmpty()) {
      throw new BadInputException(
          refused.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    FileWatcher<MoodsFile> moods = FileWatcher.moods(home.root());
    moods.first().orElseThrow(BadInputException::new);
    moods.first().problems().forEach(problem -> LOG.warn("{}", problem));

    Daemon daemon = new Daemon(home, settings, moods, System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  LOG.info("stopping");
                  daemon.close();
                  stopped.countDown();
                },
                "stop"));
    daemon.start();
    stopped.await();
    return 0;
  }
}
