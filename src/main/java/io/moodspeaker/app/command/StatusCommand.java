package io.moodspeaker.app.command;

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

  @Override
  public Integer call() {
    return daemon.run(spec.commandLine(), "status", json ? List.of("--json") : List.of());
  }
}
