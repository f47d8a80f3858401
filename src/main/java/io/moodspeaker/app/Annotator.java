package io.moodspeaker.app;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;

/** Writes copies of pictures with a box and a label on each face. */
public final class Annotator {
  private static final Color COLOUR = new Color(255, 210, 60);

  private final Path folder;
  private final Set<String> taken = new HashSet<>();

  /**
   * Writes into a folder, which is made if need be.
   *
   * @throws IOException if it can't be made
   */
  public Annotator(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Writes one picture as a PNG.
   *
   * @return where it was written; pictures of one name get numbers
   */
  public Path write(String file, Frame frame, Optional<Double> seconds, List<Face> faces)
      throws IOException {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      faces.forEach(face -> draw(graphics, face, frame));
    } finally {
      graphics.dispose();
    }
    Path path = folder.resolve(free(name(file, seconds)));
    ImageIO.write(image, "png", path.toFile());
    return path;
  }

  private static void draw(Graphics2D graphics, Face face, Frame frame) {
    Box box = face.box();
    int size = Math.max(11, box.height() / 9);
    graphics.setColor(COLOUR);
    graphics.setStroke(new BasicStroke(Math.max(1.5f, box.height() / 80f)));
    graphics.drawRect(box.x(), box.y(), box.width(), box.height());
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
    String label = face.scores().toString();
    int width = graphics.getFontMetrics().stringWidth(label);
    int x = Math.max(0, Math.min(box.x(), frame.width() - width));
    int y = box.y() >= size + 4 ? box.y() : box.y() + box.height() + size + 4;
    graphics.fillRect(x, y - size - 4, width + 4, size + 4);
    graphics.setColor(Color.BLACK);
    graphics.drawString(label, x + 2, y - 4);
  }

  private static String name(String file, Optional<Double> seconds) {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceAll("[^\\w.-]", "_");
    return name + seconds.map(t -> "-" + Math.round(t * 1000)).orElse("");
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free + ".png";
  }
}
