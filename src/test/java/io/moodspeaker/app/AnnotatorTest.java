package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatorTest {
  private static final Frame BLACK = new Frame(Instant.EPOCH, 400, 300, new byte[400 * 300 * 3]);

  @TempDir Path folder;
  private Path pictures;
  private Annotator annotator;

  @BeforeEach
  void open() throws Exception {
    pictures = folder.resolve("pictures");
    annotator = new Annotator(folder.resolve("out"), List.of(pictures));
  }

  private Path write(String file, Face... faces) throws Exception {
    return annotator.write(file, BLACK, Optional.empty(), List.of(faces));
  }

  private static Face face(int x, int y, Emotion emotion) {
    return new Face(new Box(x, y, 90, 90), EmotionScores.only(emotion));
  }

  @Test
  void a_name_keeps_its_letters() throws Exception {
    assertThat(write(pictures + "/Süße Oma.jpg").getFileName()).hasToString("Süße Oma.jpg.png");
    assertThat(write(pictures + "/할머니 😀.jpg").getFileName()).hasToString("할머니 😀.jpg.png");
  }

  @Test
  void a_folder_of_a_folder_stays_one() throws Exception {
    Path written = write(pictures + "/2024/Sommer/a.jpg");

    assertThat(folder.resolve("out").relativize(written)).hasToString("2024/Sommer/a.jpg.png");
    assertThat(written).exists();
  }

  @Test
  void pictures_of_an_archive_lie_in_its_folder_and_none_outside() throws Exception {
    Path written = write(pictures + "/all.zip!/../../a/b.jpg");

    assertThat(folder.resolve("out").relativize(written)).hasToString("all.zip/a/b.jpg.png");
  }

  @Test
  void a_name_that_no_file_system_takes_is_cut() throws Exception {
    String long300 = "ä".repeat(300) + ".jpg";
    Path first = write(pictures + "/all.zip!/" + long300);
    Path second = write(pictures + "/all.zip!/" + long300);

    assertThat(first).exists();
    assertThat(second).exists().isNotEqualTo(first);
  }

  @Test
  void a_frame_of_a_video_bears_its_time_and_a_second_one_of_that_name_a_number() throws Exception {
    Path at = annotator.write(pictures + "/v.mp4", BLACK, Optional.of(1.5), List.of());
    Path again = annotator.write(pictures + "/v.mp4", BLACK, Optional.of(1.5), List.of());

    assertThat(at.getFileName()).hasToString("v.mp4-1500.png");
    assertThat(again.getFileName()).hasToString("v.mp4-1500-2.png");
  }

  @Test
  void each_emotion_has_a_colour_of_its_own() throws Exception {
    List<Integer> colours =
        Emotion.all().stream()
            .map(
                emotion -> {
                  try {
                    Path file = write(pictures + "/" + emotion + ".jpg", face(100, 100, emotion));
                    return ImageIO.read(Files.newInputStream(file)).getRGB(100, 150);
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();

    assertThat(colours).doesNotHaveDuplicates();
  }

  @Test
  void no_label_covers_a_neighbour() throws Exception {
    // Where labels used to lie, above each box, are the boxes of others.
    Path file =
        write(
            pictures + "/crowd.jpg",
            face(100, 5, Emotion.ANGER),
            face(100, 100, Emotion.FEAR),
            face(100, 195, Emotion.SADNESS));

    BufferedImage image = ImageIO.read(file.toFile());
    for (int y : new int[] {5, 100, 195}) {
      for (int dy = 4; dy < 86; dy += 2) {
        for (int x = 104; x < 186; x += 2) {
          assertThat(image.getRGB(x, y + dy) & 0xffffff).as(x + "," + (y + dy)).isZero();
        }
      }
    }
  }
}
