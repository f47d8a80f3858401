package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.Pictures;
import io.moodspeaker.training.data.SharedFer2013;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data set commands on photographs, videos and FER2013, as far as the shared data is there. */
class DatasetCommandTest {
  private static final int EACH = 20;

  @TempDir Path folder;

  private static Path shared(String path) {
    Path file = Path.of(System.getProperty("moodspeaker.shared", "../shared")).resolve(path);
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is missing");
    return file;
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Ran dataset(Object... args) {
    return Ran.command(
        new DatasetCommand(), Stream.of(args).map(Object::toString).toArray(String[]::new));
  }

  /** Photographs of people, one of mountains, and a file that is no picture. */
  private Path photographs() throws IOException {
    Path happy = Files.createDirectories(folder.resolve("mine/train/happy"));
    for (Path file : files(shared("data/images/dlib_faces"))) {
      if (file.toString().endsWith(".jpg")) {
        Files.copy(file, happy.resolve(file.getFileName()));
      }
    }
    Path mountains = shared("data/images/free-mountain-vector-01.jpg");
    Files.copy(mountains, happy.resolve("mountains.jpg"));
    Files.writeString(happy.resolve("broken.jpg"), "no picture");
    return folder.resolve("mine");
  }

  private Ran importPhotographs(String detector, Path out, int quality) throws IOException {
    Path data = Files.exists(folder.resolve("mine")) ? folder.resolve("mine") : photographs();
    return dataset(
        "import",
        data,
        "--out",
        out,
        "--detector",
        detector,
        "--detector-models",
        shared("data/detector"),
        "--quality",
        quality);
  }

  @ParameterizedTest
  @ValueSource(strings = {"haar", "yunet"})
  void faces_are_cut_out_as_the_daemon_cuts_them_and_the_rest_is_named(String detector)
      throws Exception {
    Path out = folder.resolve("faces");
    Ran ran = importPhotographs(detector, out, 95);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("9 of 11 faces written to " + out);
    assertThat(ran.err())
        .contains("broken.jpg is not a picture that can be read")
        .contains("mountains.jpg: no face was found");
    List<Path> written = files(out);
    assertThat(written)
        .hasSize(9)
        .allMatch(file -> file.startsWith(out.resolve("train/happiness")))
        .allMatch(file -> file.getFileName().toString().matches("\\d{4}_\\d{6}-\\d{6}\\.jpg"));
    try (FaceDetector eyes =
        FaceDetectors.open(shared("data/detector"), detector, FaceDetectors.Use.STILLS)) {
      for (Path file : written) {
        String name = file.getFileName().toString().substring(0, 11) + ".jpg";
        Frame photograph = Pictures.read(folder.resolve("mine/train/happy").resolve(name));
        float[] crop = FaceCrop.rgb(photograph, eyes.detect(photograph).getFirst(), 0, 96);
        assertThat(difference(ImageIO.read(file.toFile()), crop)).as(name).isLessThan(5);
      }
    }
  }

  /** The mean difference of a square picture from an RGB crop, in levels of 255. */
  private static double difference(BufferedImage image, float[] crop) {
    int size = image.getWidth();
    double sum = 0;
    for (int i = 0; i < size * size; i++) {
      int rgb = image.getRGB(i % size, i / size);
      sum += Math.abs((rgb >> 16 & 255) - crop[3 * i]);
      sum += Math.abs((rgb >> 8 & 255) - crop[3 * i + 1]);
      sum += Math.abs((rgb & 255) - crop[3 * i + 2]);
    }
    return sum / crop.length;
  }

  @Test
  void quality_sets_how_large_the_files_are() throws IOException {
    long fine = 0;
    long compact = 0;
    importPhotographs("haar", folder.resolve("95"), 95);
    importPhotographs("haar", folder.resolve("40"), 40);
    for (Path file : files(folder.resolve("95"))) {
      fine += Files.size(file);
    }
    for (Path file : files(folder.resolve("40"))) {
      compact += Files.size(file);
    }
    assertThat(compact).isLessThan(fine / 2);
    dataset("import", folder.resolve("mine"), "--out", folder.resolve("standard"));
    List<Path> standard = files(folder.resolve("standard"));
    assertThat(standard).hasSize(9);
    for (Path file : standard) {
      Path same = folder.resolve("40").resolve(folder.resolve("standard").relativize(file));
      assertThat(file).hasSameBinaryContentAs(same);
    }
  }

  /** Some real faces of each class and split in the form of Kaggle's table. */
  private Path table(List<LabeledFace> chosen) throws IOException {
    StringBuilder table = new StringBuilder("emotion,pixels,Usage\n");
    List<String> labels =
        List.of("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral");
    for (LabeledFace face : chosen) {
      table.append(labels.indexOf(face.label().orElseThrow().label())).append(',');
      StringBuilder pixels = new StringBuilder();
      for (byte pixel : face.gray()) {
        pixels.append(pixels.isEmpty() ? "" : " ").append(pixel & 255);
      }
      table.append(pixels).append(',').append(face.split()).append('\n');
    }
    return Files.writeString(folder.resolve("fer2013.csv"), table);
  }

  private static List<LabeledFace> chosen() throws IOException {
    Map<String, Integer> taken = new TreeMap<>();
    List<LabeledFace> chosen = new ArrayList<>();
    for (LabeledFace face : SharedFer2013.faces()) {
      String key = face.split() + face.label().orElseThrow();
      if (!face.split().equals("PrivateTest") && taken.merge(key, 1, Integer::sum) <= EACH / 2) {
        chosen.add(face);
      }
    }
    return chosen;
  }

  @Test
  void kaggle_s_table_becomes_a_tree_that_is_dealt_out_in_proportion_and_by_people()
      throws IOException {
    List<LabeledFace> chosen = chosen();
    assertThat(chosen).hasSize(7 * EACH);
    Path csv = table(chosen);
    Path tree = folder.resolve("tree");
    Ran imported =
        dataset("import", csv, "--out", tree, "--detector", "none", "--size", 48, "--quality", 95);
    assertThat(imported.out()).contains("140 of 140 faces written");
    for (Path file : files(tree)) {
      Matcher name = Pattern.compile("fer2013\\.csv\\.(\\d+)-\\d+\\.jpg").matcher(last(file));
      assertThat(name.matches()).as(last(file)).isTrue();
      LabeledFace face = chosen.get(Integer.parseInt(name.group(1)) - 2);
      assertThat(tree.relativize(file))
          .startsWithRaw(Path.of(face.split(), face.label().orElseThrow().label()));
      float[] gray = new float[3 * 48 * 48];
      for (int i = 0; i < gray.length; i++) {
        gray[i] = face.gray()[i / 3] & 255;
      }
      assertThat(difference(ImageIO.read(file.toFile()), gray)).as(last(file)).isLessThan(4);
    }

    Path dealt = folder.resolve("dealt");
    Ran split = deal(tree, dealt, 1, "(.+)");
    assertThat(split.err()).isEmpty();
    assertThat(split.out()).contains("train: 84").contains("validation: 28").contains("test: 28");
    for (String label : List.of("anger", "disgust", "fear", "happiness", "sadness", "neutral")) {
      assertThat(files(dealt.resolve("test").resolve(label))).as(label).hasSize(4);
    }
    deal(tree, folder.resolve("again"), 1, "(.+)");
    deal(tree, folder.resolve("other"), 2, "(.+)");
    assertThat(names(folder.resolve("again"))).isEqualTo(names(dealt));
    assertThat(names(folder.resolve("other"))).isNotEqualTo(names(dealt));

    // Whoever's row ends in the same digit is one person here.
    Path people = folder.resolve("people");
    assertThat(deal(tree, people, 1, "csv\\.\\d*(\\d)-").exit()).isZero();
    Map<String, Set<String>> parts = new TreeMap<>();
    for (Path file : files(people)) {
      parts
          .computeIfAbsent(
              last(file).replaceFirst(".*csv\\.\\d*(\\d)-.*", "$1"), p -> new TreeSet<>())
          .add(people.relativize(file).getName(0).toString());
    }
    assertThat(parts).hasSize(10);
    assertThat(parts.values()).allMatch(in -> in.size() == 1);
    assertThat(parts.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("train", "validation", "test");
  }

  private static Ran deal(Path tree, Path out, int seed, String person) {
    return dataset(
        "split",
        tree,
        "--out",
        out,
        "--validation",
        0.2,
        "--test",
        0.2,
        "--seed",
        seed,
        "--person",
        person);
  }

  private static String last(Path file) {
    return file.getFileName().toString();
  }

  private static List<String> names(Path root) throws IOException {
    return files(root).stream().map(file -> root.relativize(file).toString()).toList();
  }

  @Test
  void names_that_tell_of_one_person_alone_are_refused_before_anything_is_copied()
      throws IOException {
    Path happy = Files.createDirectories(folder.resolve("camera/happy"));
    for (int i = 0; i < 10; i++) {
      ImageIO.write(
          new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB),
          "png",
          happy.resolve("IMG_000" + i + ".png").toFile());
    }
    Path out = folder.resolve("out");
    Ran ran = dataset("split", folder.resolve("camera"), "--out", out);
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("would stay empty", "--person '(.+)'");
    assertThat(out).doesNotExist();
    assertThat(deal(folder.resolve("camera"), out, 1, "(.+)").out()).contains("test: 2");
  }

  @Test
  void stats_count_what_is_published_and_draw_it() throws IOException {
    Path png = folder.resolve("stats.png");
    Ran ran = dataset("stats", SharedFer2013.folder(), "--png", png);
    assertThat(ran.exit()).isZero();
    assertThat(numbers(ran.out(), "Training"))
        .contains(3995, 436, 4097, 7215, 4965, 4830, 3171, 28709);
    assertThat(numbers(ran.out(), "PublicTest")).contains(3589);
    assertThat(numbers(ran.out(), "PrivateTest")).contains(3589);
    BufferedImage chart = ImageIO.read(png.toFile());
    Set<Integer> colours = new TreeSet<>();
    for (int x = 0; x < chart.getWidth(); x++) {
      for (int y = 0; y < chart.getHeight(); y++) {
        colours.add(chart.getRGB(x, y));
      }
    }
    // A chart alone has a few dozen; faces bring all their grays.
    assertThat(colours).hasSizeGreaterThan(150);
  }

  private static List<Integer> numbers(String out, String row) {
    String line = out.lines().filter(l -> l.startsWith(row)).findFirst().orElseThrow();
    return Stream.of(line.substring(row.length()).strip().split(" +"))
        .map(Integer::valueOf)
        .toList();
  }

  @Test
  void faces_that_stand_in_two_splits_of_fer2013_are_those_that_are_known() throws IOException {
    Ran ran = dataset("duplicates", SharedFer2013.folder());
    assertThat(ran.exit()).isEqualTo(1);
    Map<String, Set<Integer>> found = new TreeMap<>();
    Matcher member =
        Pattern.compile("(Training|PublicTest|PrivateTest) fer2013 row (\\d+)").matcher(ran.out());
    Set<String> lines = ran.out().lines().collect(Collectors.toSet());
    while (member.find()) {
      found
          .computeIfAbsent(member.group(1), split -> new TreeSet<>())
          .add(Integer.parseInt(member.group(2)));
    }
    assertThat(lines).anyMatch(line -> line.contains(" = "));
    Set<Integer> inTraining = new TreeSet<>();
    for (String line : lines) {
      if (line.contains("Training")) {
        Matcher row = Pattern.compile("(?:Public|Private)Test fer2013 row (\\d+)").matcher(line);
        while (row.find()) {
          inTraining.add(Integer.parseInt(row.group(1)));
        }
      }
    }
    // 288 of PrivateTest and 280 of PublicTest, as the data set's own flags say.
    assertThat(inTraining).hasSize(288 + 280);
    assertThat(found.get("PrivateTest").stream().filter(inTraining::contains)).hasSize(288);
    assertThat(found.get("PublicTest").stream().filter(inTraining::contains)).hasSize(280);
  }

  @Test
  void faces_are_taken_from_a_video_at_a_rate() throws IOException {
    Path video = shared("data/video/single_face.mp4");
    Path slow = folder.resolve("slow");
    Path fast = folder.resolve("fast");
    assertThat(dataset("extract", video, "--out", slow, "--rate", 1).exit()).isZero();
    Ran ran = dataset("extract", video, "--out", fast, "--rate", 4);
    assertThat(ran.out()).contains(files(fast).size() + " faces written to " + fast);
    assertThat(files(slow)).hasSizeGreaterThan(2);
    assertThat((double) files(fast).size() / files(slow).size()).isCloseTo(4, within(1.0));
    List<Integer> times =
        files(fast).stream()
            .map(file -> Integer.valueOf(last(file).replaceFirst(".*_(\\d{8})\\.jpg", "$1")))
            .toList();
    for (int i = 1; i < times.size(); i++) {
      // A frame of this video lasts 33 or 40 ms.
      assertThat((times.get(i) - times.get(i - 1)) % 250.0)
          .satisfiesAnyOf(
              off -> assertThat(off).isLessThan(45), off -> assertThat(off).isGreaterThan(205));
    }
    for (Path file : files(fast)) {
      assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(96);
    }
  }

  @Test
  void a_video_without_a_face_gives_none_and_says_so() {
    Path out = folder.resolve("none");
    Ran ran = dataset("extract", shared("data/video/no_face.mp4"), "--out", out, "--rate", 1);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out()).contains("no face").contains("0 faces written");
  }
}
