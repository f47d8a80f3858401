package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.care.CareFeature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareCommandTest {
  @TempDir Path state;
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer daemon;
  private Path kept;

  @BeforeEach
  void start() throws IOException {
    kept = Files.writeString(state.resolve(CareFeature.FILE), "days");
    daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/api/v1/care/forget",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    daemon.start();
  }

  @AfterEach
  void stop() {
    daemon.stop(0);
  }

  private Ran forget(String... args) {
    return Ran.command(new CareCommand.Forget(), args);
  }

  @Test
  void a_state_folder_that_is_named_is_the_one_that_is_forgotten() throws IOException {
    String port = Integer.toString(daemon.getAddress().getPort());

    assertThat(forget("--state", state.toString(), "--host", "127.0.0.1", "--port", port).exit())
        .isZero();
    assertThat(kept).doesNotExist();

    Files.writeString(kept, "days");
    assertThat(forget("--set", "state.dir=" + state).exit()).isZero();
    assertThat(kept).doesNotExist();
    assertThat(asked).hasValue(0);
  }

  @Test
  void a_daemon_that_is_named_forgets_too() {
    String port = Integer.toString(daemon.getAddress().getPort());

    assertThat(forget("--set", "state.dir=" + state, "--host", "127.0.0.1", "--port", port).exit())
        .isZero();

    assertThat(asked).hasValue(1);
    assertThat(kept).doesNotExist();
  }
}
