package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done about alerts from the command line. */
@Command(
    name = "alert",
    description = "Try out who is told of a mood that holds.",
    mixinStandardHelpOptions = true,
    subcommands = AlertCommand.Test.class)
final class AlertCommand {
  /** Sends a test. */
  @Command(
      name = "test",
      description = "Tell everybody who can be told that this is a test.",
      mixinStandardHelpOptions = true)
  static final class Test implements Callable<Integer> {
    @Mixin private DaemonAddress daemon;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      try {
        spec.commandLine()
            .getOut()
            .print(daemon.client().post("/api/v1/alert/test", "text/plain", ""));
        spec.commandLine().getOut().flush();
        return 0;
      } catch (DaemonClient.RefusedException refused) {
        throw new BadInputException(refused.getMessage());
      }
    }
  }
}
