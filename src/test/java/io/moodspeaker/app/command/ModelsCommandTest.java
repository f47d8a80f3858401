package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.emotion.ModelFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private static final Path YUNET =
      Path.of(System.getProperty("moodspeaker.shared", "../shared"))
          .resolve("data/detector/face_detection_yunet_2026may.onnx");

  @TempDir Path home;
  private final InputStream in = System.in;
  private final String before = System.getProperty("moodspeaker.home");
  private HttpServer server;
  private byte[] served = "a model".getBytes(StandardCharsets.UTF_8);
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("moodspeaker.home", home.toString());
    Files.createDirectories(home.resolve("models"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/model",
        exchange -> {
          exchange.sendResponseHeaders(status, served.length);
          exchange.getResponseBody().write(served);
          exchange.close();
        });
    server.start();
    catalogue("people/sface.onnx", served.length, sha256(served));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.setIn(in);
    if (before == null) {
      System.clearProperty("moodspeaker.home");
    } else {
      System.setProperty("moodspeaker.home", before);
    }
  }

  private String sha256(byte[] bytes) throws IOException {
    return ModelFiles.sha256(Files.write(home.resolve("some"), bytes));
  }

  private void catalogue(String file, int size, String sha256) throws IOException {
    catalogue("sface", file, size, sha256);
  }

  private void catalogue(String name, String file, int size, String sha256) throws IOException {
    Files.writeString(
        home.resolve("models/catalogue.yaml"),
        """
        %s:
          what: tells people apart
          file: %s
          address: http://127.0.0.1:%d/model
          size: %d
          sha256: %s
          licence: Apache-2.0
        """
            .formatted(name, file, server.getAddress().getPort(), size, sha256));
  }

  private static Ran models(String... args) {
    return Ran.command(new ModelsCommand(), args);
  }

  private static void answer(String text) {
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void what_the_catalogue_names_is_fetched_once_agreed() {
    answer("y\n");

    Ran ran = models("add", "sface");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("Apache-2.0", "127.0.0.1", "fetch it?", "installed");
    assertThat(home.resolve("models/people/sface.onnx")).hasContent("a model");
    assertThat(models("list").out()).contains("sface", "installed");
  }

  @Test
  void without_an_answer_nothing_is_fetched() {
    for (String no : new String[] {"", "\n", "no\n"}) {
      answer(no);

      Ran ran = models("add", "sface");

      assertThat(ran.exit()).isOne();
      assertThat(ran.err()).contains("--yes");
    }
    assertThat(home.resolve("models/people")).doesNotExist();
  }

  @Test
  void yes_fetches_without_asking() {
    answer("");

    assertThat(models("add", "--yes", "sface").exit()).isZero();
  }

  @Test
  void another_file_than_the_catalogue_says_is_not_installed() throws Exception {
    catalogue("people/sface.onnx", served.length, "0".repeat(64));
    assertThat(models("add", "--yes", "sface").err()).contains("expected 000", "127.0.0.1");

    catalogue("people/sface.onnx", 3, sha256(served));
    assertThat(models("add", "--yes", "sface").err()).contains("more than 3 bytes");

    catalogue("people/sface.onnx", 1000, sha256(served));
    assertThat(models("add", "--yes", "sface").err()).contains("only 7 bytes, expected 1000");

    status = 404;
    assertThat(models("add", "--yes", "sface").err()).contains("answered 404", "add FILE");
    try (var left = Files.walk(home.resolve("models"))) {
      assertThat(left.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void a_name_that_the_catalogue_lacks_gets_a_suggestion() {
    Ran ran = models("add", "sfase");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("did you mean sface?");
  }

  @Test
  void a_catalogue_with_a_mistake_names_the_place() throws Exception {
    Files.writeString(home.resolve("models/catalogue.yaml"), "sface:\n  what: x\n  size: many\n");

    Ran ran = models("add", "--yes", "sface");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("catalogue.yaml:3:9", "size must be a whole number");
  }

  @Test
  void a_file_of_the_catalogue_goes_where_it_says_whatever_its_name() throws Exception {
    Path mine = Files.write(home.resolve("download (1)"), served);

    assertThat(models("add", mine.toString()).exit()).isZero();
    assertThat(home.resolve("models/people/sface.onnx")).hasContent("a model");
  }

  @Test
  void yunet_is_fetched_whole_and_the_detector_finds_the_file() throws Exception {
    assumeTrue(Files.exists(YUNET), "skipped: " + YUNET + " is missing");
    served = Files.readAllBytes(YUNET);
    catalogue("yunet", "face/face_detection_yunet_2026may.onnx", served.length, sha256(served));

    Ran ran = models("add", "--yes", "yunet");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(home.resolve("models/face/face_detection_yunet_2026may.onnx"))
        .hasBinaryContent(served);
  }

  @Test
  void yunet_is_installed_from_a_file_of_any_name() throws Exception {
    assumeTrue(Files.exists(YUNET), "skipped: " + YUNET + " is missing");
    byte[] yunet = Files.readAllBytes(YUNET);
    catalogue("yunet", "face/face_detection_yunet_2026may.onnx", yunet.length, sha256(yunet));

    assertThat(models("add", Files.copy(YUNET, home.resolve("download.bin")).toString()).exit())
        .isZero();
    assertThat(home.resolve("models/face/face_detection_yunet_2026may.onnx")).exists();
  }

  @Test
  void what_the_catalogue_names_is_fetched_although_a_file_is_called_so() throws Exception {
    Path inTheWay = Files.writeString(Path.of("sface"), "another");
    try {
      assertThat(models("add", "--yes", "sface").exit()).isZero();
    } finally {
      Files.delete(inTheWay);
    }
    assertThat(home.resolve("models/people/sface.onnx")).hasContent("a model");
  }

  @Test
  void a_checksum_counts_in_upper_case_too() throws Exception {
    String upper = sha256(served).toUpperCase(Locale.ROOT);
    catalogue("people/sface.onnx", served.length, upper);

    assertThat(models("add", "--yes", "sface").exit()).isZero();
    Path mine = Files.write(home.resolve("mine"), served);
    assertThat(models("add", "--sha256", upper, mine.toString()).exit()).isZero();
  }

  @Test
  void a_checksum_that_is_given_counts_for_a_name_too() {
    String other = "1".repeat(64);

    Ran ran = models("add", "--sha256", other, "--yes", "sface");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--sha256 is " + other, "for sface", "nothing was fetched");
    assertThat(home.resolve("models/people")).doesNotExist();
    assertThat(models("add", "--sha256", "0000", "--yes", "sface").err())
        .contains("64 hexadecimal digits, was '0000'");
  }

  @Test
  void a_checksum_that_is_none_is_told_with_its_place_in_the_catalogue() throws Exception {
    catalogue("people/sface.onnx", served.length, "abc");

    Ran ran = models("add", "--yes", "sface");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("catalogue.yaml:6:11", "64 hexadecimal digits, was 'abc'");
  }

  @Test
  void a_cut_file_is_told_by_the_checksum_of_what_it_is_named() throws Exception {
    Path cut = Files.writeString(home.resolve("sface.onnx"), "a mo");

    Ran ran = models("add", cut.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err())
        .contains("sface.onnx, by its name sface,", "expected " + sha256(served), "fetch it again")
        .doesNotContainIgnoringCase("yunet");
  }

  @Test
  void a_file_that_is_no_detector_is_bad_input() throws Exception {
    for (String name : new String[] {"x.onnx", "x.tflite", "x.txt"}) {
      Path file = Files.writeString(home.resolve(name), "nothing");

      Ran ran = models("add", file.toString());

      assertThat(ran.exit()).as(name).isEqualTo(2);
      assertThat(ran.err()).contains(name);
    }
    assertThat(home.resolve("models/face")).doesNotExist();
  }

  @Test
  void a_folder_that_cannot_be_made_is_said_with_a_reason() throws Exception {
    // A file where the folder should be: the superuser, as whom tests may run, is denied nothing.
    Files.writeString(home.resolve("models/people"), "in the way");

    Ran ran = models("add", "--yes", "sface");

    assertThat(ran.exit()).isOne();
    assertThat(ran.err()).contains("models/people/sface.onnx can't be written", "mend the folder");
  }

  @Test
  void yunet_is_installed_from_a_file() throws Exception {
    assumeTrue(Files.exists(YUNET), "skipped: " + YUNET + " is missing");

    assertThat(models("add", YUNET.toString()).exit()).isZero();
    assertThat(home.resolve("models/face/face_detection_yunet_2026may.onnx")).exists();
  }
}
