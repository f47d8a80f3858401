package io.moodspeaker.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What others publish where speakers tell each other. */
class MqttPayloadsPropertiesTest {
  @Provide
  Arbitrary<byte[]> payloads() {
    return Garbage.json("{\"id\":\"two\",\"room\":\"bath\",\"mood\":\"sadness\"}");
  }

  @Property(tries = 300)
  void no_payload_keeps_a_speaker_from_following(@ForAll("payloads") byte[] payload) {
    FakeConnection broker = new FakeConnection();
    FakeTime time = new FakeTime();
    FollowMe kitchen = new FollowMe("one", "kitchen", broker, time, time);
    kitchen.start();
    broker.come();
    broker.say(FollowMe.TOPIC, new String(payload, StandardCharsets.UTF_8));
    kitchen.moodChanged(
        new MoodChange(
            time.instant(), Mood.FEAR, Mood.ABSENT, Duration.ofMinutes(1), 0.8, Optional.empty()));
    assertThat(kitchen.status()).containsEntry("kitchen", "fear");
  }
}
