package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.camera.javacv.VideoWriter;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir Path folder;

  /** Half a minute: nobody, then somebody neutral from 5 s, happy from 15 s, gone at 25 s. */
  private Path made() throws Exception {
    Frame neutral = face(Emotion.NEUTRAL);
    Frame happy = face(Emotion.HAPPINESS);
    byte[] gray = new byte[neutral.bgr().length];
    Arrays.fill(gray, (byte) 120);
    Frame nobody = new Frame(Instant.EPOCH, neutral.width(), neutral.height(), gray);
    Path file = folder.resolve("made.mp4");
    try (VideoWriter video = VideoWriter.open(file, neutral.width(), neutral.height())) {
      for (int i = 0; i < 120; i++) {
        double at = i / 4.0;
        Frame frame = at < 5 || at >= 25 ? nobody : at < 15 ? neutral : happy;
        video.write(Annotator.image(frame), at);
      }
    }
    return file;
  }

  private static Frame face(Emotion emotion) {
    return DrawnFace.person(Expression.of(emotion), Pose.CENTRE, 1, Instant.EPOCH);
  }

  @Test
  @Tag("long")
  void attendance_in_a_made_video_is_right_within_two_seconds_and_the_change_is_there()
      throws Exception {
    Path csv = folder.resolve("report.csv");
    Ran ran =
        Ran.command(
            new ReportCommand(),
            made().toString(),
            "--agreed",
            "--set",
            "state.dir=" + folder.resolve("state"),
            "--csv",
            csv.toString());

    assertThat(ran.err()).isEmpty();
    List<String[]> lines =
        Files.readAllLines(csv).stream().map(line -> line.split(",", -1)).toList();
    List<String[]> present = lines.stream().filter(line -> line[1].equals("present")).toList();
    assertThat(present).hasSize(1);
    assertThat(Double.parseDouble(present.getFirst()[2])).isCloseTo(5, within(2.0));
    assertThat(Double.parseDouble(present.getFirst()[3])).isCloseTo(25, within(2.0));
    assertThat(lines.stream().filter(line -> line[1].equals("mood")).map(line -> line[4]))
        .contains("happiness");
  }

  @Test
  void nobody_is_looked_at_before_all_have_agreed() {
    Ran ran = Ran.command(new ReportCommand(), "video.mp4");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("AI Act").contains("--agreed");
  }
}
