package io.moodspeaker.app.command;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.emotion.FaceQuality;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.png.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faces that somebody should look at, side by side in one picture. */
final class ContactSheet {
  private static final int SIDE = 112;
  private static final int LINE = 18;
  private static final int COLUMNS = 8;

  /** Twenty-five rows: a screen or two, and a picture of a few megabytes. */
  private static final int MOST = 200;

  private final List<Doubt> doubts = new ArrayList<>();
  private int size;

  /** A face that may be the wrong one, or none; small, for the sheet. */
  record Doubt(BufferedImage face, String why) {
    /** Thirty-six pixels: what a model of 48 pixels can still be given. */
    private static final int SMALL = 36;

    /** The doubt about the largest of a picture's faces, if there is one. */
    static Optional<Doubt> of(Frame frame, List<Box> boxes) {
      Box box = boxes.getFirst();
      int side = Math.max(box.width(), box.height());
      String why =
          boxes.size() > 1 && boxes.get(1).area() * 4 > box.area()
              ? boxes.size() + " faces"
              : side < SMALL ? side + " pixels" : FaceQuality.isSharp(frame, box) ? "" : "blurred";
      return why.isEmpty() ? Optional.empty() : Optional.of(new Doubt(cut(frame, box), why));
    }

    private static BufferedImage cut(Frame frame, Box box) {
      BufferedImage face = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D g = face.createGraphics();
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.drawImage(
          Annotator.image(frame),
          0,
          0,
          SIDE,
          SIDE,
          box.x(),
          box.y(),
          box.x() + box.width(),
          box.y() + box.height(),
          null);
      g.dispose();
      return face;
    }
  }

  /** Adds a face; beyond two hundred they are only counted. */
  void add(Doubt doubt) {
    size++;
    if (doubts.size() < MOST) {
      doubts.add(doubt);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  void write(Path file) throws IOException {
    int rows = (doubts.size() + COLUMNS - 1) / COLUMNS;
    BufferedImage sheet =
        new BufferedImage(COLUMNS * SIDE, rows * (SIDE + LINE), BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    g.setColor(Color.BLACK);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int i = 0; i < doubts.size(); i++) {
      int x = i % COLUMNS * SIDE;
      int y = i / COLUMNS * (SIDE + LINE);
      g.drawImage(doubts.get(i).face(), x, y, null);
      g.drawString(doubts.get(i).why(), x + 3, y + SIDE + 13);
    }
    g.dispose();
    PngFile.write(file, sheet);
  }
}
