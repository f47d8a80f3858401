package io.moodspeaker.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the daemon until it is told to stop. */
@Command(
    name = "run",
    description = "Run the daemon until it is told to stop (this is the default).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    return options.run();
  }
}
