package io.moodspeaker.app.command;

import io.moodspeaker.app.Daemon;
import io.moodspeaker.app.Home;
import io.moodspeaker.app.SystemLibraries;
import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.Settings;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
    Settings settings =
        Settings.load(home.root(), System.getenv(), overrides).orElseThrow(BadInputException::new);
    var read = MoodsFile.read(home.root());
    MoodsFile moods = read.orElseThrow(BadInputException::new);
    read.problems().forEach(problem -> LOG.warn("{}", problem));

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
