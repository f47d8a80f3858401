package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonAddressTest {
  @ParameterizedTest
  @CsvSource({
    "status --json, GET /api/status, ''",
    "status, GET /api/status?zone, ''",
    "play -- -dash, POST /api/player/play, -dash",
    "pause, POST /api/player/pause, ''",
    "volume -5, POST /api/player/volume, -5",
  })
  void a_command_with_its_options_asks_the_daemon(String words, String asked, String body)
      throws Exception {
    StringWriter out = new StringWriter();
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.enqueue(
          new MockResponse.Builder()
              .body("done")
              .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
              .build());
      daemon.start(InetAddress.getLoopbackAddress(), 0);
      var commands = Moodspeaker.commandLine();
      commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
      // With = it is left to this library, which the quick way is ahead of.
      String line = words.replaceFirst("^(\\w+)", "$1 --port=" + daemon.getPort());
      assertThat(commands.execute(line.split(" "))).as("%s", out).isZero();
      var request = daemon.takeRequest();
      assertThat(request.getMethod() + " " + request.getTarget()).startsWith(asked);
      assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(body);
    }
  }
}
