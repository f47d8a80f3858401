package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import picocli.CommandLine.Option;

/** The options of commands that talk to the running daemon. */
final class DaemonAddress {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Where the daemon listens (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port it listens on (default: ${DEFAULT-VALUE}).")
  private int port = 8780;

  DaemonClient client() {
    return new DaemonClient(host, port);
  }
}
