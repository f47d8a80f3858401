package io.moodspeaker.app.command;

import io.moodspeaker.app.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists who is known. */
@Command(
    name = "people",
    description = "List the people who are known, and by how many faces.",
    subcommands = PeopleCommand.Forget.class,
    mixinStandardHelpOptions = true)
final class PeopleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PeopleOptions options;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Identity identity = Identity.open(options.overrides())) {
      if (identity.people().faces().isEmpty()) {
        out.println("nobody is known; 'moodspeaker enroll NAME PATH…' makes a person known");
      }
      identity
          .people()
          .faces()
          .forEach(
              (name, faces) ->
                  out.printf(
                      "%s: %d %s%n", name, faces.size(), faces.size() == 1 ? "face" : "faces"));
    }
    out.flush();
    return 0;
  }

  /** Forgets a person. */
  @Command(
      name = "forget",
      description = "Forget a person: all numbers of their faces are deleted.",
      mixinStandardHelpOptions = true)
  static final class Forget implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private PeopleOptions options;

    @Parameters(paramLabel = "NAME", description = "The person's name.")
    private String name;

    @Override
    public Integer call() throws IOException {
      try (Identity identity = Identity.open(options.overrides())) {
        if (!identity.forget(name)) {
          throw new BadInputException(name + " is not known; 'moodspeaker people' lists who is");
        }
        identity.save();
      }
      spec.commandLine().getOut().println(name + " is forgotten");
      return 0;
    }
  }
}
