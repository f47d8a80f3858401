package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
  void nothing_to_look_at_is_bad_input() {
    assertThat(landmarks().exit()).isEqualTo(2);
    assertThat(landmarks("--model", folder.toString(), face()).err()).contains("model.yaml");
  }
}
