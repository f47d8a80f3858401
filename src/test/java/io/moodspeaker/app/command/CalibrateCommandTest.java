package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.app.Annotator;
import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String answer = "";
  private HttpServer daemon;

  @BeforeEach
  void start() throws IOException {
    daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext(
        "/api/calibration",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + body);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    daemon.start();
  }

  @AfterEach
  void stop() {
    daemon.stop(0);
  }

  private Ran calibrate(String... args) {
    String[] all = new String[args.length + 4];
    System.arraycopy(args, 0, all, 4, args.length);
    all[0] = "--host";
    all[1] = "127.0.0.1";
    all[2] = "--port";
    all[3] = Integer.toString(daemon.getAddress().getPort());
    return Ran.command(new CalibrateCommand(), all);
  }

  @Test
  void the_running_daemon_is_asked_to_look() {
    answer = "{\"state\":\"on\",\"message\":\"a baseline of 60 frames\",\"left\":0}";

    Ran ran = calibrate();

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("a baseline of 60 frames");
    assertThat(asked).containsExactly("POSTstart");
  }

  @Test
  void a_recording_that_came_to_nothing_is_a_failure() {
    answer = "{\"state\":\"failed\",\"message\":\"be alone in the picture\",\"left\":0}";

    Ran ran = calibrate();

    assertThat(ran.exit()).isOne();
    assertThat(ran.out()).contains("be alone");
  }

  @Test
  void the_running_daemon_forgets() {
    answer = "{\"state\":\"off\",\"message\":\"no baseline\",\"left\":0}";

    assertThat(calibrate("--clear").exit()).isZero();
    assertThat(asked).containsExactly("POSTclear");
  }

  @Test
  void a_file_is_deleted_without_a_daemon() throws IOException {
    Path file = folder.resolve("me.properties");
    new BaselineFile(file).write(baseline());

    Ran ran = calibrate("--clear", "--out", file.toString());

    assertThat(ran.exit()).isZero();
    assertThat(Files.exists(file)).isFalse();
    assertThat(asked).isEmpty();
  }

  private static Baseline baseline() {
    return new Baseline(
        EmotionScores.of(.02, .01, .01, .01, .01, .30, .63, .01),
        3,
        Instant.EPOCH,
        Optional.empty());
  }

  private Path neutralFace() throws IOException {
    Path picture = folder.resolve("neutral.png");
    Frame face = DrawnFace.person(Expression.of(Emotion.NEUTRAL), Pose.CENTRE, 1, Instant.EPOCH);
    ImageIO.write(Annotator.image(face), "png", picture.toFile());
    return picture;
  }

  @Test
  void a_state_folder_that_is_named_is_the_one_that_is_meant() throws IOException {
    Path state = folder.resolve("state");
    BaselineFile file = BaselineFile.of(state, BaselineFile.ANYBODY);
    String set = "state.dir=" + state;

    Ran taken =
        Ran.command(
            new CalibrateCommand(),
            "--set",
            set,
            "--detector",
            "haar",
            "--images",
            neutralFace().toString());

    assertThat(taken.exit()).as(taken.err()).isZero();
    assertThat(taken.out()).contains("a baseline of 1 frame, written to " + file.path());
    assertThat(file.path()).exists();

    Ran cleared = Ran.command(new CalibrateCommand(), "--set", set, "--clear");

    assertThat(cleared.exit()).isZero();
    assertThat(cleared.out()).contains(file.path() + " deleted");
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void a_place_that_cannot_be_written_is_bad_input() throws IOException {
    Ran ran =
        calibrate(
            "--detector", "haar", "--images", neutralFace().toString(), "--out", "/proc/x.props");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("/proc/x.props can't be written (", "name another place");
  }

  @Test
  void what_is_no_baseline_is_neither_replaced_nor_deleted() throws IOException {
    Path picture = Files.write(folder.resolve("keep.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8});
    Path notes = Files.writeString(folder.resolve("notes.txt"), "what is neutral = nothing\n");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), picture);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("none"));
    for (Path other : List.of(picture, notes, empty, link, dangling)) {
      for (String[] args :
          List.of(
              new String[] {"--clear", "--out", other.toString()},
              new String[] {"--images", picture.toString(), "--out", other.toString()})) {
        Ran ran = calibrate(args);

        assertThat(ran.exit()).as(other + " " + ran.out()).isEqualTo(2);
        assertThat(ran.err()).contains("--out: " + other);
        assertThat(Files.exists(other, LinkOption.NOFOLLOW_LINKS)).isTrue();
      }
    }
    assertThat(notes).hasContent("what is neutral = nothing\n");
    assertThat(picture).hasBinaryContent(new byte[] {(byte) 0xff, (byte) 0xd8});
  }

  @Test
  void a_damaged_baseline_may_be_deleted() throws IOException {
    for (String text : List.of("", "neutral = much\n", "# mine\nneutral=0.5\nfoo")) {
      Path file = Files.writeString(folder.resolve("me.properties"), text);

      assertThat(calibrate("--clear", "--out", file.toString()).exit()).isZero();
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void a_length_that_is_none_is_bad_input() throws IOException {
    for (String wrong : List.of("-1", "0", "NaN", "Infinity")) {
      Ran ran =
          calibrate("--seconds", wrong, "--images", folder.toString(), "--out", folder + "/a");
      assertThat(ran.exit()).as(wrong).isEqualTo(2);
      assertThat(ran.err()).contains("--seconds must be above 0 and at most 86400, was ");
    }
    for (String wrong : List.of("-1", "NaN", "Infinity")) {
      Ran ran = Ran.command(new RecognizeCommand(), "--every", wrong, folder.toString());
      assertThat(ran.exit()).as(wrong).isEqualTo(2);
      assertThat(ran.err()).contains("--every must be 0 to 86400 seconds, was ");
    }
  }

  @Test
  void options_that_exclude_each_other_are_bad_input() {
    assertThat(calibrate("--clear", "--images", "x").exit()).isEqualTo(2);
    assertThat(calibrate("--out", "x").err()).contains("need --images");
  }

  @Test
  void a_baseline_that_is_not_there_is_bad_input() {
    Ran ran =
        Ran.command(
            new RecognizeCommand(), "--baseline", folder.resolve("none").toString(), "x.png");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("none", "calibrate --images");
  }
}
