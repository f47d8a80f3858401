package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelYaml;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a person's own pictures to a model and its measurement, by the commands alone. */
class TrainingCommandsTest {
  private static final Path SHIPPED = Path.of("models", "emotion");

  @TempDir Path folder;

  /** Bright above for happiness, bright below for sadness. */
  private Path pictures(int each) throws IOException {
    Path data = folder.resolve("mine");
    for (String label : new String[] {"happy", "sad"}) {
      for (int n = 0; n < each; n++) {
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(150 + n, 140 + 2 * n, 150));
        g.fillRect(0, label.equals("happy") ? 0 : 30, 60, 30);
        g.fillOval(n % 50, 20, 8, 8);
        g.dispose();
        Path file = data.resolve(label).resolve("person" + n % 5 + "_" + n + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
      }
    }
    return data;
  }

  @Test
  void a_person_s_own_pictures_become_a_model_that_can_be_measured() throws IOException {
    Path data = pictures(40);
    Path model = folder.resolve("model");
    String[] train = {
      "--data", data.toString(),
      "--network", "mini-xception",
      "--epochs", "2",
      "--batch", "16",
      "--threads", "1",
      "--out", model.toString(),
      "--work", folder.resolve("work").toString()
    };

    Ran trained = Ran.command(new TrainCommand(), train);

    assertThat(trained.err()).isEmpty();
    assertThat(trained.exit()).isZero();
    assertThat(trained.out())
        .contains("64 faces to learn from, 16 to validate on")
        .contains("epoch 2 size 40");
    assertThat(model.resolve("learning-curves.png")).isNotEmptyFile();

    for (String generations : new String[] {"1", "2"}) {
      Ran again = Ran.command(new TrainCommand(), with(train, "--generations", generations));
      assertThat(again.exit()).isEqualTo(2);
      assertThat(again.err()).contains("holds a checkpoint").contains("--resume");
    }

    Path png = folder.resolve("chart.png");
    Ran measured =
        Ran.command(
            new EvaluateCommand(),
            "--data",
            data.toString(),
            "--model",
            model.toString(),
            "--format",
            "json",
            "--png",
            png.toString());
    assertThat(measured.exit()).isZero();
    assertThat(png).isNotEmptyFile();
    JsonNode json = JsonMapper.shared().readTree(measured.out());
    assertThat(json.get("n").asInt()).isEqualTo(80);
    assertThat(json.get("accuracy").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("macro_f1").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("macro_recall").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.has("neutral_called_else")).isFalse();
    assertThat(json.get("ece").asDouble()).isBetween(0.0, 1.0);
    assertThat(json.get("per_class").get("happiness").get("n").asInt()).isEqualTo(40);
    assertThat(json.get("per_class").get("sadness").has("precision")).isTrue();
    assertThat(json.get("per_class").get("sadness").has("recall")).isTrue();
  }

  @Test
  void a_part_that_is_not_there_is_told_with_what_helps() throws IOException {
    Path whole = pictures(1);
    assertThat(Ran.command(new EvaluateCommand(), "--data", "" + whole, "--split", "test").err())
        .contains("has no part called 'test', or any other; leave --split out");

    Files.createDirectories(folder.resolve("parted"));
    Files.move(whole, folder.resolve("parted/train"));
    Ran parted =
        Ran.command(
            new EvaluateCommand(), "--data", "" + folder.resolve("parted"), "--split", "test");
    assertThat(parted.exit()).isEqualTo(2);
    assertThat(parted.err()).contains("has no part called 'test'; it has train");
  }

