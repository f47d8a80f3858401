package io.moodspeaker.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceDetectorsTest {
  @TempDir private Path models;

  @Test
  void auto_is_haar_without_a_model() throws Exception {
    try (FaceDetector detector =
        FaceDetectors.open(models.resolve("none"), "auto", FaceDetectors.Use.LIVE)) {
      assertThat(detector.name()).isEqualTo("haar");
    }
  }

  @Test
  void auto_is_yunet_with_its_model() throws Exception {
    Path onnx = Photographs.shared("data/detector/face_detection_yunet_2026may.onnx");
    Files.copy(onnx, models.resolve("yunet.onnx"));
    try (FaceDetector detector = FaceDetectors.open(models, "auto", FaceDetectors.Use.STILLS)) {
      assertThat(detector.name()).isEqualTo("yunet");
    }
  }

  @Test
  void yunet_without_its_model_says_where_it_belongs() {
    assertThatThrownBy(() -> FaceDetectors.open(models, "yunet", FaceDetectors.Use.LIVE))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessage(
            "no YuNet model (*.onnx) in " + models + "; 'moodspeaker models add yunet' fetches it");
  }

  @Test
  void a_file_that_is_no_model_is_named() throws Exception {
    Path file = Files.writeString(models.resolve("broken.onnx"), "not a model");
    assertThatThrownBy(() -> FaceDetectors.open(models, "auto", FaceDetectors.Use.LIVE))
        .isInstanceOf(FaceDetectorException.class)
        .hasMessageStartingWith(file + " is not a YuNet model");
  }

  @Test
  void an_unknown_detector_is_refused() {
    assertThatThrownBy(() -> FaceDetectors.open(models, "eigen", FaceDetectors.Use.LIVE))
        .hasMessage("face detector must be auto, haar, yunet or full-range, was 'eigen'");
  }

  @Test
  void several_threads_share_a_detector() throws Exception {
    Frame photograph = Photographs.read(Photographs.shared("data/images/single_face.jpg"));
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Box> alone = haar.detect(photograph);
      assertThat(alone).hasSize(1);
      List<Future<List<Box>>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(threads.submit(() -> haar.detect(photograph)));
      }
      for (Future<List<Box>> boxes : all) {
        assertThat(boxes.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void a_photograph_without_a_face_has_none() throws Exception {
    Frame mountains =
        Photographs.read(Photographs.shared("data/images/free-mountain-vector-01.jpg"));
    try (FaceDetector haar = HaarDetector.open(HaarSettings.STILLS)) {
      assertThat(haar.detect(mountains)).isEmpty();
    }
  }

  @Test
  void all_five_of_a_group_are_found_by_yunet_largest_first() throws Exception {
    Path onnx = Photographs.shared("data/detector/face_detection_yunet_2026may.onnx");
    Frame group = Photographs.read(Photographs.shared("data/images/multi_face.jpg"));
    try (FaceDetector yunet = YuNetDetector.open(onnx, YuNetSettings.STILLS)) {
      List<Box> boxes = yunet.detect(group);
      assertThat(boxes).hasSize(5);
      assertThat(boxes.stream().map(Box::area).toList())
          .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
  }

  @Test
  void a_frame_of_one_pixel_has_no_face_and_a_closed_detector_says_so() throws Exception {
    Frame pixel = new Frame(Instant.EPOCH, 1, 1, new byte[3]);
    FaceDetector haar = HaarDetector.open(HaarSettings.LIVE);
    assertThat(haar.detect(pixel)).isEmpty();
    haar.close();
    haar.close();
    assertThatThrownBy(() -> haar.detect(pixel)).hasMessage("the face detector is closed");
  }

  @Property(tries = 200)
  void distinct_boxes_hardly_overlap_and_are_largest_first(
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 99_999_999) Integer> seeds) {
    List<Box> boxes =
        seeds.stream()
            .map(s -> new Box(s % 50, s / 50 % 50, 1 + s / 2500 % 40, 1 + s / 100_000 % 40))
            .toList();
    List<Box> kept = Boxes.distinct(boxes);
    assertThat(boxes).containsAll(kept);
    for (int i = 0; i < kept.size(); i++) {
      for (int j = i + 1; j < kept.size(); j++) {
        assertThat(kept.get(i).area()).isGreaterThanOrEqualTo(kept.get(j).area());
        assertThat(kept.get(i).intersectionOverUnion(kept.get(j))).isLessThanOrEqualTo(0.4);
      }
    }
    assertThat(kept.isEmpty()).isEqualTo(boxes.isEmpty());
  }
}
