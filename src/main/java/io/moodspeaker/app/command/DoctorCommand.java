package io.moodspeaker.app.command;

import io.moodspeaker.app.Doctor;
import io.moodspeaker.app.Home;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what is here and what is missing, with the command that gets it. */
@Command(
    name = "doctor",
    description = "Say what is here, what is missing, and the command that gets it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Doctor.Report report = Doctor.examine(Home.find());
    report.findings().forEach(out::println);
    report.remedy().ifPresent(remedy -> out.println("get what is missing with: " + remedy));
    return report.healthy() ? 0 : 1;
  }
}
