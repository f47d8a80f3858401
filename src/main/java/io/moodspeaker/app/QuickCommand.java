package io.moodspeaker.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TimeZone;

/**
 * Commands that only ask the running daemon: answered before the command line's library is loaded,
 * which takes longer than the answer. What it does not understand is left to that library.
 */
public final class QuickCommand {
  private static final String TEXT = "text/plain";
  private static final Set<String> BARE =
      Set.of(
          "pause",
          "resume",
          "next",
          "previous",
          "ban",
          "more",
          "wrong",
          "like",
          "why",
          "forget",
          "queue");
  private static final Set<String> WITH_ARGUMENT = Set.of("play", "volume", "sleep", "wake");

  private final PrintWriter out;
  private final PrintWriter err;

  /** A command that prints to these. */
  public QuickCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** The exit code; empty for what is not one of these commands. */
  public OptionalInt run(String... arguments) {
    if (arguments.length == 1 && Set.of("--version", "-V").contains(arguments[0])) {
      out.println("moodspeaker " + Version.number());
      return OptionalInt.of(0);
    }
    if (arguments.length == 0) {
      return OptionalInt.empty();
    }
    String command = arguments[0];
    Map<String, String> overrides = new HashMap<>();
    boolean json = false;
    String argument = null;
    boolean literal = false;
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    for (int i = 0; i < rest.size(); i++) {
      String word = rest.get(i);
      boolean more = i + 1 < rest.size();
      if (word.equals("--") && !literal) {
        literal = true;
      } else if (!literal && word.equals("--json") && command.equals("status")) {
        json = true;
      } else if (!literal && word.equals("--set") && more && rest.get(i + 1).contains("=")) {
        String[] pair = rest.get(++i).split("=", 2);
        overrides.put(pair[0], pair[1]);
      } else if (!literal && word.equals("--port") && more) {
        overrides.put("http.port", rest.get(++i));
      } else if (!literal && word.equals("--host") && more) {
        overrides.put("http.host", rest.get(++i));
      } else if (WITH_ARGUMENT.contains(command)
          && argument == null
          && (literal || !word.startsWith("-") || word.matches("-[0-9]+"))) {
        argument = word;
      } else {
        return OptionalInt.empty();
      }
    }
    if (command.equals("status")) {
      return OptionalInt.of(status(json, overrides));
    }
    if ((BARE.contains(command) && argument == null)
        || command.equals("play")
        || command.equals("sleep")
        || command.equals("wake")
        || (command.equals("volume") && argument != null)) {
      return OptionalInt.of(act(command, argument == null ? "" : argument, overrides));
    }
    return OptionalInt.empty();
  }

  private int status(boolean json, Map<String, String> overrides) {
    // Times are told as the reader's clock shows them, which may hang elsewhere than the daemon's.
    String zone = URLEncoder.encode(TimeZone.getDefault().getID(), StandardCharsets.UTF_8);
    return attempt(
        overrides,
        client ->
            json
                ? client.get("/api/status", "application/json")
                : client.get("/api/status?zone=" + zone, TEXT));
  }

  private int act(String action, String argument, Map<String, String> overrides) {
    if (action.equals("queue")) {
      return attempt(overrides, client -> client.get("/api/v1/queue", TEXT));
    }
    if (action.equals("volume") && !argument.matches("[+-][0-9]{1,3}|[0-9]{1,2}|100")) {
      err.println("volume must be 0 to 100, was " + argument + "; +10 and -5 are steps");
      return 2;
    }
    return attempt(
        overrides,
        client -> client.post("/api/player/" + action, TEXT, absolute(action, argument)));
  }

  /** A path that is there is told as the daemon can find it; all else is a name. */
  private static String absolute(String action, String argument) {
    if (!action.equals("play") || argument.isEmpty() || argument.contains("://")) {
      return argument;
    }
    Path path = Path.of(argument);
    return argument.startsWith(".") || path.toFile().exists()
        ? path.toAbsolutePath().normalize().toString()
        : argument;
  }

  private interface Asking {
    String ask(DaemonClient client) throws IOException;
  }

  private int attempt(Map<String, String> overrides, Asking asking) {
    try {
      DaemonClient client = DaemonClient.of(InstallDir.find().root(), System.getenv(), overrides);
      out.println(asking.ask(client).stripTrailing());
      return 0;
    } catch (IllegalArgumentException wrong) {
      err.println(wrong.getMessage());
      return 2;
    } catch (DaemonClient.RefusedException refused) {
      err.println(refused.getMessage());
      boolean badInput = refused.status() / 100 == 4 && refused.status() != 409;
      return badInput ? 2 : 1;
    } catch (IOException failed) {
      err.println(failed.getMessage());
      return 1;
    }
  }
}
