package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  private static final Box FACE = new Box(220, 120, 200, 200);

  @TempDir Path folder;

  private static Frame person() {
    return DrawnFace.person(Expression.of(Emotion.NEUTRAL), Pose.CENTRE, 1, Instant.EPOCH);
  }

  private static List<String> why(Frame frame, Box... boxes) {
    return ContactSheet.Doubt.of(frame, List.of(boxes)).stream()
        .map(ContactSheet.Doubt::why)
        .toList();
  }

  @Test
  void a_second_face_a_small_one_and_a_blurred_one_are_doubtful_and_a_clear_one_is_not() {
    Frame frame = person();
    assertThat(why(frame, FACE)).isEmpty();
    assertThat(why(frame, FACE, new Box(0, 0, 150, 150))).containsExactly("2 faces");
    assertThat(why(frame, FACE, new Box(0, 0, 40, 40))).isEmpty();
    assertThat(why(frame, new Box(300, 200, 30, 30))).containsExactly("30 pixels");
    byte[] flat = new byte[3 * 640 * 480];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (byte) (i / 3 % 640 / 5);
    }
    assertThat(why(new Frame(Instant.EPOCH, 640, 480, flat), FACE)).containsExactly("blurred");
  }

  @Test
  void the_sheet_has_a_place_for_each() throws Exception {
    ContactSheet sheet = new ContactSheet();
    assertThat(sheet.isEmpty()).isTrue();
    for (int i = 0; i < 9; i++) {
      ContactSheet.Doubt.of(person(), List.of(FACE, new Box(0, 0, 150, 150))).ifPresent(sheet::add);
    }
    Path file = folder.resolve("sheet.png");
    sheet.write(file);
    BufferedImage drawn = ImageIO.read(file.toFile());
    assertThat(sheet.size()).isEqualTo(9);
    assertThat(drawn.getWidth()).isEqualTo(8 * 112);
    assertThat(drawn.getHeight()).isEqualTo(2 * 130);
  }
}
