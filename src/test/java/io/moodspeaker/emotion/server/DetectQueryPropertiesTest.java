package io.moodspeaker.emotion.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Queries of whoever calls. */
class DetectQueryPropertiesTest {
  @Provide
  Arbitrary<byte[]> queries() {
    return Garbage.texts(
        "returnFaceId=false&returnFaceAttributes=emotion&recognitionModel=recognition_04",
        "detectionModel=detection_03&faceIdTimeToLive=86400&returnFaceLandmarks=%66alse");
  }

  @Property(tries = 500)
  void it_is_taken_or_refused(@ForAll("queries") byte[] query) {
    try {
      DetectQuery.of(Optional.of(new String(query, StandardCharsets.UTF_8)));
    } catch (ErrorResponse told) {
      assertThat(told.getMessage()).isNotBlank();
    }
  }
}
