package io.moodspeaker.app.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that lay a hand on the running daemon's player. */
final class PlayerCommands {
  private PlayerCommands() {}

  /** A command that sends one action to the daemon. */
  abstract static class Action implements Callable<Integer> {
    @Mixin private DaemonAddress daemon;
    @Spec private CommandSpec spec;

    abstract String action();

    @Override
    public Integer call() throws Exception {
      String answer = daemon.client().post("/api/player/" + action());
      spec.commandLine().getOut().println(answer.strip());
      return 0;
    }
  }

  /** Stops the music until {@code resume}. */
  @Command(
      name = "pause",
      description = "Pause the music until 'resume'.",
      mixinStandardHelpOptions = true)
  static final class Pause extends Action {
    @Override
    String action() {
      return "pause";
    }
  }

  /** Goes on where {@code pause} stopped. */
  @Command(
      name = "resume",
      description = "Go on where 'pause' stopped.",
      mixinStandardHelpOptions = true)
  static final class Resume extends Action {
    @Override
    String action() {
      return "resume";
    }
  }

  /** Goes to the playlist's next track. */
  @Command(
      name = "next",
      description = "Go to the playlist's next track.",
      mixinStandardHelpOptions = true)
  static final class Next extends Action {
    @Override
    String action() {
      return "next";
    }
  }
}
