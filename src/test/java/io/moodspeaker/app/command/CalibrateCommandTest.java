package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.model.EmotionScores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private HttpServer daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/api/calibration",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    daemon.start();
  }

  @AfterEach
  void stop() {
    daemon.stop(0);
  }

  private Ran calibrate(String... args) {
    String[] all = new String[args.length + 4];
    System.arraycopy(args, 0, all, 4, args.length);
    all[0] = "--host";
    all[1] = "127.0.0.1";
    all[2] = "--port";
    all[3] = Integer.toString(daemon.getAddress().getPort());
    return Ran.command(new CalibrateCommand(), all);
  }

  @Test
  void the_running_daemon_is_asked_to_look() {
    answer = "{\"state\":\"on\",\"message\":\"a baseline of 60 frames\",\"left\":0}";

    Ran ran = calibrate();

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("a baseline of 60 frames");
    assertThat(asked).containsExactly("POSTstart");
  }

  @Test
  void a_recording_that_came_to_nothing_is_a_failure() {
    answer = "{\"state\":\"failed\",\"message\":\"be alone in the picture\",\"left\":0}";

    Ran ran = calibrate();

    assertThat(ran.exit()).isOne();
    assertThat(ran.out()).contains("be alone");
  }

  @Test
  void the_running_daemon_forgets() {
    answer = "{\"state\":\"off\",\"message\":\"no baseline\",\"left\":0}";

    assertThat(calibrate("--clear").exit()).isZero();
    assertThat(asked).containsExactly("POSTclear");
  }

  @Test
  void a_file_is_deleted_without_a_daemon() throws IOException {
    Path file = folder.resolve("me.properties");
    new BaselineFile(file)
        .write(
            new Baseline(
                EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01),
                3,
                Instant.EPOCH,
                Optional.empty()));

    Ran ran = calibrate("--clear", "--out", file.toString());

    assertThat(ran.exit()).isZero();
    assertThat(Files.exists(file)).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void options_that_exclude_each_other_are_bad_input() {
    assertThat(calibrate("--clear", "--images", "x").exit()).isEqualTo(2);
    assertThat(calibrate("--out", "x").err()).contains("need --images");
  }

  @Test
  void a_baseline_that_is_not_there_is_bad_input() {
    Ran ran =
        Ran.command(
            new RecognizeCommand(), "--baseline", folder.resolve("none").toString(), "x.png");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("none", "calibrate --images");
  }
}
