package io.moodspeaker.mqtt.hivemq;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Debian's real broker on a port of its own. */
@SuppressWarnings("AddressSelection")
public final class Mosquitto implements AutoCloseable {
  private final Path folder;
  private final int port;
  private final List<String> config;
  private Process process;

  /**
   * A broker at rest.
   *
   * @param config further lines of its configuration
   */
  public Mosquitto(Path folder, String... config) throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/mosquitto")),
        "SKIPPED: no mosquitto here; apt-get install mosquitto");
    this.folder = folder;
    this.config = List.of(config);
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  /** On this machine. */
  public int port() {
    return port;
  }

  /** Starts it, and waits until it is there. */
  public void start() throws IOException {
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(
        file,
        """
        listener %d 127.0.0.1
        persistence true
        persistence_location %s/
        autosave_interval 1
        autosave_on_changes true
        user root
        %s
        """
            .formatted(
                port,
                folder,
                config.isEmpty() ? "allow_anonymous true" : String.join("\n", config)));
    process =
        new ProcessBuilder("/usr/sbin/mosquitto", "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("mosquitto.log").toFile()))
            .start();
    Awaitility.await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .ignoreException(ConnectException.class)
        .until(
            () -> {
              try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return true;
              }
            });
  }

  /** Ends it in peace. */
  public void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  /** Ends it without a warning. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
