package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the data set commands refuse, and how they say it. */
class DatasetInputTest {
  @TempDir Path folder;

  private static Ran dataset(Object... args) {
    return Ran.command(
        new DatasetCommand(), Stream.of(args).map(Object::toString).toArray(String[]::new));
  }

  private static void refused(Ran ran, String said) {
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines()).singleElement().asString().contains(said);
  }

  /** Ten happy people, two pictures of each. */
  private Path people() throws IOException {
    Path happy = Files.createDirectories(folder.resolve("mine/happy"));
    for (int i = 0; i < 20; i++) {
      ImageIO.write(
          new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB),
          "png",
          happy.resolve("S" + i / 2 + "_" + i + ".png").toFile());
    }
    return folder.resolve("mine");
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void a_split_is_not_dealt_into_one_that_is_there() throws IOException {
    Path out = folder.resolve("out");
    assertThat(dataset("split", people(), "--out", out, "--seed", 1).exit()).isZero();
    List<Path> first = files(out);

    refused(
        dataset("split", people(), "--out", out, "--seed", 2),
        out + " is not empty; give a new folder");

    assertThat(files(out)).isEqualTo(first).hasSize(20);
  }

  @Test
  void one_old_part_is_enough_to_refuse_and_other_files_are_not() throws IOException {
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("train"));
    Files.writeString(out.resolve("notes.txt"), "mine");
    assertThat(dataset("split", people(), "--out", out).exit()).isZero();

    Path other = folder.resolve("other");
    Files.createDirectories(other.resolve("test/fear"));
    Files.writeString(other.resolve("test/fear/1.png"), "old");
    refused(dataset("split", people(), "--out", other), "is not empty");
    assertThat(files(other)).hasSize(1);
  }

  @Test
  void faces_are_not_cut_into_a_folder_that_holds_some() throws IOException {
    Path mine = people();
    Path out = folder.resolve("out");
    assertThat(dataset("import", mine, "--out", out, "--detector", "none").exit()).isZero();
    List<Path> first = files(out);
    Files.delete(files(mine).getFirst());

    refused(
        dataset("import", mine, "--out", out, "--detector", "none"),
        out + " is not empty; give a new folder");

    assertThat(files(out)).isEqualTo(first).hasSize(20);
  }

  @Test
  void a_part_is_cut_beside_another_but_not_into_itself() throws IOException {
    Path train = folder.resolve("train-only");
    Path test = folder.resolve("test-only");
    Files.createDirectories(train);
    Files.createDirectories(test);
    Files.move(people(), train.resolve("train"));
    Files.move(people(), test.resolve("test"));
    Path out = folder.resolve("out");

    assertThat(dataset("import", train, "--out", out, "--detector", "none").exit()).isZero();
    assertThat(dataset("import", test, "--out", out, "--detector", "none").exit()).isZero();
    refused(dataset("import", train, "--out", out, "--detector", "none"), "is not empty");

    assertThat(files(out)).hasSize(40);
  }

  @Test
  void a_pattern_for_people_needs_a_group() throws IOException {
    Path out = folder.resolve("out");

    refused(
        dataset("split", people(), "--out", out, "--person", "S\\d+"),
        "the pattern S\\d+ has no group; put parentheses");
    refused(
        dataset("split", people(), "--out", out, "--person", "(S"),
        "--person: '(S' is no regular expression: ");
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.31", "1.5", "NaN", "Infinity"})
  void a_margin_that_makes_no_sense_is_refused(String margin) throws IOException {
    refused(
        dataset("import", people(), "--out", folder.resolve("out"), "--margin=" + margin),
        "--margin must be -0.3 to 1, was " + margin);
  }

  @Test
  void a_face_that_cannot_be_written_ends_the_run_with_one_line() throws IOException {
    Path taken = Files.createFile(folder.resolve("taken"));

    Ran ran = dataset("import", people(), "--out", taken, "--detector", "none");

    assertThat(ran.exit()).isOne();
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith(taken + "/happiness/S0_0-000001.jpg can't be written: ");
    assertThat(ran.out()).doesNotContain("faces written");
  }

  @Test
  void a_picture_that_cannot_be_read_is_passed_over() throws IOException {
    Path mine = people();
    Path broken = Files.writeString(mine.resolve("happy/broken.jpg"), "no picture");

    Ran ran = dataset("import", mine, "--out", folder.resolve("out"), "--detector", "none");

    assertThat(ran.exit()).isZero();
    assertThat(ran.err()).contains("skipped " + broken);
    assertThat(ran.out()).contains("20 of 21 faces written");
  }

  @Test
  void what_is_no_mapping_of_labels_is_said_to_be_none() throws IOException {
    refused(
        dataset("stats", people(), "--labels", "fer2031"), "'fer2031' is neither a file nor one");
  }

  @Test
  void the_detector_s_models_are_those_of_the_installation() throws IOException {
    String home = System.getProperty("moodspeaker.home");
    System.setProperty("moodspeaker.home", folder.toString());
    try {
      refused(
          dataset("import", people(), "--out", folder.resolve("out"), "--detector", "yunet"),
          "no YuNet model (*.onnx) in " + folder.resolve("models/face"));
    } finally {
      if (home == null) {
        System.clearProperty("moodspeaker.home");
      } else {
        System.setProperty("moodspeaker.home", home);
      }
    }
  }
}
