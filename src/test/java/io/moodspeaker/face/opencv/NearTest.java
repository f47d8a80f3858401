package io.moodspeaker.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A head that tilts, as in a nod to the side. */
class NearTest {
  private static Frame turned(Frame frame, Box about, double degrees, Instant time) {
    BufferedImage from =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) from.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.bgr(), 0, bgr, 0, bgr.length);
    BufferedImage to =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.rotate(
        Math.toRadians(degrees), about.x() + about.width() / 2.0, about.y() + about.height() / 2.0);
    graphics.drawImage(from, 0, 0, null);
    graphics.dispose();
    byte[] out = ((DataBufferByte) to.getRaster().getDataBuffer()).getData().clone();
    return new Frame(time, frame.width(), frame.height(), out);
  }

  @Test
  void a_tilted_head_that_haar_loses_is_found_near_its_last_place_under_its_number()
      throws Exception {
    Frame photograph = Photographs.read(Photographs.shared("data/images/single_face.jpg"));
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE)) {
      FaceFinder finder = new FaceFinder(haar);
      FoundFace upright = finder.find(photograph).getFirst();
      int lost = 0;
      for (int degrees : List.of(28, -28)) {
        Frame tilted =
            turned(photograph, upright.box(), degrees, photograph.time().plusMillis(100 - degrees));
        lost += haar.detect(tilted).isEmpty() ? 1 : 0;

        List<FoundFace> faces = finder.find(tilted);

        assertThat(faces).as("at " + degrees).hasSize(1);
        assertThat(faces.getFirst().track()).isEqualTo(upright.track());
        assertThat(faces.getFirst().box().intersectionOverUnion(upright.box())).isGreaterThan(0.5);
      }
      assertThat(lost).as("tilts that the detector alone loses").isPositive();
    }
  }

  @Test
  void an_empty_picture_has_nothing_near() throws Exception {
    Frame black = new Frame(Instant.EPOCH, 640, 360, new byte[640 * 360 * 3]);
    try (FaceDetector haar = HaarDetector.open(HaarSettings.LIVE)) {
      assertThat(haar.near(black, new Box(600, 300, 200, 200))).isEmpty();
      assertThat(haar.near(black, new Box(-50, -50, 80, 80))).isEmpty();
    }
  }
}