  @Test
  void a_second_generation_learns_from_the_first_and_can_be_interrupted() throws IOException {
    Path model = folder.resolve("model");
    Path work = folder.resolve("work");
    String[] train = {
      "--data", pictures(20).toString(),
      "--network", "mini-xception",
      "--epochs", "2",
      "--batch", "16",
      "--threads", "1",
      "--seed", "7",
      "--out", model.toString(),
      "--work", work.toString()
    };

    Ran interrupted =
        Ran.command(new TrainCommand(), with(train, "--generations", "2", "--stop-after", "1"));
    assertThat(interrupted.exit()).isZero();
    assertThat(interrupted.out())
        .contains("generation 1 of 2")
        .contains("not finished")
        .doesNotContain("generation 2");

    for (String generations : new String[] {"1", "2"}) {
      Ran again = Ran.command(new TrainCommand(), with(train, "--generations", generations));
      assertThat(again.exit()).isEqualTo(2);
      assertThat(again.err()).contains("holds a checkpoint");
    }

    Ran resumed = Ran.command(new TrainCommand(), with(train, "--generations", "2", "--resume"));
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.exit()).isZero();
    Path teacher = work.resolve("generation-1/model");
    assertThat(resumed.out())
        .contains("generation 2 of 2")
        .contains("teacher=" + teacher)
        .contains("seed=8")
        .contains(model + ": ");
    assertThat(teacher.resolve("saved_model.pb")).isNotEmptyFile();
    assertThat(model.resolve("saved_model.pb"))
        .isNotEmptyFile()
        .satisfies(
            file ->
                assertThat(Files.mismatch(file, teacher.resolve("saved_model.pb")))
                    .isNotEqualTo(-1));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void the_shipped_model_can_be_fine_tuned() throws Exception {
    Ran ran =
        Ran.command(
            new TrainCommand(),
            "--data",
            pictures(20).toString(),
            "--from",
            SHIPPED.toString(),
            "--epochs",
            "1",
            "--threads",
            "1",
            "--out",
            folder.resolve("fine").toString(),
            "--work",
            folder.resolve("work").toString());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("batch=8 ").contains("keep=0.5").contains("not measured");
    assertThat(folder.resolve("fine/saved_model.pb")).isNotEmptyFile();
    ModelDescription.Output before = ModelYaml.read(SHIPPED.resolve(ModelYaml.FILE)).output();
    ModelDescription.Output after =
        ModelYaml.read(folder.resolve("fine").resolve(ModelYaml.FILE)).output();
    assertThat(before.bias()).isNotEmpty();
    assertThat(after.bias()).isEqualTo(before.bias());
    assertThat(after.temperature()).isCloseTo(before.temperature(), within(1e-3));
  }

  @Test
  void a_model_of_the_installation_is_found_from_any_folder_and_nothing_else_is_written()
      throws IOException {
    Path home = folder.resolve("home");
    Path installed = Files.createDirectories(home.resolve("models/ours"));
    for (String file : new String[] {"model.yaml", "saved_model.pb"}) {
      Files.copy(SHIPPED.resolve(file), installed.resolve(file));
    }
    String before = System.getProperty("moodspeaker.home");
    System.setProperty("moodspeaker.home", home.toString());
    try {
      Ran ran =
          Ran.command(
              new TrainCommand(),
              "--data",
              pictures(20).toString(),
              "--from",
              "models/ours",
              "--epochs",
              "1",
              "--threads",
              "1",
              "--out",
              folder.resolve("fine").toString());
      assertThat(ran.err()).isEmpty();
      assertThat(ran.exit()).isZero();
      assertThat(ran.out()).contains("truth=label").doesNotContain("[");
      assertThat(folder.resolve("fine/training/checkpoint")).isNotEmptyFile();
      assertThat(Path.of("target/training/fine")).doesNotExist();
      Ran measured =
          Ran.command(
              new EvaluateCommand(), "--data", pictures(2).toString(), "--model", "models/ours");
      assertThat(measured.exit()).isZero();
      assertThat(measured.out()).contains("model " + installed).contains("macro recall");
    } finally {
      if (before == null) {
        System.clearProperty("moodspeaker.home");
      } else {
        System.setProperty("moodspeaker.home", before);
      }
    }
  }

