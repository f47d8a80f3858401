package io.moodspeaker.mood.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.mood.MoodSources;
import io.moodspeaker.support.FakeTime;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sensors that send nonsense. */
class SourceReadingPropertiesTest {
  @Provide
  Arbitrary<byte[]> posts() {
    return Garbage.json(
        "{\"source\":\"eeg\",\"scores\":{\"sadness\":0.8,\"neutral\":0.2},\"weight\":2,\"ttl\":\"5s\"}",
        "{\"valence\":-0.5,\"energy\":0.2,\"ttl\":10}");
  }

  @Property(tries = 500)
  void it_counts_or_is_told_what_is_wrong(@ForAll("posts") byte[] post) {
    Map<?, ?> fields;
    try {
      fields = JsonMapper.shared().readValue(post, Map.class);
    } catch (JacksonException noJson) {
      return; // The route tells of that.
    }
    try {
      if (fields != null) {
        assertThat(SourceReading.take(fields, new MoodSources(new FakeTime())).toString())
            .isNotEmpty();
      }
    } catch (IllegalArgumentException told) {
      assertThat(told.getMessage()).isNotBlank();
    }
  }
}
