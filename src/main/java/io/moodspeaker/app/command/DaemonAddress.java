package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.QuickCommand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options of commands that talk to the running daemon. */
final class DaemonAddress {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where the daemon listens (by default as http.host says).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port it listens on (by default as http.port says).")
  private Integer port;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Use this setting in place of the configured one.")
  private Map<String, String> overrides = Map.of();

  /** The settings that were given in place of the configured ones. */
  Map<String, String> overrides() {
    return overrides;
  }

  /** Whether a state folder was given, but no daemon: then its files are meant. */
  boolean isAnothersState() {
    return overrides.containsKey("state.dir")
        && !settings().containsKey("http.host")
        && !settings().containsKey("http.port");
  }

  DaemonClient client() {
    return DaemonClient.of(InstallDir.find().root(), System.getenv(), settings());
  }

  /**
   * Runs a command that only asks the daemon.
   *
   * @param arguments taken as they stand, also one that looks like an option
   */
  int run(CommandLine line, String command, List<String> options, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(command));
    settings().forEach((name, value) -> all.addAll(List.of("--set", name + "=" + value)));
    all.addAll(options);
    all.add("--");
    all.addAll(arguments);
    return new QuickCommand(line.getOut(), line.getErr())
        .run(all.toArray(String[]::new))
        .orElseThrow(() -> new BadInputException(String.join(" ", arguments) + " is no argument"));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(overrides);
    if (host != null) {
      settings.put("http.host", host);
    }
    if (port != null) {
      settings.put("http.port", port.toString());
    }
    return settings;
  }
}
