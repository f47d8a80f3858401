package io.moodspeaker.people.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.OnnxMessage;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacePoints;
import io.moodspeaker.model.Frame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In place of SFace's file stands a network whose numbers are the means of 8x8 tiles. */
class SFaceEncoderTest {
  private static final Box FACE = new Box(90, 90, 220, 220);

  /** Eyes, nose and mouth of an upright face. */
  private static final double[][] UPRIGHT = {
    {160, 170}, {240, 170}, {200, 215}, {168, 260}, {232, 260}
  };

  @TempDir Path folder;

  private Path network() throws IOException {
    OnnxMessage pool = OnnxMessage.node("AveragePool", "picture", "tiles");
    for (String name : new String[] {"kernel_shape", "strides"}) {
      pool.message(5, new OnnxMessage().text(1, name).number(8, 8).number(8, 8).number(20, 7));
    }
    OnnxMessage graph =
        new OnnxMessage()
            .message(1, pool)
            .message(1, OnnxMessage.node("Flatten", "tiles", "answer"))
            .text(2, "tiles")
            .message(11, OnnxMessage.tensor("picture", 1, 3, 112, 112))
            .message(12, OnnxMessage.tensor("answer", 1, 3 * 14 * 14));
    return Files.write(
        folder.resolve("tiles.onnx"),
        new OnnxMessage()
            .number(1, 7)
            .message(7, graph)
            .message(8, new OnnxMessage().text(1, "").number(2, 11))
            .toByteArray());
  }

  private static AffineTransform tilt(double degrees) {
    return AffineTransform.getRotateInstance(Math.toRadians(degrees), 200, 200);
  }

  private static Frame picture(double degrees) {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D paint = image.createGraphics();
    paint.setTransform(tilt(degrees));
    Color[] colours = {Color.RED, Color.GREEN, Color.WHITE, Color.BLUE, Color.YELLOW};
    for (int i = 0; i < UPRIGHT.length; i++) {
      paint.setColor(colours[i]);
      paint.fill(new Ellipse2D.Double(UPRIGHT[i][0] - 12, UPRIGHT[i][1] - 12, 24, 24));
    }
    paint.dispose();
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    return new Frame(Instant.EPOCH, 400, 400, bgr);
  }

  private record Tilted(double degrees) implements FacePoints.Finder {
    @Override
    public FacePoints find(Frame frame, Box face) {
      return new FacePoints(point(0), point(1), point(2), point(3), point(4));
    }

    private FacePoints.Point point(int i) {
      Point2D at = tilt(degrees).transform(new Point2D.Double(UPRIGHT[i][0], UPRIGHT[i][1]), null);
      return new FacePoints.Point(at.getX(), at.getY());
    }

    @Override
    public void close() {}
  }

  private float[] numbers(double degrees, boolean points) throws IOException {
    try (SFaceEncoder encoder =
        new SFaceEncoder(network(), points ? Optional.of(new Tilted(degrees)) : Optional.empty())) {
      return encoder.encode(picture(degrees), FACE).getFirst();
    }
  }

  @Test
  void a_tilted_face_is_turned_upright_by_its_points() throws IOException {
    try (SFaceEncoder encoder = new SFaceEncoder(network(), Optional.empty())) {
      double asItLies = encoder.distances(numbers(0, false), numbers(25, false))[0];
      double upright = encoder.distances(numbers(0, true), numbers(25, true))[0];
      assertThat(upright).isLessThan(0.02).isLessThan(asItLies / 10);
    }
  }
}
