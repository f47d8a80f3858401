package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.feature.FacePointFinders;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacePoints;
import io.moodspeaker.model.Frame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("ArrayRecordComponent")
class TensorFlowLandmarksTest {
  private static final Path SHIPPED = Path.of("models", "landmarks");
  private static final Path FACES =
      Path.of(System.getProperty("moodspeaker.shared", "../shared"))
          .resolve("data/images/dlib_faces");
  private static final Pattern ENTRY =
      Pattern.compile(
          "<image file='([^']+)'"
              + "|<box top='(-?\\d+)' left='(-?\\d+)' width='(\\d+)' height='(\\d+)'"
              + "|<part name='(\\d+)' x='(-?\\d+)' y='(-?\\d+)'");

  @TempDir Path folder;

  private record Marked(Frame frame, Box box, double[] xy) {
    /** The mean distance of found points from the marked ones, by that of the outer eye corners. */
    double error(Landmarks found) {
      Landmarks marked = new Landmarks(xy);
      double sum = 0;
      for (int i = 0; i < Landmarks.COUNT; i++) {
        sum += Math.hypot(found.x(i) - marked.x(i), found.y(i) - marked.y(i));
      }
      return sum / Landmarks.COUNT / marked.eyes();
    }
  }

  private static List<Marked> marked() throws Exception {
    assumeTrue(Files.isDirectory(FACES), "skipped: " + FACES + " is missing");
    List<Marked> faces = new ArrayList<>();
    for (String set : List.of("testing", "training")) {
      Matcher entry =
          ENTRY.matcher(
              Files.readString(
                  FACES.resolve(set + "_with_face_landmarks.xml"), StandardCharsets.ISO_8859_1));
      Frame frame = null;
      while (entry.find()) {
        if (entry.group(1) != null) {
          frame = PictureReader.still(FACES.resolve(entry.group(1)));
        } else if (entry.group(2) != null) {
          Box box =
              new Box(
                  Integer.parseInt(entry.group(3)),
                  Integer.parseInt(entry.group(2)),
                  Integer.parseInt(entry.group(4)),
                  Integer.parseInt(entry.group(5)));
          faces.add(new Marked(frame, box, new double[2 * Landmarks.COUNT]));
        } else {
          int point = Integer.parseInt(entry.group(6));
          faces.getLast().xy[2 * point] = Integer.parseInt(entry.group(7));
          faces.getLast().xy[2 * point + 1] = Integer.parseInt(entry.group(8));
        }
      }
    }
    return faces;
  }

  @Test
  void five_of_the_points_are_given_to_who_turns_faces_upright() throws Exception {
    Marked marked = marked().getFirst();
    Landmarks truth = new Landmarks(marked.xy());
    try (FacePoints.Finder finder = FacePointFinders.first(Path.of("models")).orElseThrow()) {
      FacePoints found = finder.find(marked.frame(), marked.box());
      double near = 0.15 * truth.eyes();
      assertThat(found.leftEye().x()).isBetween(truth.x(36), truth.x(39));
      assertThat(found.rightEye().x()).isBetween(truth.x(42), truth.x(45));
      assertThat(found.nose().y()).isCloseTo(truth.y(30), within(near));
      assertThat(found.leftMouth().x()).isCloseTo(truth.x(48), within(near));
      assertThat(found.rightMouth().x()).isCloseTo(truth.x(54), within(near));
    }
    assertThat(FacePointFinders.first(folder)).isEmpty();
  }

  @Test
  void the_points_of_43_marked_faces_are_found_to_6_hundredths_of_the_eyes_distance()
      throws Exception {
    List<Marked> faces = marked();
    double sum = 0;
    try (TensorFlowLandmarks landmarks = TensorFlowLandmarks.open(SHIPPED)) {
      for (Marked face : faces) {
        sum += face.error(landmarks.find(face.frame, List.of(face.box)).getFirst());
      }
    }
    System.out.printf(
        "landmarks: mean error %.4f of the distance between the outer eye corners, %d faces%n",
        sum / faces.size(), faces.size());
    assertThat(faces).hasSize(43);
    assertThat(sum / faces.size()).isLessThanOrEqualTo(0.06);
  }

  @Test
  void a_tilt_of_20_degrees_is_seen_to_5() throws Exception {
    List<Marked> faces = marked();
    double error = 0;
    try (TensorFlowLandmarks landmarks = TensorFlowLandmarks.open(SHIPPED)) {
      for (Marked face : faces) {
        for (int degrees : new int[] {-20, 20}) {
          double before = new Landmarks(face.xy).roll();
          Frame turned = FaceCrop.upright(face.frame, face.box, Math.toRadians(degrees));
          Box box =
              new Box(
                  (turned.width() - face.box.width()) / 2,
                  (turned.height() - face.box.height()) / 2,
                  face.box.width(),
                  face.box.height());
          double roll = landmarks.find(turned, List.of(box)).getFirst().roll();
          error += Math.abs(Math.toDegrees(before - roll) - degrees) / (2 * faces.size());
        }
      }
    }
    assertThat(error).isCloseTo(0, within(5.0));
  }

  @Test
  void several_faces_of_a_frame_are_found_as_each_alone() throws Exception {
    Marked some = marked().getFirst();
    try (TensorFlowLandmarks landmarks = TensorFlowLandmarks.open(SHIPPED)) {
      Box other = new Box(some.box.x() + 3, some.box.y() - 2, some.box.width(), some.box.height());
      List<Landmarks> both = landmarks.find(some.frame, List.of(some.box, other));

      assertThat(both.getFirst().xy())
          .containsExactly(
              landmarks.find(some.frame, List.of(some.box)).getFirst().xy(), within(1e-3));
      assertThat(landmarks.find(some.frame, List.of())).isEmpty();
    }
  }

  @Test
  void a_damaged_model_is_refused() throws Exception {
    Files.copy(SHIPPED.resolve("model.yaml"), folder.resolve("model.yaml"));
    Files.writeString(folder.resolve("saved_model.pb"), "nothing");

    assertThatThrownBy(() -> TensorFlowLandmarks.open(folder))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("saved_model.pb has SHA-256");
    assertThatThrownBy(() -> TensorFlowLandmarks.open(folder.resolve("none")))
        .isInstanceOf(EmotionException.class)
        .hasMessageContaining("none/model.yaml");
  }
}
