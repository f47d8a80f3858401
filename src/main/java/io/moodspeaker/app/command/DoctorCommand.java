package io.moodspeaker.app.command;

import io.moodspeaker.app.Doctor;
import io.moodspeaker.app.Installation;
import io.moodspeaker.feature.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is here and what is missing, with the command that gets it. */
@Command(
    name = "doctor",
    description = "Say what is here, what is missing, and the command that gets it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Look with this setting in place of the configured one.")
  private Map<String, String> overrides = Map.of();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = Doctor.examine(Installation.find(overrides));
    print(findings, out);
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.MISSING) ? 1 : 0;
  }

  /** A line for each finding. */
  static void print(List<Finding> findings, PrintWriter out) {
    for (Finding finding : findings) {
      out.printf(
          "%-8s %s%s%n",
          finding.level().name().toLowerCase(Locale.ROOT),
          finding.text(),
          finding.remedy().map(remedy -> "; " + remedy).orElse(""));
    }
  }
}
