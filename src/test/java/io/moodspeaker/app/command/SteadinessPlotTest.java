package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of steadiness is drawn of the table beside it. */
class SteadinessPlotTest {
  private static final Path PAGE = Path.of("src/main/docs/steadiness.md");
  private static final Path PLOT = Path.of("src/main/docs/steadiness.svg");
  private static final Pattern ROW =
      Pattern.compile("\\| 20 % \\| (.*) \\| ([0-9.]+) \\| ([0-9.]+) \\| ([0-9.]+) s \\|");

  /** Pixels: left, top, width and height of the field. */
  private static final int LEFT = 80;

  private static final int TOP = 20;
  private static final int WIDTH = 460;
  private static final int HEIGHT = 300;

  /** The axes: seconds, and powers of ten; 0.01 stands for nothing seen in the hours measured. */
  private static final double MOST_SECONDS = 4;

  private static final int LEAST_POWER = -2;
  private static final int MOST_POWER = 4;

  private record Point(String way, double wrong, double delay) {}

  @Test
  void the_plot_shows_the_first_table_s_rows_of_20_percent() throws IOException {
    Path drawn = Files.writeString(Path.of("target/steadiness.svg"), svg(points()));
    assertThat(Files.exists(PLOT) ? Files.readString(PLOT) : "")
        .as("copy %s to %s", drawn, PLOT)
        .isEqualTo(Files.readString(drawn));
  }

  private static List<Point> points() throws IOException {
    String page = Files.readString(PAGE);
    List<Point> points = new ArrayList<>();
    Matcher row = ROW.matcher(page.substring(0, page.indexOf("--burst")));
    while (row.find()) {
      points.add(
          new Point(
              row.group(1), Double.parseDouble(row.group(2)), Double.parseDouble(row.group(4))));
    }
    return points;
  }

  private static String svg(List<Point> points) {
    StringBuilder svg =
        new StringBuilder(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 380" font-family="sans-serif" font-size="12">
            <rect width="640" height="380" fill="#fff"/>
            """);
    for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
      double y = y(Math.pow(10, power));
      svg.append(line(LEFT, y, LEFT + WIDTH, y));
      String label = power == LEAST_POWER ? "none" : power < 0 ? "0.1" : "1" + "0".repeat(power);
      svg.append(text(LEFT - 8, y + 4, "end", "#444", label));
    }
    for (int second = 0; second <= MOST_SECONDS; second++) {
      double x = x(second);
      svg.append(line(x, TOP, x, TOP + HEIGHT));
      svg.append(text(x, TOP + HEIGHT + 18, "middle", "#444", second + " s"));
    }
    svg.append(
        text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 40, "middle", "#000", "delay to the right mood"));
    svg.append(
        "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">wrong changes an hour</text>\n"
            .formatted(TOP + HEIGHT / 2));
    for (Point point : points) {
      boolean ours = point.way().startsWith("window");
      String colour = ours ? "#0a6" : "#b40";
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n",
              x(point.delay()),
              y(point.wrong()),
              colour));
      svg.append(
          text(
              x(point.delay()) + 8,
              y(point.wrong()) + (ours ? 12 : -3),
              "start",
              colour,
              point.way()));
    }
    return svg.append("</svg>\n").toString();
  }

  private static double x(double seconds) {
    return LEFT + seconds / MOST_SECONDS * WIDTH;
  }

  private static double y(double wrong) {
    double power = Math.max(LEAST_POWER, Math.log10(Math.max(wrong, 1e-9)));
    return TOP + (MOST_POWER - power) / (MOST_POWER - LEAST_POWER) * HEIGHT;
  }

  private static String line(double x1, double y1, double x2, double y2) {
    return String.format(
        Locale.ROOT, "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\"/>%n", x1, y1, x2, y2);
  }

  private static String text(double x, double y, String anchor, String colour, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        colour,
        text);
  }
}
