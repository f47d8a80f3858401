package io.moodspeaker.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command came to.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Ran(int exit, String out, String err) {
  /** Runs one command as the program would. */
  static Ran command(Object command, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.setExecutionExceptionHandler(
        (error, failed, parsed) -> Moodspeaker.explain(error, failed));
    int exit = line.execute(args);
    return new Ran(exit, out.toString(), err.toString());
  }
}
