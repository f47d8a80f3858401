package io.moodspeaker.app.command;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the running daemon what it sees, judges and plays. */
@Command(
    name = "status",
    description = "Ask the running daemon what it sees, judges and plays.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private DaemonAddress daemon;
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the daemon's answer as it comes: one JSON object.")
  private boolean json;

  @Option(names = "--follow", description = "Go on with what happens, until Ctrl-C.")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (follow) {
      int asked = daemon.run(spec.commandLine(), "status", List.of(), List.of());
      if (asked == 0) {
        new EventFollower(
                spec.commandLine().getOut(),
                Clock.system(ZoneId.systemDefault()),
                EventFollower.What.CHANGES)
            .follow(daemon.client());
      }
      return asked;
    }
    return daemon.run(
        spec.commandLine(), "status", json ? List.of("--json") : List.of(), List.of());
  }
}
