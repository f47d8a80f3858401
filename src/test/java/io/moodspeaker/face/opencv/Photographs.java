package io.moodspeaker.face.opencv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/** The photographs of the shared data and the faces that people marked in them. */
final class Photographs {
  private static final Pattern IMAGE_OR_BOX =
      Pattern.compile(
          "<image file='([^']+)'"
              + "|<box top='(-?\\d+)' left='(-?\\d+)' width='(\\d+)' height='(\\d+)'");

  private Photographs() {}

  /** A file of the shared data; the test is skipped where there is none. */
  static Path shared(String path) {
    Path file = Path.of(System.getProperty("moodspeaker.shared", "../shared")).resolve(path);
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is missing");
    return file;
  }

  /** Each photograph of dlib's set with its marked faces. */
  static Map<Path, List<Box>> marked() throws IOException {
    Path dir = shared("data/images/dlib_faces");
    Map<Path, List<Box>> marked = new TreeMap<>();
    for (String set : List.of("testing", "training")) {
      String xml =
          Files.readString(
              dir.resolve(set + "_with_face_landmarks.xml"), StandardCharsets.ISO_8859_1);
      List<Box> boxes = new ArrayList<>();
      Matcher match = IMAGE_OR_BOX.matcher(xml);
      while (match.find()) {
        if (match.group(1) != null) {
          boxes = marked.computeIfAbsent(dir.resolve(match.group(1)), file -> new ArrayList<>());
        } else {
          boxes.add(
              new Box(
                  Integer.parseInt(match.group(3)),
                  Integer.parseInt(match.group(2)),
                  Integer.parseInt(match.group(4)),
                  Integer.parseInt(match.group(5))));
        }
      }
    }
    return marked;
  }

  static Frame read(Path file) throws IOException {
    return frame(ImageIO.read(file.toFile()), 1);
  }

  /** A photograph of a given size, stretched if need be. */
  static Frame read(Path file, int width, int height) throws IOException {
    return frame(ImageIO.read(file.toFile()), width, height);
  }

  static Frame frame(BufferedImage image, double scale) {
    return frame(
        image,
        (int) Math.round(image.getWidth() * scale),
        (int) Math.round(image.getHeight() * scale));
  }

  private static Frame frame(BufferedImage image, int width, int height) {
    BufferedImage bgr = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = bgr.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    byte[] bytes = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
    return new Frame(Instant.EPOCH, width, height, bytes);
  }
}
