package io.moodspeaker.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moodspeaker.app.command.Moodspeaker;
import java.io.PrintWriter;
import java.util.OptionalInt;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] args) {
    String[] words = Arguments.inOrder(args);
    OptionalInt quick =
        new QuickCommand(
                new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8))
            .run(words);
    if (quick.isPresent()) {
      // An exit would look for a logger in a hundred jars, to note that it exits.
      Runtime.getRuntime().halt(quick.getAsInt());
    }
    System.exit(Moodspeaker.commandLine().execute(words));
  }
}
