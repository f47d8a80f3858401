package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.app.Packaged.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole daemon, asked to end in each of its states. */
class SignalsIT {
  /** systemd's TimeoutStopSec, in milliseconds. */
  private static final long PATIENCE = 5000;

  @TempDir private Path folder;

  @Test
  @Fault(
      value =
          "SIGTERM, SIGINT or SIGHUP at any moment: at the start, while the model loads, in a fade, while the camera is paused",
      seen = "`stopping`",
      goesOn = "nothing",
      heals = "start it again: same playlist, same place",
      within = "5 s")
  void it_ends_in_time_while_the_model_loads() throws Exception {
    signal("TERM", 143, "model");
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({
    "TERM, 143, start",
    "INT, 130, start",
    "HUP, 129, start",
    "INT, 130, model",
    "HUP, 129, model",
    "TERM, 143, playing",
    "INT, 130, playing",
    "HUP, 129, playing",
    "TERM, 143, fade",
    "INT, 130, fade",
    "HUP, 129, fade",
    "TERM, 143, privacy",
    "INT, 130, privacy",
    "HUP, 129, privacy"
  })
  void it_ends_in_time_in_whatever_state(String signal, int code, String state) throws Exception {
    signal(signal, code, state);
  }

  private void signal(String name, int code, String state) throws Exception {
    Packaged image = Packaged.in(folder);
    int port = Packaged.freePort();
    try (Running daemon = image.start("--set", "http.port=" + port, "--set", "audio=silent")) {
      reach(state, daemon, port);
      long begin = System.nanoTime();
      new ProcessBuilder("kill", "-s", name, "" + daemon.pid()).start().waitFor();
      assertThat(daemon.awaitEnd(30)).isEqualTo(code);
      assertThat((System.nanoTime() - begin) / 1_000_000).as("ms to end").isLessThan(PATIENCE);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
    assertThat(halfWritten(image.person())).isEmpty();
  }

  private static void reach(String state, Running daemon, int port) throws Exception {
    String awaited =
        switch (state) {
          case "start" -> "";
          case "model" -> "sound: ";
          default -> ": playing ";
        };
    await()
        .atMost(60, SECONDS)
        .pollInterval(5, MILLISECONDS)
        .until(() -> awaited.isEmpty() || told(daemon, awaited));
    if (state.equals("playing")) {
      await().atMost(30, SECONDS).ignoreExceptions().until(() -> position(port) > 2);
    } else if (state.equals("privacy")) {
      new DaemonClient("127.0.0.1", port).post("/api/v1/camera/pause", "text/plain", "");
    }
  }

  private static boolean told(Running daemon, String what) {
    return daemon.log().stream().anyMatch(line -> line.contains(what));
  }

  private static double position(int port) throws IOException {
    return tools.jackson.databind.json.JsonMapper.shared()
        .readTree(new DaemonClient("127.0.0.1", port).get("/api/status", "application/json"))
        .path("music")
        .path("position")
        .asDouble();
  }

  private static List<Path> halfWritten(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".new")).toList();
    }
  }
}
