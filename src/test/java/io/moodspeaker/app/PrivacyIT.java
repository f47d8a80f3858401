package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.app.Packaged.Running;
import io.moodspeaker.camera.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole daemon as it comes: nothing goes through the one cable of its network, nobody outside
 * could ask for anything, and a camera that is paused is closed.
 */
class PrivacyIT {
  private static final Path HOUSE =
      Path.of("src/test/resources/io/moodspeaker/app/house.sh").toAbsolutePath();

  /** In /proc/net/tcp: a socket that waits for calls. */
  private static final String LISTENING = "0A";

  /** 127.x.y.z, ::1 and ::ffff:127.x.y.z, as /proc/net/tcp writes them on this byte order. */
  private static final String LOOPBACK = "[0-9A-F]{6}7F|0{24}01000000|0{16}FFFF0000[0-9A-F]{6}7F";

  @TempDir private Path folder;

  @Test
  void nothing_leaves_the_machine_and_only_the_machine_itself_can_ask() throws Exception {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "SKIPPED: a network of its own needs root; run: sudo mvn verify");
    Process able =
        new ProcessBuilder("unshare", "--net", "--", HOUSE.toString(), "true")
            .redirectErrorStream(true)
            .start();
    String trouble = new String(able.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(
        able.waitFor() == 0,
        "SKIPPED: no network of its own can be had here (" + trouble + "); install iproute2");

    try (Running daemon =
        Packaged.in(folder)
            .startIn(List.of("unshare", "--net", "--", HOUSE.toString()), Map.of())) {
      await()
          .atMost(120, SECONDS)
          .pollInterval(250, MILLISECONDS)
          .until(() -> moodChanges(daemon) >= 3 || !daemon.isAlive());

      assertThat(moodChanges(daemon)).as("%s", daemon.log()).isGreaterThanOrEqualTo(3);
      assertThat(packetsSent(daemon.pid())).as("the trial, and nothing else").isEqualTo(1);
      assertThat(listening(daemon.pid()))
          .isNotEmpty()
          .allSatisfy(address -> assertThat(address).matches("(" + LOOPBACK + "):[0-9A-F]{4}"));
    }
  }

  @Test
  void the_switch_closes_the_camera_and_opens_it_again_at_the_time_said() throws Exception {
    Path video = SharedData.file("video/WolfgangLanger_Pexels.mp4").toRealPath();
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder).start("--set", "camera=" + video, "--set", "http.port=" + port)) {
      await().atMost(60, SECONDS).until(() -> moodChanges(daemon) >= 1);
      assertThat(open(daemon.pid(), video)).isTrue();

      DaemonClient client = new DaemonClient("127.0.0.1", port);
      client.post("/api/v1/camera/pause", "application/json", "6s");
      await().atMost(3, SECONDS).until(() -> !open(daemon.pid(), video));
      assertThat(client.get("/api/v1/status", "application/json"))
          .contains("\"paused\"")
          .contains("\"pausedUntil\"");
      await().atMost(30, SECONDS).until(() -> open(daemon.pid(), video));
      assertThat(client.get("/api/v1/status", "application/json")).doesNotContain("pausedUntil");
    }
  }

  /** Whether a process holds a file open. */
  private static boolean open(long pid, Path file) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        try {
          if (Files.readSymbolicLink(descriptor).equals(file)) {
            return true;
          }
        } catch (NoSuchFileException closedMeanwhile) {
          // Nothing to see any more.
        }
      }
      return false;
    }
  }

  private static long moodChanges(Running daemon) {
    return daemon.log().stream().filter(line -> line.contains(": playing ")).count();
  }

  private static long packetsSent(long pid) throws IOException {
    String house =
        Files.readAllLines(Path.of("/proc/" + pid + "/net/dev")).stream()
            .filter(line -> line.strip().startsWith("house:"))
            .findFirst()
            .orElseThrow();
    // After the name: eight numbers of what came, then bytes and packets of what went.
    return Long.parseLong(words(house.replaceFirst(".*:", "")).get(9));
  }

  private static List<String> listening(long pid) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = Path.of("/proc/" + pid + "/net/" + table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        List<String> words = words(line);
        if (words.get(3).equals(LISTENING)) {
          addresses.add(words.get(1));
        }
      }
    }
    return addresses;
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split(" +", -1));
  }
}
