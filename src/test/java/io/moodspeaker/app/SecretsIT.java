package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.app.Packaged.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon, told secrets and then kept from all peers: it names those, and no secret. */
class SecretsIT {
  private static final String SECRET = "0pen-sesame";

  @TempDir private Path folder;

  @Test
  void neither_log_nor_status_tells_a_cameras_password() throws Exception {
    int nobody = Packaged.freePort();
    int port = Packaged.freePort();
    Packaged image = Packaged.in(folder);
    try (Running daemon =
        image.start(
            Map.of("MOODSPEAKER_CAMERA", "rtsp://me:" + SECRET + "@127.0.0.1:" + nobody + "/live"),
            "--set",
            "http.port=" + port)) {
      awaitLine(daemon, "rtsp://…@127.0.0.1:" + nobody + "/live");

      assertThat(told(image, daemon, port))
          .contains("\"source\" : \"rtsp://…@127.0.0.1:" + nobody + "/live")
          .doesNotContain(SECRET);
    }
  }

  @Test
  void neither_log_nor_status_tells_the_face_services_key_or_a_webhooks_address() throws Exception {
    int nobody = Packaged.freePort();
    int port = Packaged.freePort();
    Packaged image = Packaged.in(folder);
    try (Running daemon =
        image.start(
            Map.of(
                "MOODSPEAKER_AZURE_KEY",
                SECRET,
                "MOODSPEAKER_ALERT_WEBHOOK",
                "http://me:" + SECRET + "@127.0.0.1:" + nobody + "/" + SECRET + "?t=" + SECRET),
            "--set",
            "azure.endpoint=http://127.0.0.1:" + nobody,
            "--set",
            "emotion.minimum-confidence=1",
            "--set",
            "http.port=" + port)) {
      awaitLine(daemon, "azure failed: ");
      awaitLine(daemon, "alerts to webhook http://127.0.0.1:" + nobody);

      assertThat(told(image, daemon, port)).contains("\"pending\" : 1").doesNotContain(SECRET);
    }
  }

  /** The status, and all that the daemon has printed. */
  private static String told(Packaged image, Running daemon, int port) throws Exception {
    Packaged.Result status = image.run("status", "--port", "" + port, "--json");
    assertThat(status.code()).as("%s", status.err()).isZero();
    assertThat(status.err()).isEmpty();
    return Stream.of(status.out(), daemon.log(), daemon.out())
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }

  private static void awaitLine(Running daemon, String words) {
    await()
        .atMost(180, SECONDS)
        .pollInterval(250, MILLISECONDS)
        .untilAsserted(
            () -> {
              assertThat(daemon.isAlive()).as("%s", daemon.log()).isTrue();
              assertThat(daemon.log()).anyMatch(line -> line.contains(words));
            });
  }
}
