package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.png.PngFile;
import io.moodspeaker.training.data.LabeledFace;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Draws results as PNG files. */
public final class Charts {
  private static final int WIDTH = 720;
  private static final int PANEL = 260;
  private static final int MARGIN = 56;
  private static final Color INK = new Color(0x333333);
  private static final Color PALE = new Color(0xdddddd);
  private static final List<Color> LINES =
      List.of(new Color(0x1f77b4), new Color(0xd95f02), new Color(0x1b9e77));

  private Charts() {}

  /** Losses, accuracies and the learning rate by epoch, one above the other. */
  public static void curves(Path file, List<Trainer.Epoch> epochs) throws IOException {
    BufferedImage image = blank(WIDTH, 3 * PANEL);
    Graphics2D g = pen(image);
    SequencedMap<String, double[]> losses = new java.util.LinkedHashMap<>();
    losses.put("training loss", epochs.stream().mapToDouble(Trainer.Epoch::loss).toArray());
    losses.put(
        "validation loss", epochs.stream().mapToDouble(Trainer.Epoch::validationLoss).toArray());
    panel(g, 0, "loss", losses);
    SequencedMap<String, double[]> accuracies = new java.util.LinkedHashMap<>();
    accuracies.put(
        "training accuracy, on varied faces",
        epochs.stream().mapToDouble(Trainer.Epoch::accuracy).toArray());
    accuracies.put(
        "validation accuracy", epochs.stream().mapToDouble(Trainer.Epoch::validation).toArray());
    panel(g, PANEL, "accuracy", accuracies);
    SequencedMap<String, double[]> rates = new java.util.LinkedHashMap<>();
    rates.put("learning rate", epochs.stream().mapToDouble(Trainer.Epoch::rate).toArray());
    panel(g, 2 * PANEL, "rate", rates);
    g.dispose();
    write(file, image);
  }

