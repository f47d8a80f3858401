package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import java.io.IOException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What answers at the daemon's port may be something else. */
class DaemonClientPropertiesTest {
  @Provide
  Arbitrary<byte[]> answers() {
    return Garbage.texts(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n3;a=b\r\nyou\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 404 Not Found\r\n\r\nno such thing",
        "SSH-2.0-OpenSSH_9.2\r\n");
  }

  @Property(tries = 150)
  void it_is_an_answer_or_a_line_that_says_why_not(@ForAll("answers") byte[] answer) {
    try (Peer other = new Peer(answer)) {
      assertThat(new DaemonClient("127.0.0.1", other.port()).get("/api/status", "text/plain"))
          .isNotNull();
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotNull();
    }
  }
}
