package io.moodspeaker.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.model.Emotion;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetsTest {
  @TempDir Path folder;

  private final List<String> skipped = new ArrayList<>();

  private List<Sample> read(Path path) throws IOException {
    return DataSets.read(path, LabelNames.shipped(), skipped::add);
  }

  private Path picture(String name, int rgb) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 100; i++) {
      image.setRGB(i % 10, i / 10, rgb);
    }
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  @Test
  void reads_a_tree_of_folders_by_any_known_name() throws IOException {
    picture("train/happy/1.png", 0x102030);
    picture("train/Sadness/2.png", 0);
    picture("test/wound/3.png", 0);

    List<Sample> samples = read(folder);

    assertThat(samples).extracting(Sample::split).containsExactly("test", "train", "train");
    assertThat(samples)
        .extracting(sample -> sample.label().orElseThrow())
        .containsExactly(Emotion.SADNESS, Emotion.SADNESS, Emotion.HAPPINESS);
    assertThat(samples.get(2).picture().read().bgr()).startsWith(0x30, 0x20, 0x10);
    assertThat(skipped).isEmpty();
  }

  @Test
  void unknown_folders_are_named_and_left_out() throws IOException {
    picture("train/happy/1.png", 0);
    picture("train/holiday/2.png", 0);

    assertThat(read(folder)).hasSize(1);
    assertThat(skipped).singleElement().asString().contains("2.png").contains("'holiday'");
  }

  @Test
  void a_broken_picture_says_its_name_when_it_is_read() throws IOException {
    Path broken = folder.resolve("train/happy/1.jpg");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "no picture");

    Sample sample = read(folder).getFirst();

    assertThatThrownBy(() -> sample.picture().read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1.jpg");
  }

  @Test
  void reads_kaggle_s_table_and_names_the_lines_that_are_wrong() throws IOException {
    String pixels =
        IntStream.range(0, 48 * 48)
            .mapToObj(i -> Integer.toString(i % 256))
            .collect(Collectors.joining(" "));
    Path csv = folder.resolve("fer2013.csv");
    Files.writeString(
        csv,
        "emotion,pixels,Usage\n3,"
            + pixels
            + ",Training\n9,"
            + pixels
            + ",Training\n4,1 2 3,PublicTest\n6,"
            + pixels
            + ",PrivateTest\n");

    List<Sample> samples = read(csv);

    assertThat(samples)
        .extracting(sample -> sample.label().orElseThrow())
        .containsExactly(Emotion.HAPPINESS, Emotion.NEUTRAL);
    assertThat(samples.getFirst().face(48).gray()).startsWith(0, 1, 2, 3);
    assertThat(skipped).hasSize(2);
    assertThat(skipped.get(0)).contains("fer2013.csv:3");
    assertThat(skipped.get(1)).contains("fer2013.csv:4");
  }

  @Test
  void says_what_was_expected_where_there_is_no_data_set() {
    assertThatThrownBy(() -> read(folder.resolve("nothing")))
        .hasMessageContaining("does not exist")
        .hasMessageContaining("split/label/pictures");
    assertThatThrownBy(() -> read(folder)).hasMessageContaining("folders named after emotions");
  }

  @Test
  void all_shipped_label_names_can_be_read() throws IOException {
    for (String name : LabelNames.SHIPPED) {
      assertThat(LabelNames.read(name).emotion("anger").or(() -> anger(name))).isPresent();
    }
    assertThat(LabelNames.read("aihub").emotion("Unrest")).contains(Emotion.FEAR);
  }

  private static java.util.Optional<Emotion> anger(String name) {
    try {
      return LabelNames.read(name).emotion("angry");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_wrong_mapping_is_refused_with_its_line() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "grumpy: angst\n");

    assertThatThrownBy(() -> LabelNames.read(file.toString()))
        .hasMessageContaining("mine.yaml")
        .hasMessageContaining("grumpy")
        .hasMessageContaining("angst");
  }

  @Test
  void where_nothing_is_set_aside_a_seeded_part_of_each_emotion_is() throws IOException {
    for (int i = 0; i < 20; i++) {
      picture("happy/" + i + ".png", i);
      picture("sad/" + i + ".png", 100 + i);
    }
    List<Sample> samples = read(folder);

    Splits splits = Splits.of(samples, 1);

    assertThat(splits.validation()).hasSize(6);
    assertThat(splits.training()).hasSize(34);
    assertThat(splits.training()).doesNotContainAnyElementsOf(splits.validation());
    assertThat(splits.validation())
        .filteredOn(sample -> sample.label().orElseThrow() == Emotion.SADNESS)
        .hasSize(3);
    assertThat(Splits.of(samples, 1)).isEqualTo(splits);
  }

  @Test
  void folders_behind_links_are_read_the_root_too() throws IOException {
    picture("disk/happy/1.png", 0);
    picture("mine/sad/2.png", 0);
    Files.createSymbolicLink(folder.resolve("mine/happy"), folder.resolve("disk/happy"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("mine"));

    assertThat(read(link))
        .extracting(sample -> sample.label().orElseThrow())
        .containsExactly(Emotion.HAPPINESS, Emotion.SADNESS);
  }

  @Test
  void a_link_back_to_a_folder_around_it_is_named() throws IOException {
    Path tree = picture("mine/happy/1.png", 0).getParent().getParent();
    Path link = Files.createSymbolicLink(tree.resolve("happy/again"), tree);

    assertThatThrownBy(() -> read(tree))
        .isInstanceOf(IOException.class)
        .hasMessage(link + " is a link to a folder that it lies in; remove the link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothere.csv", "nothere.zip"})
  void a_file_that_is_not_there_is_said_to_be_missing(String name) {
    Path file = folder.resolve(name);

    assertThatThrownBy(() -> read(file)).hasMessageStartingWith(file + " does not exist; give ");
  }

  @Test
  void a_table_in_another_encoding_is_named_with_what_helps() throws IOException {
    Path csv = folder.resolve("fer2013.csv");
    Files.writeString(csv, "emotion,pixels,Usage\n", StandardCharsets.UTF_16);

    assertThatThrownBy(() -> read(csv)).hasMessage(csv + " is not in UTF-8; save it as UTF-8");
  }

  @Test
  void a_table_may_begin_with_a_byte_order_mark() throws IOException {
    Path csv = folder.resolve("fer2013.csv");
    Files.writeString(csv, "\uFEFFemotion,pixels,Usage\n3,1 2 3,Training\n");

    assertThat(read(csv)).isEmpty();
    assertThat(skipped).singleElement().asString().contains("fer2013.csv:2");
  }

  @Test
  void a_name_that_is_no_mapping_is_told_those_that_are() {
    assertThatThrownBy(() -> LabelNames.read("fer2031"))
        .hasMessage("'fer2031' is neither a file nor one of fer2013, ferplus, azure, aihub");
  }

  @ParameterizedTest
  @CsvSource({
    "'happy: happiness\nangry:\n', ':2: angry: an emotion is missing'",
    "'happy: happiness\nangry: [anger]\n', ':2: angry: an emotion is missing'",
    "'happy: happiness\n? []\n: anger\n', ': a label is missing'",
    "'happy: happiness\nHappy: sadness\n', ':2: happy: means happiness further up'",
    "'happy: happiness\nangry: anger: 3\n', ':2:13: is no YAML here'",
    "'- angry\n', ' must hold lines'",
    "'', ' must hold lines'",
  })
  void a_line_that_is_wrong_is_named_with_its_file(String text, String what) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), text.replace("\\n", "\n"));

    assertThatThrownBy(() -> LabelNames.read(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(what);
  }

  @Test
  void a_mapping_in_another_encoding_is_named_with_what_helps() throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(file, "angry: anger\n", StandardCharsets.UTF_16);

    assertThatThrownBy(() -> LabelNames.read(file.toString()))
        .hasMessage(file + " is not in UTF-8; save it as UTF-8");
  }
}
