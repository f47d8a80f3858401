package io.moodspeaker.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands that lay a hand on the running daemon's player. */
final class PlayerCommands {
  private PlayerCommands() {}

  /** A command that sends one action to the daemon. */
  abstract static class Action implements Callable<Integer> {
    @Mixin private DaemonAddress daemon;
    @Spec private CommandSpec spec;

    /** What the action needs to know; empty for nothing. */
    List<String> arguments() {
      return List.of();
    }

    @Override
    public Integer call() {
      return daemon.run(spec.commandLine(), spec.name(), List.of(), arguments());
    }
  }

  /** Plays. */
  @Command(
      name = "play",
      description = "Play a playlist by hand, or go on after 'pause'.",
      mixinStandardHelpOptions = true)
  static final class Play extends Action {
    @Parameters(
        arity = "0..1",
        paramLabel = "PLAYLIST",
        description =
            "A mood or playlist by its name, a playlist file, a folder, a music file or a"
                + " radio's URL.")
    private String playlist;

    @Override
    List<String> arguments() {
      return playlist == null ? List.of() : List.of(playlist);
    }
  }

  /** Sets the volume. */
  @Command(name = "volume", description = "Glide to a volume.", mixinStandardHelpOptions = true)
  static final class Volume extends Action {
    @Parameters(paramLabel = "PERCENT", description = "0 to 100, or +10, -10 from where it is.")
    private String percent;

    @Override
    List<String> arguments() {
      return List.of(percent);
    }
  }

  /** Stops the music until {@code resume}. */
  @Command(
      name = "pause",
      description = "Pause the music until 'resume'.",
      mixinStandardHelpOptions = true)
  static final class Pause extends Action {}

  /** Goes on where {@code pause} stopped. */
  @Command(
      name = "resume",
      description = "Go on where 'pause' stopped; moods rule again.",
      mixinStandardHelpOptions = true)
  static final class Resume extends Action {}

  /** Goes to the playlist's next track. */
  @Command(
      name = "next",
      description = "Go to the playlist's next track.",
      mixinStandardHelpOptions = true)
  static final class Next extends Action {}

  /** Goes back a track. */
  @Command(
      name = "previous",
      description = "Go back to the track's beginning, or to the one before.",
      mixinStandardHelpOptions = true)
  static final class Previous extends Action {}

  /** Bans the present track from the present mood. */
  @Command(
      name = "ban",
      description = "Never play this track in this mood again.",
      mixinStandardHelpOptions = true)
  static final class Ban extends Action {}

  /** Goes on with music like the present track. */
  @Command(
      name = "more",
      description = "More like this: go on with tracks of your library that are like this one.",
      mixinStandardHelpOptions = true)
  static final class More extends Action {}

  /** Takes the last change back. */
  @Command(
      name = "wrong",
      description = "Wrong mood: take the change back, and hold on to the music.",
      mixinStandardHelpOptions = true)
  static final class Wrong extends Action {}

  /** Notes that the present track is liked. */
  @Command(
      name = "like",
      description = "Note that you like this track in this mood.",
      mixinStandardHelpOptions = true)
  static final class Like extends Action {}

  /** Tells why the present track plays. */
  @Command(
      name = "why",
      description = "Tell what was learned of the present track.",
      mixinStandardHelpOptions = true)
  static final class Why extends Action {}

  /** Forgets what was learned. */
  @Command(
      name = "forget",
      description = "Forget what was learned of all tracks.",
      mixinStandardHelpOptions = true)
  static final class Forget extends Action {}

  /** Lets the music end later. */
  @Command(
      name = "sleep",
      description = "Let the music fade out after a time; moods then wait for 'resume'.",
      mixinStandardHelpOptions = true)
  static final class Sleep extends Action {
    @Parameters(arity = "0..1", paramLabel = "TIME", description = "Such as 30min; or off.")
    private String time;

    @Override
    List<String> arguments() {
      return time == null ? List.of() : List.of(time);
    }
  }

  /** Wakes somebody with music. */
  @Command(
      name = "wake",
      description = "Wake once with music that begins softly and follows the face.",
      mixinStandardHelpOptions = true)
  static final class Wake extends Action {
    @Parameters(arity = "0..1", paramLabel = "TIME", description = "Such as 06:45; or off.")
    private String time;

    @Override
    List<String> arguments() {
      return time == null ? List.of() : List.of(time);
    }
  }

  /** Tells what comes next. */
  @Command(
      name = "queue",
      description = "Tell what plays and what comes next.",
      mixinStandardHelpOptions = true)
  static final class Queue extends Action {}
}
