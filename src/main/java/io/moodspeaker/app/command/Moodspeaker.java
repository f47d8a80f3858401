package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Recognizers;
import io.moodspeaker.app.SystemLibraries;
import io.moodspeaker.app.Version;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.support.Reason;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program as people type it: {@code moodspeaker COMMAND}. Without a command it runs. */
@Command(
    name = "moodspeaker",
    description = "Music and light that follow the mood that a face shows.",
    mixinStandardHelpOptions = true,
    versionProvider = Moodspeaker.VersionProvider.class,
    synopsisSubcommandLabel = "[COMMAND]",
    footer = {
      "",
      "Without a command the daemon runs.",
      "Exit codes: 0 all good, 1 it failed, 2 the input was bad."
    },
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      SettingsCommand.class,
      RecognizeCommand.class,
      ReplayCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      EegCommand.class,
      ModelsCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      LandmarksCommand.class,
      DatasetCommand.class,
      ComposeCommand.class,
      DoctorCommand.class,
      StatusCommand.class,
      CalibrateCommand.class,
      EnrollCommand.class,
      PeopleCommand.class,
      PlayerCommands.Play.class,
      PlayerCommands.Pause.class,
      PlayerCommands.Resume.class,
      PlayerCommands.Next.class,
      PlayerCommands.Previous.class,
      PlayerCommands.Volume.class,
      PlayerCommands.Ban.class,
      PlayerCommands.More.class,
      PlayerCommands.Wrong.class,
      PlayerCommands.Like.class,
      PlayerCommands.Why.class,
      PlayerCommands.Forget.class,
      PlayerCommands.Sleep.class,
      PlayerCommands.Wake.class,
      PlayerCommands.Queue.class,
      AlertCommand.class,
      HistoryCommand.class,
      CareCommand.class,
      LibraryCommand.class,
      SourcesCommand.class,
      GenerateCompletion.class,
      CommandLine.HelpCommand.class,
    })
public final class Moodspeaker implements Callable<Integer> {
  @Mixin private RunOptions options;

  @Override
  public Integer call() throws Exception {
    return options.run();
  }

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Moodspeaker());
    commandLine.addSubcommand(new ServeCommand(Moodspeaker::server));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine.IParameterExceptionHandler standard = commandLine.getParameterExceptionHandler();
    commandLine.setParameterExceptionHandler(
        (wrong, words) -> standard.handleParseException(plain(wrong), words));
    commandLine.setExecutionExceptionHandler((error, failed, parsed) -> explain(error, failed));
    return commandLine;
  }

  private static EmotionRecognizer server() throws EmotionException {
    InstallDir home = InstallDir.find();
    return Recognizers.local(
        home.models().resolve("face"), "auto", Use.STILLS, home.models().resolve("emotion"));
  }

  /** picocli says "option" twice where it wants KEY=VALUE, and names classes of Java. */
  private static CommandLine.ParameterException plain(CommandLine.ParameterException wrong) {
    String message =
        wrong
            .getMessage()
            .replace("option option", "option")
            .replaceAll("(?:[a-z]\\w*\\.)+[A-Z]\\w*(?:Exception|Error): ", "");
    return message.equals(wrong.getMessage())
        ? wrong
        : new CommandLine.ParameterException(wrong.getCommandLine(), message, wrong);
  }

  /** Tells what failed; the exit code says whether another input would help. */
  static int explain(Exception error, CommandLine failed) {
    PrintWriter err = failed.getErr();
    if (error instanceof BadInputException) {
      err.println(error.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    Optional<String> file = FileTrouble.explain(error);
    if (file.isPresent()) {
      err.println(file.get());
      boolean daemon =
          failed.getCommand() instanceof Moodspeaker || failed.getCommand() instanceof RunCommand;
      // A disk may come later: systemd tries the daemon again, but not after bad input.
      return daemon ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.USAGE;
    }
    err.println(SystemLibraries.explain(error).orElseGet(() -> Reason.withFile(error)));
    LoggerFactory.getLogger(Moodspeaker.class).debug("the command failed", error);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version that the build wrote into the program. */
  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"moodspeaker " + Version.number()};
    }
  }
}
