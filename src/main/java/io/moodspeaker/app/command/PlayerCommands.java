package io.moodspeaker.app.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that lay a hand on the running daemon's player. */
final class PlayerCommands {
  private PlayerCommands() {}

  /** A command that sends one action to the daemon. */
  abstract static class Action implements Callable<Integer> {
    @Mixin private DaemonAddress daemon;
    @Spec private CommandSpec spec;

    abstract String action();

    /** What goes with the action. */
    String body() {
      return "";
    }

    @Override
    public Integer call() throws Exception {
      String answer = daemon.client().post("/api/player/" + action(), body());
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

  /** Goes back to the track's beginning, or to the track before. */
  @Command(
      name = "previous",
      description = "Go back to the track's beginning, or to the track before.",
      mixinStandardHelpOptions = true)
  static final class Previous extends Action {
    @Override
    String action() {
      return "previous";
    }
  }

  /** Plays a playlist, whatever the mood. */
  @Command(
      name = "play",
      description = "Play a playlist, folder, file or stream; moods wait for half an hour.",
      mixinStandardHelpOptions = true)
  static final class Play extends Action {
    @Parameters(
        arity = "0..1",
        paramLabel = "PLAYLIST",
        description = "A path, or an http(s) address. Without one the music just goes on.")
    private String playlist = "";

    @Override
    String action() {
      return "play";
    }

    @Override
    String body() {
      boolean path = !playlist.isEmpty() && !playlist.matches("(?i)https?://.*");
      return path ? Path.of(playlist).toAbsolutePath().normalize().toString() : playlist;
    }
  }

  /** Sets the volume. */
  @Command(
      name = "volume",
      description = "Glide to a volume of 0 to 100.",
      mixinStandardHelpOptions = true)
  static final class Volume extends Action {
    @Parameters(paramLabel = "PERCENT", description = "0 to 100.")
    private int percent;

    @Spec private CommandSpec spec;

    @Override
    String action() {
      return "volume";
    }

    @Override
    String body() {
      if (percent < 0 || percent > 100) {
        throw new ParameterException(spec.commandLine(), "volume must be 0 to 100, was " + percent);
      }
      return Integer.toString(percent);
    }
  }

  /** Never plays this track in this mood again. */
  @Command(
      name = "ban",
      description = "Never play this track in this mood again, and go to the next.",
      mixinStandardHelpOptions = true)
  static final class Ban extends Action {
    @Override
    String action() {
      return "ban";
    }
  }

  /** Takes back what the present mood did. */
  @Command(
      name = "wrong",
      description = "Say that the mood is wrong: what played before plays again.",
      mixinStandardHelpOptions = true)
  static final class Wrong extends Action {
    @Override
    String action() {
      return "wrong";
    }
  }
}