  @Test
  void the_last_layer_alone_learns_new_names_for_what_the_network_sees() throws IOException {
    String[] train = {
      "--data",
      pictures(20).toString(),
      "--from",
      SHIPPED.toString(),
      "--threads",
      "1",
      "--head",
      "--out",
      folder.resolve("fitted").toString()
    };
    Ran ran = Ran.command(new TrainCommand(), train);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("mood-net, its last layer: truth=label");
    Ran measured =
        Ran.command(
            new EvaluateCommand(),
            "--data",
            pictures(20).toString(),
            "--model",
            folder.resolve("fitted").toString(),
            "--format",
            "json");
    assertThat(JsonMapper.shared().readTree(measured.out()).get("accuracy").asDouble())
        .isGreaterThan(0.9);
    bad(
        new TrainCommand(),
        "name the model by --from",
        "--data",
        pictures(2).toString(),
        "--head",
        "--out",
        folder.resolve("out").toString());
  }

  @Test
  void a_mixture_without_its_teacher_is_refused() throws IOException {
    String data = pictures(20).toString();
    String out = folder.resolve("out").toString();

    bad(
        new TrainCommand(),
        "--mixture teacher=… needs --teacher",
        "--data",
        data,
        "--out",
        out,
        "--mixture",
        "label=0.5,teacher=0.5");
    bad(
        new TrainCommand(),
        "knows ferplus, label and teacher, not 'votes'",
        "--data",
        data,
        "--out",
        out,
        "--mixture",
        "votes=1");
    bad(
        new TrainCommand(),
        "nowhere.csv",
        "--data",
        data,
        "--out",
        out,
        "--mixture",
        "teacher=1",
        "--teacher",
        folder.resolve("nowhere.csv").toString());
    bad(new TrainCommand(), "give --data PATH", "--out", out);
    bad(
        new TrainCommand(),
        "variation must be 0 to 2",
        "--data",
        data,
        "--out",
        out,
        "--variation",
        "3");
  }

  @Test
  void a_model_of_another_network_cannot_be_gone_on_from() throws IOException {
    bad(
        new TrainCommand(),
        "the model to go on from is no mini-xception (no weight is called stem1.kernel); --network"
            + " must name its own",
        "--data",
        pictures(20).toString(),
        "--from",
        SHIPPED.toString(),
        "--network",
        "mini-xception",
        "--threads",
        "1",
        "--work",
        folder.resolve("work").toString(),
        "--out",
        folder.resolve("out").toString());
  }

  @Test
  void bad_input_ends_in_one_line_and_exit_code_2() throws IOException {
    String data = pictures(2).toString();
    String model = SHIPPED.toString();
    String out = folder.resolve("out").toString();

    bad(
        new EvaluateCommand(),
        "ferplus, ferplus-strict or label",
        "--data",
        data,
        "--truth",
        "mine");
    bad(new EvaluateCommand(), "has no FER+ votes", "--data", data, "--truth", "ferplus");
    bad(new EvaluateCommand(), "no part called 'Test'", "--data", data, "--split", "Test");
    bad(new EvaluateCommand(), "text or json", "--data", data, "--format", "xml");
    bad(
        new EvaluateCommand(),
        "none, auto, haar, yunet or full-range",
        "--data",
        data,
        "--detector",
        "eye");
    bad(new EvaluateCommand(), "kinds are rotate", "--data", data, "--corrupt", "wobble=2");
    bad(new EvaluateCommand(), "does not exist", "--data", out, "--model", model);
    bad(new EvaluateCommand(), "model.yaml cannot be read", "--data", data, "--model", out);
    bad(new TrainCommand(), "does not exist", "--data", out, "--out", out);
    bad(new TrainCommand(), "only 2 faces", "--data", data, "--out", out, "--work", out);
    bad(
        new TrainCommand(),
        "model.yaml cannot be read",
        "--data",
        data,
        "--out",
        out,
        "--from",
        folder.resolve("nowhere").toString());
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Files.copy(SHIPPED.resolve("model.yaml"), empty.resolve("model.yaml"));
    bad(
        new TrainCommand(),
        "holds no weights that can be read",
        "--data",
        data,
        "--out",
        out,
        "--from",
        empty.toString());
    bad(
        new TrainCommand(),
        "generations must be 1 or more",
        "--data",
        data,
        "--out",
        out,
        "--generations",
        "0");
    bad(
        new TrainCommand(),
        "bias must be -5 to 5, was 30.0 for sadness",
        "--data",
        data,
        "--out",
        out,
        "--bias",
        "sadness=30");
    bad(
        new TrainCommand(),
        "must be 0 or more, were 0 and -1",
        "--data",
        data,
        "--out",
        out,
        "--stop-after",
        "-1");
    bad(
        new TrainCommand(),
        "must be 0 or more, were -1 and 0",
        "--data",
        data,
        "--out",
        out,
        "--patience",
        "-1");
    bad(
        new TrainCommand(),
        "--out must be another folder than --from",
        "--data",
        data,
        "--out",
        model,
        "--from",
        SHIPPED.toAbsolutePath().toString());
    bad(
        new TrainCommand(),
        "batch must be 1 or more",
        "--data",
        data,
        "--out",
        out,
        "--batch",
        "0");
    bad(
        new TrainCommand(),
        "keep must be 0 to below 1",
        "--data",
        data,
        "--out",
        out,
        "--from",
        model,
        "--keep",
        "1");
    bad(
        new TrainCommand(),
        "no network is called 'big'",
        "--data",
        data,
        "--out",
        out,
        "--network",
        "big");
    bad(
        new TrainCommand(),
        "epochs must be 1 or more",
        "--data",
        data,
        "--out",
        out,
        "--epochs",
        "0");
  }

