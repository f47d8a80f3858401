package io.moodspeaker.training.landmarks;

import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.png.PngFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the points of faces lie by emotion: fifteen points, and two distances as shares of the
 * distance between the outer eye corners. Not thread-safe.
 */
public final class LandmarkStatistics {
  /** The fifteen points by name, each the mean of some of the 68. */
  public static final List<Point> POINTS =
      List.of(
          new Point("left eye", 36, 37, 38, 39, 40, 41),
          new Point("right eye", 42, 43, 44, 45, 46, 47),
          new Point("left eye, outer corner", 36),
          new Point("left eye, inner corner", 39),
          new Point("right eye, inner corner", 42),
          new Point("right eye, outer corner", 45),
          new Point("left brow, outer end", 17),
          new Point("left brow, inner end", 21),
          new Point("right brow, inner end", 22),
          new Point("right brow, outer end", 26),
          new Point("nose tip", 30),
          new Point("mouth, left corner", 48),
          new Point("mouth, right corner", 54),
          new Point("upper lip", 51),
          new Point("lower lip", 57));

  private static final int NOSE = 10;
  private static final List<Integer> EYES = List.of(0, 1);
  private static final List<Integer> MOUTH = List.of(11, 12, 13, 14);

  private final Map<Emotion, Distances> byEmotion = new EnumMap<>(Emotion.class);

  /** One of the fifteen; left and right as the picture shows them. */
  public record Point(String name, List<Integer> of) {
    Point(String name, int... of) {
      this(name, java.util.Arrays.stream(of).boxed().toList());
    }

    /** Its place from the left in pixels. */
    public double x(Landmarks face) {
      return of.stream().mapToDouble(face::x).average().orElseThrow();
    }

    /** Its place from the top in pixels. */
    public double y(Landmarks face) {
      return of.stream().mapToDouble(face::y).average().orElseThrow();
    }
  }

  private record Distances(DoubleSummaryStatistics eyeNose, DoubleSummaryStatistics noseMouth) {}

  /** Takes in one face. */
  public void add(Emotion emotion, Landmarks face) {
    Distances distances =
        byEmotion.computeIfAbsent(
            emotion,
            e -> new Distances(new DoubleSummaryStatistics(), new DoubleSummaryStatistics()));
    distances.eyeNose().accept(distance(face, EYES) / face.eyes());
    distances.noseMouth().accept(distance(face, MOUTH) / face.eyes());
  }

  /** From the nose's tip to the middle of some of the fifteen points. */
  private static double distance(Landmarks face, List<Integer> others) {
    double x = others.stream().mapToDouble(i -> POINTS.get(i).x(face)).average().orElseThrow();
    double y = others.stream().mapToDouble(i -> POINTS.get(i).y(face)).average().orElseThrow();
    return Math.hypot(POINTS.get(NOSE).x(face) - x, POINTS.get(NOSE).y(face) - y);
  }

  /** A table for people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("shares of the distance between the outer eye corners");
    lines.add("                      eyes to nose           nose to mouth");
    lines.add("emotion        faces  mean  least greatest   mean  least greatest");
    byEmotion.forEach(
        (emotion, distances) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-12s %7d  %.3f %.3f %.3f      %.3f %.3f %.3f",
                    emotion,
                    distances.eyeNose().getCount(),
                    distances.eyeNose().getAverage(),
                    distances.eyeNose().getMin(),
                    distances.eyeNose().getMax(),
                    distances.noseMouth().getAverage(),
                    distances.noseMouth().getMin(),
                    distances.noseMouth().getMax())));
    return String.join(System.lineSeparator(), lines);
  }

  /** A plot as a PNG: for each emotion the two means, and lines from the least to the greatest. */
  public void plot(Path file) throws IOException {
    int left = 110;
    int width = 520;
    int row = 44;
    int height = 70 + row * byEmotion.size();
    BufferedImage image = new BufferedImage(left + width + 30, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), height);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    double most =
        byEmotion.values().stream()
            .mapToDouble(d -> Math.max(d.eyeNose().getMax(), d.noseMouth().getMax()))
            .max()
            .orElse(1);
    g.setColor(Color.BLACK);
    g.drawString("shares of the distance between the outer eye corners", left, 18);
    for (int i = 0; i <= 5; i++) {
      int x = left + width * i / 5;
      g.setColor(Color.LIGHT_GRAY);
      g.drawLine(x, 28, x, height - 34);
      g.setColor(Color.DARK_GRAY);
      g.drawString(String.format(Locale.ROOT, "%.2f", most * i / 5), x - 12, height - 18);
    }
    int y = 48;
    Color eyes = new Color(30, 100, 200);
    Color mouth = new Color(210, 110, 20);
    for (Map.Entry<Emotion, Distances> entry : byEmotion.entrySet()) {
      g.setColor(Color.BLACK);
      g.drawString(entry.getKey().label(), 12, y + 8);
      bar(g, eyes, entry.getValue().eyeNose(), left, width / most, y);
      bar(g, mouth, entry.getValue().noseMouth(), left, width / most, y + 14);
      y += row;
    }
    g.setColor(eyes);
    g.drawString("eyes to nose", left, height - 4);
    g.setColor(mouth);
    g.drawString("nose to mouth", left + 110, height - 4);
    g.dispose();
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    PngFile.write(file, image);
  }

  private static void bar(
      Graphics2D g, Color colour, DoubleSummaryStatistics of, int left, double scale, int y) {
    g.setColor(colour);
    g.setStroke(new BasicStroke(1.5f));
    g.drawLine(left + (int) (scale * of.getMin()), y, left + (int) (scale * of.getMax()), y);
    g.fillOval(left + (int) (scale * of.getAverage()) - 4, y - 4, 9, 9);
  }
}
