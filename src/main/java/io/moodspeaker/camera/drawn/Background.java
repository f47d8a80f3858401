package io.moodspeaker.camera.drawn;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;

/** The room behind the drawn face, out of focus as behind a webcam's sitter. */
final class Background {
  private static final BufferedImage PICTURE = draw();

  private Background() {}

  /** Paints the room over the whole picture. */
  static void paint(Graphics2D g) {
    g.drawImage(PICTURE, 0, 0, null);
  }

  private static BufferedImage draw() {
    int w = DrawnFace.WIDTH;
    int h = DrawnFace.HEIGHT;
    BufferedImage room = new BufferedImage(w, h, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = room.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, new Color(196, 190, 178), w, h, new Color(140, 133, 124)));
    g.fillRect(0, 0, w, h);
    window(g);
    shelf(g);
    g.setPaint(new GradientPaint(0, 400, new Color(104, 88, 74), 0, h, new Color(72, 60, 52)));
    g.fillRect(0, 404, w, h - 404);
    g.dispose();
    return blur(blur(room));
  }

  private static void window(Graphics2D g) {
    g.setColor(new Color(168, 160, 148));
    g.fillRect(28, 40, 150, 220);
    g.setPaint(
        new GradientPaint(0, 46, new Color(224, 232, 240), 0, 254, new Color(198, 210, 206)));
    g.fillRect(36, 48, 134, 204);
    g.setColor(new Color(176, 168, 156));
    g.fillRect(99, 48, 8, 204);
    g.fillRect(36, 142, 134, 8);
  }

  private static void shelf(Graphics2D g) {
    Color[] spines = {
      new Color(120, 62, 54), new Color(64, 86, 110), new Color(160, 136, 92),
      new Color(72, 98, 80), new Color(98, 78, 104), new Color(176, 160, 140)
    };
    for (int row = 0; row < 2; row++) {
      int y = 150 + row * 118;
      int x = 474;
      for (int i = 0; x < 622; i++) {
        int width = 12 + (i * 7 + row * 5) % 11;
        int height = 66 + (i * 13 + row * 9) % 26;
        g.setColor(spines[(i * 5 + row * 2) % spines.length]);
        g.fill(new Rectangle2D.Double(x, y - height, width, height));
        x += width + 2;
      }
      g.setColor(new Color(110, 84, 62));
      g.fillRect(464, y, 176, 9);
    }
  }

  private static BufferedImage blur(BufferedImage picture) {
    int n = 9;
    float[] weights = new float[n];
    Arrays.fill(weights, 1f / n);
    BufferedImage across =
        new ConvolveOp(new Kernel(n, 1, weights), ConvolveOp.EDGE_NO_OP, null)
            .filter(picture, null);
    return new ConvolveOp(new Kernel(1, n, weights), ConvolveOp.EDGE_NO_OP, null)
        .filter(across, null);
  }
}
