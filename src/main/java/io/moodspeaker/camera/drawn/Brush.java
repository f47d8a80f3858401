package io.moodspeaker.camera.drawn;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Strokes and blots with soft edges, as a painter's brush leaves them. */
final class Brush {
  private final Graphics2D g;

  Brush(Graphics2D g) {
    this.g = g;
  }

  Graphics2D graphics() {
    return g;
  }

  static Color alpha(Color color, double alpha) {
    int a = (int) Math.round(255 * Math.clamp(alpha, 0, 1));
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), a);
  }

  void fill(Shape shape, Color color) {
    g.setColor(color);
    g.fill(shape);
  }

  /** A line with hard edges. */
  void line(Shape path, Color color, double width) {
    g.setColor(color);
    g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(path);
  }

  /** A line that fades out to its sides; {@code alpha} is that of its middle. */
  void softLine(Shape path, Color color, double width, double alpha) {
    if (alpha <= 0) {
      return;
    }
    int layers = 6;
    double each = 1 - Math.pow(1 - Math.min(alpha, .98), 1.0 / layers);
    for (int i = layers; i >= 1; i--) {
      line(path, alpha(color, each), width * i / layers);
    }
  }

  /** A soft line that also fades out to its ends, as a wrinkle does. */
  void wrinkle(Path2D path, Color color, double width, double alpha) {
    if (alpha <= 0) {
      return;
    }
    List<Point2D> points = flattened(path);
    int layers = 7;
    double each = 1 - Math.pow(1 - Math.min(alpha, .98), 1.0 / layers);
    for (int i = 0; i < layers; i++) {
      double cut = .4 * i / layers;
      int from = (int) (cut * (points.size() - 1));
      int to = points.size() - 1 - from;
      Path2D part = new Path2D.Double();
      part.moveTo(points.get(from).getX(), points.get(from).getY());
      for (Point2D point : points.subList(from + 1, to + 1)) {
        part.lineTo(point.getX(), point.getY());
      }
      line(part, alpha(color, each), width * (1 - (double) i / layers));
    }
  }

  /** Points some two units apart along a path. */
  private static List<Point2D> flattened(Path2D path) {
    List<Point2D> points = new ArrayList<>();
    double[] xy = new double[6];
    for (PathIterator it = path.getPathIterator(null, .2); !it.isDone(); it.next()) {
      it.currentSegment(xy);
      Point2D last = points.isEmpty() ? null : points.getLast();
      int steps = last == null ? 1 : Math.max(1, (int) (last.distance(xy[0], xy[1]) / 2));
      for (int i = 1; i <= steps; i++) {
        double t = (double) i / steps;
        points.add(
            last == null
                ? new Point2D.Double(xy[0], xy[1])
                : new Point2D.Double(
                    last.getX() + (xy[0] - last.getX()) * t,
                    last.getY() + (xy[1] - last.getY()) * t));
      }
    }
    return points;
  }

  /** An ellipse that fades out to its edge; {@code alpha} is that of its middle. */
  void blot(double x, double y, double rx, double ry, Color color, double alpha) {
    if (alpha <= 0 || rx <= 0 || ry <= 0) {
      return;
    }
    AffineTransform before = g.getTransform();
    g.translate(x, y);
    g.scale(rx, ry);
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(0, 0),
            1,
            new float[] {0, .5f, 1},
            new Color[] {alpha(color, alpha), alpha(color, alpha * .45), alpha(color, 0)}));
    g.fill(new Ellipse2D.Double(-1, -1, 2, 2));
    g.setTransform(before);
  }

  /** A smooth open path through points, given as x, y, x, y. */
  static Path2D curve(double... xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    append(path, xy);
    return path;
  }

  /** Goes on from the first point, where the path must be, smoothly through the others. */
  static void append(Path2D path, double... xy) {
    int n = xy.length / 2;
    for (int i = 0; i + 1 < n; i++) {
      int a = Math.max(0, i - 1);
      int d = Math.min(n - 1, i + 2);
      // A Catmull-Rom spline as a cubic Bézier curve.
      path.curveTo(
          xy[2 * i] + (xy[2 * i + 2] - xy[2 * a]) / 6,
          xy[2 * i + 1] + (xy[2 * i + 3] - xy[2 * a + 1]) / 6,
          xy[2 * i + 2] - (xy[2 * d] - xy[2 * i]) / 6,
          xy[2 * i + 3] - (xy[2 * d + 1] - xy[2 * i + 1]) / 6,
          xy[2 * i + 2],
          xy[2 * i + 3]);
    }
  }
}
