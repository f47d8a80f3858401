package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LandmarksCommandTest {
  private static final Path IMAGES =
      Path.of(System.getProperty("moodspeaker.shared", "../shared")).resolve("data/images");

  @TempDir Path folder;

  private static Ran landmarks(String... args) {
    return Ran.command(new LandmarksCommand(), args);
  }

  private static String face() {
    Path picture = IMAGES.resolve("single_face.jpg");
    assumeTrue(Files.exists(picture), "skipped: " + picture + " is missing");
    return picture.toString();
  }

  @Test
  void the_points_of_a_face_lie_in_its_box_and_how_it_is_held_is_told() {
    Ran ran =
        landmarks("--model", "models/landmarks", "--detector", "haar", "--format", "JSON", face());

    assertThat(ran.exit()).as(ran.err()).isZero();
    JsonNode face = JsonMapper.shared().readTree(ran.out()).path("faces").path(0);
    assertThat(face.path("points").size()).isEqualTo(68);
    JsonNode nose = face.path("points").path(30);
    JsonNode box = face.path("box");
    assertThat(nose.path(0).asDouble())
        .isBetween(box.path(0).asDouble(), box.path(0).asDouble() + box.path(2).asDouble());
    assertThat(nose.path(1).asDouble())
        .isBetween(box.path(1).asDouble(), box.path(1).asDouble() + box.path(3).asDouble());
    assertThat(face.path("roll").asDouble()).isBetween(-15.0, 15.0);
    assertThat(face.path("evidence").asBoolean()).isTrue();
  }

  @Test
  void copies_with_points_are_written() {
    Ran ran =
        landmarks(
            "--model",
            "models/landmarks",
            "--detector",
            "haar",
            "--annotate",
            folder.resolve("out").toString(),
            face());

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("tilted", "eyes", "mouth");
    assertThat(folder.resolve("out/single_face.jpg.png")).exists();
  }

  @Test
  void a_data_set_is_measured_by_emotion_and_drawn() throws Exception {
    Path happy = Files.createDirectories(folder.resolve("data/happiness"));
    Path sad = Files.createDirectories(folder.resolve("data/sadness"));
    Path picture = Path.of(face());
    Files.copy(picture, happy.resolve("a.jpg"));
    Files.copy(picture, happy.resolve("b.jpg"));
    Files.copy(picture, sad.resolve("c.jpg"));
    Path png = folder.resolve("plot.png");

    Ran ran =
        landmarks(
            "statistics",
            "--model",
            "models/landmarks",
            "--detector",
            "haar",
            "--png",
            png.toString(),
            folder.resolve("data").toString());

    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("eyes to nose", "nose to mouth", "happiness", "sadness");
    assertThat(ran.out()).containsPattern("happiness +2 ");
    assertThat(png).exists();
  }

  @Test
  void places_are_those_of_the_file_where_it_is_larger_than_what_is_looked_at() throws Exception {
    BufferedImage face = ImageIO.read(Path.of(face()).toFile());
    BufferedImage wide = new BufferedImage(5000, face.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    int left = wide.getWidth() - face.getWidth();
    Graphics2D graphics = wide.createGraphics();
    graphics.drawImage(face, left, 0, null);
    graphics.dispose();
    Path file = folder.resolve("wide.png");
    ImageIO.write(wide, "png", file.toFile());

    Ran json = landmarks("--detector", "haar", "--format", "JSON", file.toString());

    JsonNode found = JsonMapper.shared().readTree(json.out()).path("faces").path(0);
    assertThat(found.path("box").path(0).asInt()).isBetween(left, 5000);
    found
        .path("points")
        .forEach(point -> assertThat(point.path(0).asDouble()).isBetween(left * 1.0, 5000.0));
    assertThat(landmarks("--detector", "haar", file.toString()).out())
        .contains("face at " + found.path("box").path(0).asInt() + ",");
  }

  @Test
  void a_part_that_the_data_lacks_is_bad_input() throws Exception {
    Path happy = Files.createDirectories(folder.resolve("data/Training/happiness"));
    Files.copy(Path.of(face()), happy.resolve("a.jpg"));

    Ran ran = landmarks("statistics", "--split", "foo", folder.resolve("data").toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("has no part called 'foo'; it has Training");
  }

  @Test
  void a_plot_does_not_take_the_place_of_a_picture_of_another_kind() throws Exception {
    Path other = Files.writeString(folder.resolve("notes.txt"), "mine");

    Ran ran = landmarks("statistics", "--png", other.toString(), folder.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--png: " + other, "is no PNG picture");
    assertThat(other).hasContent("mine");
    assertThat(landmarks("statistics", "--png", "" + folder, "" + folder).err())
        .contains("is a folder");
  }

  @Test
  void a_model_is_found_beside_those_of_the_installation() throws Exception {
    String before = System.getProperty("moodspeaker.home");
    Files.createSymbolicLink(
        folder.resolve("points"), Path.of("models/landmarks").toAbsolutePath());
    System.setProperty("moodspeaker.home", folder.toString());
    try {
      Ran ran = landmarks("--model", "points", "--detector", "haar", face());
      assertThat(ran.exit()).as(ran.err()).isZero();
    } finally {
      if (before == null) {
        System.clearProperty("moodspeaker.home");
      } else {
        System.setProperty("moodspeaker.home", before);
      }
    }
  }

  @Test
  void nothing_to_look_at_is_bad_input() {
    assertThat(landmarks().exit()).isEqualTo(2);
    assertThat(landmarks("--model", folder.toString(), face()).err()).contains("model.yaml");
  }
}
