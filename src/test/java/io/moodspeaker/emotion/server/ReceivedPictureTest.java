package io.moodspeaker.emotion.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.TurnedJpeg;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedPictureTest {
  /** Where the stored left upper corner is once the picture stands upright. */
  @ParameterizedTest
  @CsvSource({
    "1, false, false",
    "2, true, false",
    "3, true, true",
    "4, false, true",
    "5, false, false",
    "6, true, false",
    "7, true, true",
    "8, false, true"
  })
  void a_photograph_is_turned_as_its_exif_data_says(int orientation, boolean right, boolean bottom)
      throws Exception {
    ReceivedPicture picture = ReceivedPicture.of(TurnedJpeg.of(64, 32, orientation), Instant.EPOCH);

    boolean lying = orientation >= 5;
    Frame frame = picture.frame();
    assertThat(frame.width()).isEqualTo(lying ? 32 : 64);
    assertThat(frame.height()).isEqualTo(lying ? 64 : 32);
    assertThat(picture.width()).isEqualTo(frame.width());
    assertThat(picture.height()).isEqualTo(frame.height());
    int x = right ? frame.width() * 3 / 4 : frame.width() / 4;
    int y = bottom ? frame.height() * 3 / 4 : frame.height() / 4;
    assertThat(red(frame, x, y)).isGreaterThan(200);
    assertThat(red(frame, frame.width() - 1 - x, y)).isLessThan(60);
  }

  @Test
  void rectangles_in_a_turned_large_photograph_fit_the_upright_one() throws Exception {
    ReceivedPicture picture = ReceivedPicture.of(TurnedJpeg.of(2400, 1200, 6), Instant.EPOCH);

    assertThat(picture.frame().width()).isEqualTo(960);
    assertThat(picture.frame().height()).isEqualTo(1920);
    assertThat(picture.asSent(new Box(0, 960, 960, 960))).isEqualTo(new Box(0, 1200, 1200, 1200));
  }

  private static int red(Frame frame, int x, int y) {
    return frame.bgr()[3 * (y * frame.width() + x) + 2] & 0xff;
  }
}
