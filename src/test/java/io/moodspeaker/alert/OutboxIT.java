package io.moodspeaker.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand alerts, a receiver that is down at first, and four kills. */
class OutboxIT {
  private static final int ALERTS = 1000;

  @TempDir private Path folder;
  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());

  private Process program(int port, int first) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            "--enable-native-access=ALL-UNNAMED",
            OutboxProgram.class.getName(),
            folder.resolve("alerts.db").toString(),
            "http://127.0.0.1:" + port + "/hook",
            Integer.toString(first),
            Integer.toString(ALERTS))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Reads until a line; gives the last number that was said. */
  private static int read(BufferedReader lines, String until) throws IOException {
    int last = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.matches("[0-9]+")) {
        last = Integer.parseInt(line);
      }
      if (line.equals(until)) {
        return last;
      }
    }
    return last;
  }

  @Test
  @Fault(
      value = "kill -9 with alerts waiting",
      seen = "nothing",
      goesOn = "every alert arrives, in order, once by its id",
      heals = "systemd starts it again",
      within = "with the start")
  void every_alert_arrives_once_by_its_id_and_in_order_over_four_kills() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    int next = 1;
    // The receiver is down while the first half is raised, and up for the second.
    try (MockWebServer receiver = new MockWebServer()) {
      receiver.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              arrived.add(request.getHeaders().get("Idempotency-Key"));
              return new MockResponse.Builder().code(200).build();
            }
          });
      for (int killAt : List.of(150, 400, 600, 850)) {
        if (killAt == 600) {
          receiver.start(port);
        }
        Process process = program(port, next);
        try (BufferedReader lines = process.inputReader()) {
          read(lines, Integer.toString(killAt));
          process.toHandle().destroyForcibly();
          process.waitFor();
          // What it had said before it died counts as raised; the next one goes on after it.
          next = Math.max(killAt, read(lines, "")) + 1;
        }
      }
      Process last = program(port, next);
      try (BufferedReader lines = last.inputReader()) {
        read(lines, "all delivered");
      }
      assertThat(last.waitFor()).isZero();
    }
    List<String> expected = IntStream.rangeClosed(1, ALERTS).mapToObj(i -> "id-" + i).toList();
    assertThat(arrived.stream().distinct().toList()).isEqualTo(expected);
    // A kill between delivery and deletion sends one again, with the same id.
    assertThat(arrived).hasSizeLessThanOrEqualTo(ALERTS + 4);
  }
}
