package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeopleCommandTest {
  @TempDir Path dir;

  private Ran run(String... args) {
    return Ran.command(new Moodspeaker(), args);
  }

  private String state() {
    return "state.dir=" + dir.resolve("state");
  }

  private Path picture(long person, Emotion emotion) throws IOException {
    Frame frame = DrawnFace.person(Expression.of(emotion), Pose.CENTRE, person, Instant.EPOCH);
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
    Path file = dir.resolve(person + "-" + emotion.label() + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void who_is_enrolled_is_named_and_who_is_forgotten_is_not() throws IOException {
    String happy = picture(1, Emotion.HAPPINESS).toString();
    String neutral = picture(1, Emotion.NEUTRAL).toString();
    assertThat(json(run("recognize", "--set", state(), "--format", "JSON", neutral)).has("person"))
        .isFalse();

    Ran enrolled = run("enroll", "Ada", happy, neutral, "--set", state());

    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
    assertThat(enrolled.out()).contains("Ada: 2 faces taken");
    assertThat(run("people", "--set", state()).out()).contains("Ada: 2 faces");
    JsonNode face = json(run("recognize", "--set", state(), "--format", "JSON", neutral));
    assertThat(face.path("person").asString("")).isEqualTo("Ada");
    assertThat(run("recognize", "--set", state(), neutral).out()).contains("(Ada)");

    assertThat(run("people", "forget", "Ben", "--set", state()).exit()).isEqualTo(2);
    assertThat(run("people", "forget", "Ada", "--set", state()).out()).contains("Ada is forgotten");
    assertThat(run("people", "--set", state()).out()).contains("nobody is known");
  }

  /** A face that fills its picture and stands on its head: no detector finds it. */
  private Path cutOut(long person, Emotion emotion) throws IOException {
    BufferedImage whole = ImageIO.read(picture(person, emotion).toFile());
    BufferedImage cut = new BufferedImage(92, 112, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = cut.createGraphics();
    g.drawImage(whole, 0, 112, 92, 0, 205, 65, 435, 345, null);
    g.dispose();
    Path file = dir.resolve("cut-" + person + "-" + emotion.label() + ".png");
    ImageIO.write(cut, "png", file.toFile());
    return file;
  }

  @Test
  void a_small_picture_without_a_face_is_somebodys_who_is_known_or_nobodys() throws IOException {
    Path known = cutOut(1, Emotion.NEUTRAL);
    Ran enrolled =
        run(
            "enroll",
            "Ada",
            cutOut(1, Emotion.HAPPINESS).toString(),
            known.toString(),
            "--set",
            state());
    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
    Path nobody = dir.resolve("nobody.png");
    ImageIO.write(new BufferedImage(92, 112, BufferedImage.TYPE_3BYTE_BGR), "png", nobody.toFile());
    Ran seen = run("recognize", "--set", state(), "--format", "JSON", known + "", nobody + "");
    String[] lines = seen.out().strip().split("\n", -1);
    JsonMapper json = JsonMapper.shared();
    assertThat(json.readTree(lines[0]).at("/faces/0/person").asString("")).isEqualTo("Ada");
    assertThat(json.readTree(lines[1]).path("faces")).isEmpty();
  }

  @Test
  void a_name_that_is_none_and_a_picture_without_a_face_are_bad_input() throws IOException {
    assertThat(
            run("enroll", "../x", picture(1, Emotion.NEUTRAL).toString(), "--set", state()).exit())
        .isEqualTo(2);
    BufferedImage gray = new BufferedImage(640, 480, BufferedImage.TYPE_3BYTE_BGR);
    Path empty = dir.resolve("empty.png");
    ImageIO.write(gray, "png", empty.toFile());
    Ran none = run("enroll", "Ada", empty.toString(), "--set", state());
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("no face is found", "Ada was not enrolled");
  }

  @Test
  void who_is_enrolled_is_forgotten_however_the_name_is_typed() throws IOException {
    String face = picture(1, Emotion.NEUTRAL).toString();
    assertThat(run("enroll", "Zoe\u0308", face, "--set", state()).exit()).isZero();
    assertThat(run("enroll", "ZO\u00cb", face, "--set", state()).exit()).isZero();
    assertThat(run("people", "--set", state()).out().strip()).isEqualTo("Zo\u00eb: 2 faces");
    assertThat(run("people", "forget", "zo\u00eb", "--set", state()).exit()).isZero();
    assertThat(run("people", "--set", state()).out()).contains("nobody is known");
  }

  @Test
  void nobody_is_taken_out_of_a_group() throws IOException {
    BufferedImage one = ImageIO.read(picture(1, Emotion.NEUTRAL).toFile());
    BufferedImage two = ImageIO.read(picture(2, Emotion.NEUTRAL).toFile());
    BufferedImage both = new BufferedImage(1280, 480, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = both.createGraphics();
    g.drawImage(one, 0, 0, null);
    g.drawImage(two, 640, 0, null);
    g.dispose();
    Path group = dir.resolve("group.png");
    ImageIO.write(both, "png", group.toFile());
    Ran refused = run("enroll", "Bob", group.toString(), "--set", state());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("group.png: 2 faces are in it; cut it down to Bob's");
    assertThat(run("people", "--set", state()).out()).contains("nobody is known");
    String alone = picture(1, Emotion.HAPPINESS).toString();
    Ran partly = run("enroll", "Bob", group.toString(), alone, "--set", state());
    assertThat(partly.exit()).isEqualTo(2);
    assertThat(partly.out()).contains("Bob: 1 face taken");
  }

  private static JsonNode json(Ran ran) {
    assertThat(ran.exit()).as(ran.err()).isZero();
    return JsonMapper.shared().readTree(ran.out().strip()).path("faces").path(0);
  }
}
