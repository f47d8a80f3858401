package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.training.data.SharedFer2013;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody whose resting face the model calls sad takes thirty pictures of it and of a smile. The
 * model that has learned from them shall know that face better and all others nearly as well.
 */
class OwnPicturesTest {
  private static final Path SHIPPED = Path.of("models", "emotion");

  /** When the man in the video begins to smile. */
  private static final int SMILE_MILLIS = 9_500;

  /** The first half of each expression is learned from, the rest asked about. */
  private static final int NEUTRAL_MILLIS = 4_600;

  private static final int SMILING_MILLIS = 14_500;

  @TempDir Path folder;

  @Test
  @Tag("long")
  void a_few_pictures_teach_a_face_and_do_not_make_it_forget_the_others() throws IOException {
    Path learned = folder.resolve("learned");
    Path asked = folder.resolve("asked");
    sort(video(), learned, asked);
    Path mine = folder.resolve("mine");

    Ran trained =
        Ran.command(
            new TrainCommand(),
            "--from",
            SHIPPED.toString(),
            "--data",
            learned.toString(),
            "--threads",
            "1",
            "--work",
            folder.resolve("work").toString(),
            "--out",
            mine.toString());
    assertThat(trained.err()).isEmpty();
    assertThat(trained.exit()).isZero();

    String others = SharedFer2013.folder().toString();
    double ownBefore = accuracy(SHIPPED, "--data", asked.toString());
    double ownAfter = accuracy(mine, "--data", asked.toString());
    double othersBefore = accuracy(SHIPPED, "--data", others, "--split", "PublicTest");
    double othersAfter = accuracy(mine, "--data", others, "--split", "PublicTest");

    System.out.printf(
        "%d pictures: own face %.3f before, %.3f after; others %.3f before, %.3f after%n",
        pictures(learned), ownBefore, ownAfter, othersBefore, othersAfter);
    assertThat(ownBefore).isLessThan(0.75);
    assertThat(ownAfter).isGreaterThan(ownBefore + 0.1);
    assertThat(othersAfter).isGreaterThan(othersBefore - 0.06);
  }

  private Path video() {
    SharedFer2013.folder();
    Path video =
        Path.of(
            System.getProperty("moodspeaker.shared", "../shared"),
            "data/video/WolfgangLanger_Pexels.mp4");
    assumeTrue(Files.exists(video), () -> "skipped: " + video + " is missing");
    return video;
  }

  private void sort(Path video, Path learned, Path asked) throws IOException {
    Path faces = folder.resolve("faces");
    Ran extracted =
        Ran.command(
            new DatasetCommand(),
            "extract",
            video.toString(),
            "--rate",
            "3",
            "--out",
            faces.toString());
    assertThat(extracted.exit()).isZero();
    List<Path> files;
    try (Stream<Path> list = Files.list(faces)) {
      files = list.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      int millis = Integer.parseInt(name.replaceAll(".*_(\\d+)\\.jpg", "$1"));
      boolean smile = millis >= SMILE_MILLIS;
      boolean first = millis < (smile ? SMILING_MILLIS : NEUTRAL_MILLIS);
      Path label = (first ? learned : asked).resolve(smile ? "happiness" : "neutral");
      Files.copy(file, Files.createDirectories(label).resolve(name));
    }
  }

  private static long pictures(Path tree) throws IOException {
    try (Stream<Path> walk = Files.walk(tree)) {
      return walk.filter(Files::isRegularFile).count();
    }
  }

  private static double accuracy(Path model, String... options) {
    Ran ran =
        Ran.command(
            new EvaluateCommand(),
            Stream.concat(
                    Stream.of("--model", model.toString(), "--format", "json"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(ran.exit()).isZero();
    JsonNode json = JsonMapper.shared().readTree(ran.out());
    return json.get("accuracy").asDouble();
  }
}
