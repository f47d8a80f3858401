package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Servers that speak MPD's protocol badly. */
class MpdPropertiesTest {
  @Provide
  Arbitrary<byte[]> words() {
    return Garbage.texts(
        "OK MPD 0.23.5\nstate: play\nelapsed: 12.5\nduration: 240.000\ntime: 12:240\nOK\n",
        "OK MPD 0.23.5\nsize: 10\nbinary: 10\n0123456789\nOK\n",
        "OK MPD 0.23.5\nbinary: -1\nOK\n",
        "OK MPD 0.23.5\nbinary: 99999999999\nOK\n",
        "OK MPD 0.23.5\nACK [50@0] {play} No such song\n");
  }

  @Property(tries = 100)
  void it_is_understood_or_lost(@ForAll("words") byte[] words) {
    try (Peer server = new Peer(words);
        MpdConnection connection = new MpdConnection(MpdAddress.of("127.0.0.1:" + server.port()))) {
      Map<String, String> status = connection.send(new ByteArrayOutputStream(), "status");
      assertThat(MpdReply.state(status)).isNotNull();
      assertThat(MpdReply.elapsed(status)).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(MpdReply.duration(status)).isNotNull();
      assertThat(MpdReply.tags(status)).isNotNull();
    } catch (IOException told) {
      assertThat(told).isNotNull();
    }
  }
}
