package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickCommandTest {
  @ParameterizedTest
  @CsvSource({
    "play sadness, /api/player/play, sadness",
    "play -- -dash, /api/player/play, -dash",
    "play -- --set, /api/player/play, --set",
    "volume -5, /api/player/volume, -5",
    "volume -- -5, /api/player/volume, -5",
    "pause --, /api/player/pause, ''",
  })
  void what_follows_two_dashes_is_taken_as_it_stands(String line, String path, String body)
      throws Exception {
    StringWriter out = new StringWriter();
    try (MockWebServer daemon = new MockWebServer()) {
      daemon.enqueue(
          new MockResponse.Builder()
              .body("done")
              .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE)
              .build());
      daemon.start(InetAddress.getLoopbackAddress(), 0);
      List<String> words = new ArrayList<>(List.of(line.split(" ")));
      words.addAll(1, List.of("--port", Integer.toString(daemon.getPort())));
      assertThat(
              new QuickCommand(new PrintWriter(out, true), new PrintWriter(out, true))
                  .run(words.toArray(String[]::new)))
          .as("%s", out)
          .hasValue(0);
      var asked = daemon.takeRequest();
      assertThat(asked.getUrl().encodedPath()).isEqualTo(path);
      assertThat(asked.getBody() == null ? "" : asked.getBody().utf8()).isEqualTo(body);
    }
    assertThat(out.toString()).isEqualToIgnoringNewLines("done");
  }
}
