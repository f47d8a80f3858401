package io.moodspeaker.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.model.Box;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How many of the 43 faces that people marked in nine photographs are found. A found box is a
 * marked face's if their intersection over union is at least 0.4; each marked face counts once.
 */
class MarkedFacesTest {
  private static final double MATCH = 0.4;

  private record Count(int found, int unmatched) {}

  @Test
  void haar_finds_37_of_43_with_at_most_2_false_ones() throws Exception {
    try (FaceDetector haar = HaarDetector.open(HaarSettings.STILLS)) {
      Count count = count(haar);
      assertThat(count.found()).isGreaterThanOrEqualTo(37);
      assertThat(count.unmatched()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void yunet_finds_42_of_43_with_at_most_8_unmatched() throws Exception {
    Path onnx = Photographs.shared("data/detector/face_detection_yunet_2026may.onnx");
    try (FaceDetector yunet = YuNetDetector.open(onnx, YuNetSettings.STILLS)) {
      Count count = count(yunet);
      assertThat(count.found()).isGreaterThanOrEqualTo(42);
      assertThat(count.unmatched()).isLessThanOrEqualTo(8);
    }
  }

  private static Count count(FaceDetector detector) throws Exception {
    int found = 0;
    int unmatched = 0;
    for (Map.Entry<Path, List<Box>> photograph : Photographs.marked().entrySet()) {
      List<Box> left = new ArrayList<>(photograph.getValue());
      for (Box box : detector.detect(Photographs.read(photograph.getKey()))) {
        if (left.removeIf(face -> face.intersectionOverUnion(box) >= MATCH)) {
          found++;
        } else {
          unmatched++;
        }
      }
    }
    System.out.println(
        detector.name() + ": " + found + " of 43 marked faces, " + unmatched + " unmatched boxes");
    return new Count(found, unmatched);
  }
}
