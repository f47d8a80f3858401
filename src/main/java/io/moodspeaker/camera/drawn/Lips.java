package io.moodspeaker.camera.drawn;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;

/** The mouth: two lips, and between them teeth, tongue and darkness. */
final class Lips {
  private static final Color LIP = new Color(186, 98, 92);
  private static final Color LIP_DARK = new Color(150, 70, 68);
  private static final Color INSIDE = new Color(46, 14, 16);
  private static final Color TEETH = new Color(236, 230, 220);
  private static final Color TONGUE = new Color(168, 78, 78);

  private final Brush brush;
  private final Expression.Mouth mouth;
  private final double snarl;
  private final double jaw;

  Lips(Brush brush, Expression face, double jaw) {
    this.brush = brush;
    this.mouth = face.mouth();
    this.snarl = Math.max(0, face.mouth().lips()) * Math.max(0, face.cheeks().wrinkled());
    this.jaw = jaw;
  }

  void paint() {
    double open = Math.max(0, mouth.open());
    double raised = Math.max(0, mouth.lips());
    double pressed = Math.max(0, -mouth.lips());
    double smile = mouth.corners();
    double half = 35 + (mouth.width() > 0 ? 14 : 16) * mouth.width();
    double y = 82;

    double leftCorner = y - 15 * smile + jaw * .3;
    double rightCorner = y - 15 * smile * (1 - mouth.skew()) + jaw * .3;
    // The middle of the line between the lips goes against the corners.
    double sag = smile > 0 ? 4 * smile : 5 * smile;
    double gapTop = y + sag - 8 * raised;
    double gapBottom = y + sag + 30 * open + 5 * raised + .6;
    double topThick = 9 * (1 - .75 * pressed) * (1 - .25 * Math.max(0, smile));
    double lowThick = 11 * (1 - .7 * pressed) * (1 - .15 * Math.max(0, smile));
    double left = -half - 4 * mouth.skew();
    double right = half;

    // A wrinkled nose pulls the lip up beside the middle, not in it.
    double square = .82 + .3 * snarl;
    double[] gapUpper = {
      left,
      leftCorner,
      -half * .5,
      mid(leftCorner, gapTop, square),
      0,
      gapTop,
      half * .5,
      mid(rightCorner, gapTop, square),
      right,
      rightCorner
    };
    double[] gapLower = {
      right,
      rightCorner,
      half * .55,
      mid(rightCorner, gapBottom, .85),
      0,
      gapBottom,
      -half * .55,
      mid(leftCorner, gapBottom, .85),
      left,
      leftCorner
    };
    Path2D gap = Brush.curve(gapUpper);
    Brush.append(gap, gapLower);
    gap.closePath();

    Path2D upperLip =
        Brush.curve(
            left,
            leftCorner,
            -half * .55,
            mid(leftCorner, gapTop, .75 + .3 * snarl) - topThick * .8,
            -6,
            gapTop - topThick,
            0,
            gapTop - topThick + 2.5,
            6,
            gapTop - topThick,
            half * .55,
            mid(rightCorner, gapTop, .75 + .3 * snarl) - topThick * .8,
            right,
            rightCorner);
    Brush.append(upperLip, reversed(gapUpper));
    upperLip.closePath();
    Path2D lowerLip = Brush.curve(gapLower);
    Brush.append(
        lowerLip,
        left,
        leftCorner,
        -half * .5,
        mid(leftCorner, gapBottom, .85) + lowThick * .75,
        0,
        gapBottom + lowThick,
        half * .5,
        mid(rightCorner, gapBottom, .85) + lowThick * .75,
        right,
        rightCorner);
    lowerLip.closePath();

    brush.softLine(upperLip, Head.SHADE, 5, .25);
    brush.blot(0, gapBottom + lowThick + 5, 26, 7, Head.SHADE, .5);
    inside(gap, gapTop, gapBottom, half, open, raised, smile);
    brush.fill(upperLip, LIP_DARK);
    brush.fill(lowerLip, LIP);
    brush.blot(
        -4, gapBottom + lowThick * .5, half * .5, lowThick * .5, new Color(238, 176, 166), .55);
    brush.softLine(Brush.curve(gapUpper), Head.DEEP, 3.6, .75 + .2 * pressed);
    corners(left, leftCorner, right, rightCorner, smile);
    if (pressed > 0) {
      pressed(half, gapTop, gapBottom, pressed);
    }
  }

  private void inside(
      Path2D gap,
      double top,
      double bottom,
      double half,
      double open,
      double raised,
      double smile) {
    Graphics2D g = brush.graphics();
    Shape before = g.getClip();
    brush.fill(gap, INSIDE);
    g.clip(gap);
    double height = bottom - top;
    brush.blot(0, bottom - 2, half * .7, height * .35, TONGUE, open > .6 ? .5 : .8);
    double show = Math.clamp(Math.max(smile, raised) + .25, 0, 1);
    double teeth = Math.min(height * .8, 5 + 11 * show);
    if (height > 4) {
      Path2D row =
          Brush.curve(
              -half,
              top - 16,
              -half,
              top + teeth * .2,
              -half * .5,
              top + teeth * .8,
              0,
              top + teeth,
              half * .5,
              top + teeth * .8,
              half,
              top + teeth * .2,
              half,
              top - 16);
      row.closePath();
      brush.fill(row, Brush.alpha(TEETH, .55 + .45 * show));
      for (int i = -3; i <= 3; i++) {
        double x = i * half * .2 + half * .1;
        brush.line(
            Brush.curve(x, top - 4, x, top + teeth), Brush.alpha(new Color(150, 130, 120), .35), 1);
      }
    }
    brush.softLine(gap, INSIDE, 9, .55);
    g.setClip(before);
  }

  private void corners(
      double left, double leftCorner, double right, double rightCorner, double smile) {
    double strength = .5 + .3 * Math.min(1, Math.abs(smile));
    brush.blot(left - 1, leftCorner, 8, 7, Head.DEEP, strength);
    brush.blot(right + 1, rightCorner, 8, 7, Head.DEEP, strength * (1 - .5 * mouth.skew()));
  }

  /** Lips that are pressed together bulge above and below. */
  private void pressed(double half, double top, double bottom, double pressed) {
    brush.softLine(
        Brush.curve(-half * .8, top - 9, 0, top - 11, half * .8, top - 9),
        Head.LIT,
        8,
        .4 * pressed);
    brush.softLine(
        Brush.curve(-half * .7, bottom + 10, 0, bottom + 9, half * .7, bottom + 10),
        Head.SHADE,
        8,
        .5 * pressed);
  }

  /** What the lip's curve is at half way: nearer to the middle than to the corner. */
  private static double mid(double corner, double middle, double share) {
    return corner + (middle - corner) * share;
  }

  private static double[] reversed(double[] xy) {
    double[] back = new double[xy.length];
    for (int i = 0; i < xy.length; i += 2) {
      back[i] = xy[xy.length - 2 - i];
      back[i + 1] = xy[xy.length - 1 - i];
    }
    return back;
  }
}