  private static void panel(
      Graphics2D g, int top, String title, SequencedMap<String, double[]> lines) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] values : lines.values()) {
      for (double value : values) {
        // Not a number: the epoch was not measured.
        low = Double.isNaN(value) ? low : Math.min(low, value);
        high = Double.isNaN(value) ? high : Math.max(high, value);
      }
    }
    if (!(low < high)) {
      low -= 0.5;
      high = low + 1;
    }
    int x0 = MARGIN;
    int y0 = top + PANEL - 30;
    int w = WIDTH - 2 * MARGIN;
    int h = PANEL - 60;
    for (int i = 0; i <= 4; i++) {
      int y = y0 - h * i / 4;
      g.setColor(PALE);
      g.drawLine(x0, y, x0 + w, y);
      g.setColor(INK);
      g.drawString(String.format(Locale.ROOT, "%.3f", low + (high - low) * i / 4), 8, y + 4);
    }
    g.drawString(title, x0, top + 16);
    int line = 0;
    for (var entry : lines.entrySet()) {
      double[] values = entry.getValue();
      g.setColor(LINES.get(line % LINES.size()));
      g.drawString(entry.getKey(), x0 + 80 + 260 * line, top + 16);
      Path2D path = new Path2D.Double();
      boolean drawing = false;
      for (int i = 0; i < values.length; i++) {
        if (Double.isNaN(values[i])) {
          drawing = false;
          continue;
        }
        double x = x0 + (values.length == 1 ? 0 : (double) w * i / (values.length - 1));
        double y = y0 - h * (values[i] - low) / (high - low);
        if (drawing) {
          path.lineTo(x, y);
        } else {
          path.moveTo(x, y);
        }
        drawing = true;
      }
      g.setStroke(new BasicStroke(1.8f));
      g.draw(path);
      line++;
    }
    g.setColor(INK);
    g.drawString("epochs", x0 + w - 30, y0 + 18);
  }

  /** The confusion matrix beside the reliability diagram. */
  public static void evaluation(Path file, Metrics metrics) throws IOException {
    int cell = 52;
    int left = 110;
    int top = 90;
    int count = Emotion.all().size();
    int matrix = left + cell * count + 30;
    BufferedImage image = blank(matrix + 480, top + cell * count + 60);
    Graphics2D g = pen(image);
    g.drawString("rows: truth; columns: answer; shares of each row", left, 24);
    for (Emotion truth : Emotion.all()) {
      int row = truth.ordinal();
      g.setColor(INK);
      g.drawString(truth.label(), 16, top + cell * row + cell / 2 + 4);
      g.drawString(truth.label().substring(0, 4), left + cell * row + 8, top - 8);
      for (Emotion answer : Emotion.all()) {
        int column = answer.ordinal();
        int n = metrics.confusion()[row][column];
        double share = (double) n / Math.max(1, metrics.n(truth));
        g.setColor(new Color(1 - (float) share * 0.85f, 1 - (float) share * 0.5f, 1f));
        g.fillRect(left + cell * column, top + cell * row, cell - 2, cell - 2);
        g.setColor(share > 0.6 ? Color.WHITE : INK);
        g.drawString(
            String.format(Locale.ROOT, "%.2f", share),
            left + cell * column + 10,
            top + cell * row + 22);
        g.drawString(Integer.toString(n), left + cell * column + 10, top + cell * row + 40);
      }
    }
    reliability(g, metrics, matrix + 40, top, cell * count - 20);
    g.dispose();
    write(file, image);
  }

  private static void reliability(Graphics2D g, Metrics metrics, int x0, int y0, int side) {
    g.setColor(INK);
    g.drawString(
        String.format(Locale.ROOT, "accuracy by confidence, ECE %.3f", metrics.calibrationError()),
        x0,
        24);
    g.drawRect(x0, y0, side, side);
    int bins = metrics.bins().size();
    for (int b = 0; b < bins; b++) {
      Metrics.Bin bin = metrics.bins().get(b);
      int height = (int) Math.round(side * bin.accuracy());
      g.setColor(LINES.get(0));
      g.fillRect(x0 + side * b / bins + 1, y0 + side - height, side / bins - 2, height);
      if (bin.n() > 0) {
        g.setColor(LINES.get(1));
        int y = y0 + side - (int) Math.round(side * bin.confidence());
        g.fillRect(x0 + side * b / bins + 1, y - 1, side / bins - 2, 3);
      }
    }
    g.setColor(INK);
    g.drawLine(x0, y0 + side, x0 + side, y0);
    g.drawString("0", x0, y0 + side + 18);
    g.drawString("confidence (orange: its mean in the bin)", x0 + 60, y0 + side + 18);
    g.drawString("1", x0 + side - 8, y0 + side + 18);
  }

  /**
   * How many samples each emotion has, with one face of each.
   *
   * @param counts by emotion; one that is missing counts none
   * @param faces one sample's gray face by emotion
   */
  public static void classes(
      Path file, Map<Emotion, Integer> counts, Map<Emotion, LabeledFace> faces) throws IOException {
    int row = 64;
    int left = 180;
    int bar = 440;
    int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    BufferedImage image = blank(WIDTH, row * Emotion.all().size() + 20);
    Graphics2D g = pen(image);
    for (Emotion emotion : Emotion.all()) {
      int y = 10 + row * emotion.ordinal();
      int count = counts.getOrDefault(emotion, 0);
      g.setColor(INK);
      g.drawString(emotion.label(), 80, y + 30);
      g.setColor(LINES.get(0));
      g.fillRect(left, y + 8, bar * count / Math.max(1, most), 32);
      g.setColor(INK);
      g.drawString(Integer.toString(count), left + bar * count / Math.max(1, most) + 8, y + 30);
      LabeledFace face = faces.get(emotion);
      if (face != null) {
        g.drawImage(picture(face), 12, y, 56, 56, null);
      }
    }
    g.dispose();
    write(file, image);
  }

  private static BufferedImage picture(LabeledFace face) {
    BufferedImage image = new BufferedImage(face.size(), face.size(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < face.gray().length; i++) {
      int level = face.gray()[i] & 0xff;
      image.setRGB(i % face.size(), i / face.size(), level << 16 | level << 8 | level);
    }
    return image;
  }

  static BufferedImage blank(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  static Graphics2D pen(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    g.setColor(INK);
    return g;
  }

  static void write(Path file, BufferedImage image) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    PngFile.write(file, image);
  }
}
