package io.moodspeaker.app;

import io.moodspeaker.app.command.Moodspeaker;
import java.io.PrintWriter;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name and exits with its code. */
  public static void main(String[] args) {
    System.exit(
        new QuickCommand(new PrintWriter(System.out, true), new PrintWriter(System.err, true))
            .run(args)
            .orElseGet(() -> Moodspeaker.commandLine().execute(args)));
  }
}
