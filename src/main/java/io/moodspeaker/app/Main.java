package io.moodspeaker.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.moodspeaker.app.command.Moodspeaker;
import java.io.PrintWriter;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] args) {
    String[] words = Arguments.inOrder(args);
    System.exit(
        new QuickCommand(
                new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8))
            .run(words)
            .orElseGet(() -> Moodspeaker.commandLine().execute(words)));
  }
}
