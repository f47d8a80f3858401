package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FakeRecognizer;
import io.moodspeaker.emotion.Frames;
import io.moodspeaker.emotion.LogLines;
import io.moodspeaker.emotion.ReloadingRecognizer;
import io.moodspeaker.emotion.azure.AzureFaceRecognizer;
import io.moodspeaker.emotion.azure.AzureSettings;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/face");

  @TempDir private Path dir;

  private final FakeRecognizer recognizer =
      new FakeRecognizer("local").showFace(EmotionScores.only(Emotion.SURPRISE));
  private final StringWriter err = new StringWriter();

  @Test
  void it_answers_until_it_is_ended_and_then_closes_its_recogniser() throws Exception {
    Path key = Files.writeString(dir.resolve("key"), "k3y-of-this-test\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw----r--"));
    AtomicInteger exit = new AtomicInteger(-1);
    try (LogLines log = new LogLines("io.moodspeaker")) {
      Thread command =
          Thread.ofPlatform()
              .start(
                  () ->
                      exit.set(run(() -> recognizer, "--port", "0", "--key-file", key.toString())));
      int port = await().atMost(Duration.ofSeconds(20)).until(() -> port(log), p -> p > 0);

      AzureSettings settings =
          AzureSettings.of(
                  "http://127.0.0.1:" + port, "k3y-of-this-test", Duration.ofSeconds(10), false)
              .orElseThrow();
      try (AzureFaceRecognizer client = new AzureFaceRecognizer(settings)) {
        assertThat(client.recognize(Frames.noise(320, 240)).faces())
            .singleElement()
            .satisfies(face -> assertThat(face.scores().top()).isEqualTo(Emotion.SURPRISE));
      }
      command.interrupt();
      command.join(Duration.ofSeconds(10));

      assertThat(exit).hasValue(0);
      assertThat(recognizer.isClosed()).isTrue();
      assertThat(log.all()).anyMatch(line -> line.contains("everyone on this machine can read"));
      assertThat(log.all()).noneMatch(line -> line.contains("k3y-of-this-test"));
    }
  }

  @Test
  void a_key_file_that_is_missing_is_bad_input() {
    assertThat(run(() -> recognizer, "--key-file", dir.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none can't be read as a key file");
  }

  @Test
  void a_key_file_that_is_empty_is_bad_input() throws Exception {
    Path key = Files.writeString(dir.resolve("key"), "\n");

    assertThat(run(() -> recognizer, "--key-file", key.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is empty; write the key on its first line");
  }

  @Test
  void a_port_that_is_none_is_bad_input() {
    assertThat(run(() -> recognizer, "--port", "70000")).isEqualTo(2);
    assertThat(err.toString()).contains("port must be 0 to 65535, was 70000");
  }

  @Test
  void a_port_that_is_taken_is_a_failure_in_one_line() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(run(() -> recognizer, "--port", port)).isEqualTo(1);
      assertThat(err.toString().lines()).hasSize(1).first().asString().contains(port);
      assertThat(recognizer.isClosed()).isTrue();
    }
  }

  @Test
  void a_model_that_does_not_load_is_a_failure_in_one_line() {
    ReloadingRecognizer.Opening none =
        () -> {
          throw new EmotionException("models/emotion is missing; run the build again");
        };

    assertThat(run(none)).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("models/emotion is missing; run the build again");
  }

  private int run(ReloadingRecognizer.Opening opening, String... args) {
    return new CommandLine(new ServeCommand(opening))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static int port(LogLines log) {
    return log.all().stream()
        .map(PORT::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(m -> Integer.parseInt(m.group(1)))
        .or(() -> Optional.of(0))
        .get();
  }
}
