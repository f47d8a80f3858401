package io.moodspeaker.emotion.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.Frames;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Face servers that answer badly. */
class FaceAnswersPropertiesTest {
  private final SentPicture picture = SentPicture.of(Frames.noise(200, 120), 200).orElseThrow();

  @Provide
  Arbitrary<byte[]> answers() {
    return Garbage.json(
        "[{\"faceRectangle\":{\"top\":10,\"left\":20,\"width\":60,\"height\":60},\"faceAttributes\":"
            + "{\"emotion\":{\"anger\":0,\"contempt\":0,\"disgust\":0,\"fear\":0.1,\"happiness\":0,"
            + "\"neutral\":0.7,\"sadness\":0.2,\"surprise\":0}}}]",
        "{\"error\":{\"code\":\"401\",\"message\":\"no\",\"innererror\":{\"code\":\"a\",\"message\":\"b\"}}}");
  }

  @Property(tries = 500)
  void there_are_faces_or_it_is_told(@ForAll("answers") byte[] answer) {
    try {
      assertThat(FaceAnswers.faces(answer, picture)).isNotNull();
    } catch (EmotionException told) {
      assertThat(told.getMessage()).startsWith("malformed answer");
    }
    assertThat(FaceAnswers.problem(answer).code()).isNotNull();
  }
}
