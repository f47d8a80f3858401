package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.support.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an installation's configuration and prints every problem on a line of its own. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Checks the configuration: keys, ranges, files that exist, pins used twice.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all good", "2:something is wrong; each problem is on a line of its own"})
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "${sys:moodspeaker.home:-.}",
      description = "the installation: the folder that holds config and playlists")
  private Path home;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "checks with this setting in place of the configured one")
  private Map<String, String> overrides = Map.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Problem> problems = new Installation(new InstallDir(home), overrides).check();
    problems.forEach(out::println);
    if (problems.isEmpty()) {
      out.println("all good");
    }
    out.flush();
    return problems.isEmpty() ? 0 : 2;
  }
}
