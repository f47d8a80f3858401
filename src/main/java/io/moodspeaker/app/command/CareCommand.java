package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.care.CareFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What care keeps and would say. */
@Command(
    name = "care",
    description = "Show the days that care = on keeps, and what would be said.",
    mixinStandardHelpOptions = true,
    subcommands = CareCommand.Forget.class)
final class CareCommand implements Callable<Integer> {
  @Mixin private DaemonAddress daemon;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    JsonNode report =
        JsonMapper.shared().readTree(daemon.client().get("/api/v1/care", "application/json"));
    PrintWriter out = spec.commandLine().getOut();
    out.println("care " + report.path("care").asString(""));
    report
        .path("days")
        .forEach(
            day ->
                out.printf(
                    "%s  sadness %.3f in %d frames%n",
                    day.path("date").asString(""),
                    day.path("sadness").asDouble(),
                    day.path("frames").asLong()));
    out.println(
        report.path("holds").asBoolean()
            ? "sadness has held for days, against the weeks before"
            : "no sadness that holds for days, against the weeks before");
    if (report.has("told")) {
      out.println("last told on " + report.path("told").asString(""));
    }
    out.println("to that it says: " + report.path("gentle").asString(""));
    out.println("to words that hint at self-harm: " + report.path("urgent").asString(""));
    out.flush();
    return 0;
  }

  /** Deletes all of it. */
  @Command(
      name = "forget",
      description = "Delete all of it, in the running daemon's memory too.",
      mixinStandardHelpOptions = true)
  static final class Forget implements Callable<Integer> {
    @Mixin private DaemonAddress daemon;
    @Spec private CommandSpec spec;

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "The state folder of a daemon that does not run.")
    private Path state;

    @Override
    public Integer call() throws IOException {
      if (state == null && !daemon.isAnothersState()) {
        try {
          daemon.client().post("/api/v1/care/forget", "text/plain", "");
        } catch (DaemonClient.RefusedException refused) {
          throw new BadInputException(refused.getMessage());
        } catch (IOException notRunning) {
          // The file is all there is.
        }
      }
      Path folder = state == null ? stateDir() : state;
      Files.deleteIfExists(folder.resolve(CareFeature.FILE));
      spec.commandLine().getOut().println("what care had kept is forgotten");
      return 0;
    }

    private Path stateDir() {
      return new Installation(InstallDir.find(), daemon.overrides())
          .reader()
          .readForStart()
          .orElseThrow(BadInputException::new)
          .config()
          .stateDir();
    }
  }
}
