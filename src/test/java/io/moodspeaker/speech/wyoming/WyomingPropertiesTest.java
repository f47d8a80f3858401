package io.moodspeaker.speech.wyoming;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import io.moodspeaker.speech.Speech;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Servers that speak Wyoming badly. */
class WyomingPropertiesTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @Provide
  Arbitrary<byte[]> words() {
    return Garbage.json(
        "{\"type\":\"audio-start\",\"data\":{\"rate\":22050,\"width\":2,\"channels\":1}}\n"
            + "{\"type\":\"audio-chunk\",\"data_length\":14,\"payload_length\":4}\n{\"rate\":22050}abcd"
            + "{\"type\":\"audio-stop\"}\n",
        "{\"type\":\"transcript\",\"data\":{\"text\":\"hello\"}}\n",
        "{\"type\":\"error\",\"data\":{\"text\":\"no\"}}\n");
  }

  @Property(tries = 60)
  void a_voice_says_something_or_why_not(@ForAll("words") byte[] words) {
    try (Peer server = new Peer(words)) {
      Speech speech = new WyomingVoice(uri(server), LIMIT).speak("a", "en");
      assertThat(speech.rate()).isPositive();
    } catch (IOException told) {
      assertThat(told.getMessage()).contains("127.0.0.1");
    }
  }

  @Property(tries = 60)
  void a_recogniser_hears_something_or_says_why_not(@ForAll("words") byte[] words) {
    try (Peer server = new Peer(words)) {
      Speech speech = new Speech(16_000, 1, new byte[640]);
      assertThat(new WyomingTranscriber(uri(server), LIMIT).transcribe(speech, "en")).isNotNull();
    } catch (IOException told) {
      assertThat(told.getMessage()).contains("127.0.0.1");
    }
  }

  private static URI uri(Peer server) {
    return URI.create("wyoming://127.0.0.1:" + server.port());
  }
}
