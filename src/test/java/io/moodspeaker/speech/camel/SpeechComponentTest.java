package io.moodspeaker.speech.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Outcome;
import io.moodspeaker.speech.Conversation;
import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.SpeechController;
import io.moodspeaker.speech.SpeechPlan;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpeechComponentTest {
  private final List<Short> heard = new ArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    FakeTime time = new FakeTime();
    byte[] loud =
        ByteBuffer.allocate(4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort(Short.MAX_VALUE)
            .putShort(Short.MIN_VALUE)
            .array();
    context
        .getRegistry()
        .bind(
            "speech-controller",
            new SpeechController(
                (text, language) -> new Speech(16_000, 1, loud),
                speech -> {
                  ByteBuffer in = ByteBuffer.wrap(speech.samples()).order(ByteOrder.LITTLE_ENDIAN);
                  heard.add(in.getShort());
                  heard.add(in.getShort());
                },
                new SpeechPlan(
                    Map.of(), "en", Duration.ZERO, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT),
                time,
                time,
                new Random(1)));
    context
        .getRegistry()
        .bind(
            "conversation",
            new Conversation(
                () -> {
                  throw new IOException("no microphone");
                },
                Optional.empty(),
                Optional.empty(),
                () -> "en"));
    context.start();
  }

  @AfterEach
  void stop() throws IOException {
    context.close();
  }

  private Outcome say(Map<String, Object> headers) {
    return context
        .createProducerTemplate()
        .requestBodyAndHeaders("speech:say", "Hello", headers, Outcome.class);
  }

  @Test
  void a_sentence_is_as_loud_as_the_gain_in_its_header() {
    assertThat(say(Map.of())).hasToString("said \"Hello\"");
    assertThat(heard).containsExactly(Short.MAX_VALUE, Short.MIN_VALUE);
    heard.clear();
    say(Map.of("gain", 0.125));
    assertThat(heard).containsExactly((short) 4096, (short) -4096);
    heard.clear();
    assertThat(say(Map.of("gain", 0.0))).hasToString("nothing said (the volume is 0)");
    assertThat(heard).isEmpty();
  }
}
