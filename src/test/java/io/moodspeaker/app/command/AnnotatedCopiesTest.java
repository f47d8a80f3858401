package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedCopiesTest {
  @TempDir Path folder;

  @Test
  void of_a_video_a_video_is_written_as_long_and_with_as_many_pictures() throws Exception {
    Frame frame = DrawnFace.person(Expression.of(Emotion.HAPPINESS), Pose.CENTRE, 1, Instant.EPOCH);
    Face face =
        new Face(new Box(220, 120, 200, 200), EmotionScores.only(Emotion.HAPPINESS))
            .of(Optional.of("Ada"));
    Annotator annotator = new Annotator(folder.resolve("out"), List.of(Path.of("clip.avi")));
    try (AnnotatedCopies copies = new AnnotatedCopies()) {
      for (int i = 0; i < 20; i++) {
        copies.write(
            annotator, new Picture("clip.avi", frame, Optional.of(i / 10.0), 1), List.of(face));
      }
    }

    List<Double> times = new ArrayList<>();
    try (PictureReader reader =
        new PictureReader(List.of(folder.resolve("out/clip.avi.mp4")), Duration.ZERO)) {
      for (Optional<Picture> next = reader.next(); next.isPresent(); next = reader.next()) {
        assertThat(next.get().frame().width()).isEqualTo(640);
        times.add(next.get().seconds().orElseThrow());
      }
    }
    assertThat(times).hasSize(20);
    assertThat(times.getLast()).isBetween(1.8, 2.0);
  }
}