  private static void bad(Object command, String part, String... args) {
    Ran ran = Ran.command(command, args);
    assertThat(ran.exit()).as(String.join(" ", args)).isEqualTo(2);
    assertThat(ran.err().strip()).contains(part).doesNotContain("\n\tat ");
  }

  @Test
  void faces_are_imported_and_dealt_out_with_people_kept_apart() throws IOException {
    Path data = pictures(40);
    Path faces = folder.resolve("faces");
    Path dealt = folder.resolve("dealt");

    Ran imported =
        Ran.command(
            new DatasetCommand(),
            "import",
            data.toString(),
            "--out",
            faces.toString(),
            "--detector",
            "none");
    assertThat(imported.out()).contains("80 of 80 faces written");
    assertThat(imported.exit()).isZero();

    Ran split =
        Ran.command(
            new DatasetCommand(),
            "split",
            faces.toString(),
            "--out",
            dealt.toString(),
            "--validation",
            "0.2",
            "--test",
            "0.2");
    assertThat(split.err()).isEmpty();
    assertThat(split.out()).contains("train: 48").contains("validation: 16").contains("test: 16");
    try (Stream<Path> walk = Files.walk(dealt)) {
      assertThat(walk.filter(Files::isRegularFile).filter(f -> name(f).startsWith("person3_")))
          .isNotEmpty()
          .allSatisfy(f -> assertThat(part(dealt, f)).isEqualTo(partOfPerson3(dealt)));
    }

    Ran stats =
        Ran.command(
            new DatasetCommand(),
            "stats",
            dealt.toString(),
            "--png",
            folder.resolve("stats.png").toString());
    assertThat(stats.out()).contains("validation").contains("80");
    assertThat(folder.resolve("stats.png")).isNotEmptyFile();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String part(Path root, Path file) {
    return root.relativize(file).getName(0).toString();
  }

  private static String partOfPerson3(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile)
          .filter(f -> name(f).startsWith("person3_"))
          .map(f -> part(root, f))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_face_in_two_splits_is_reported() throws IOException {
    Path data = pictures(2);
    Path twin = folder.resolve("mine/test/happy/twin.png");
    Files.createDirectories(twin.getParent());
    Files.copy(data.resolve("happy/person0_0.png"), twin);

    Ran ran = Ran.command(new DatasetCommand(), "duplicates", data.toString());

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out())
        .contains("person0_0.png")
        .contains("test " + twin)
        .contains("1 of them in several splits");
  }
}
