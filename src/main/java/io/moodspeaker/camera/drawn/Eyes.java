package io.moodspeaker.camera.drawn;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** Eyes and brows, of which the right is the left's mirror image but for the light. */
final class Eyes {
  private static final double APART = 42;
  private static final double HALF = 24.5;
  private static final Color WHITE = new Color(238, 230, 224);
  private static final Color IRIS = new Color(84, 56, 36);
  private static final Color PUPIL = new Color(16, 10, 10);
  private static final Color LASH = new Color(38, 22, 18);
  private static final Color BROW = new Color(46, 30, 24);

  private final Brush brush;
  private final Expression face;

  Eyes(Brush brush, Expression face) {
    this.brush = brush;
    this.face = face;
  }

  void paint() {
    for (int side = -1; side <= 1; side += 2) {
      eye(side);
      brow(side);
    }
  }

  private void eye(int side) {
    Expression.Lids lids = face.lids();
    double upper = Math.max(0, lids.open() < 0 ? 12 * (1 + lids.open()) : 12 + 8 * lids.open());
    double lower = 8 * (1 - .65 * Math.clamp(lids.tight(), 0, 1)) * Math.min(1, upper / 6);
    // A sad lid slopes down to the outside.
    double slope = face.brows().outer() < 0 ? -4 * face.brows().outer() : 0;
    double cx = side * APART;
    double inner = cx - side * HALF;
    double outer = cx + side * HALF;
    double midIn = cx - side * 10;
    double midOut = cx + side * 10;

    Path2D upperLid =
        Brush.curve(
            inner,
            3,
            midIn,
            -upper * .92 + 1,
            cx,
            -upper + 1,
            midOut,
            -upper * .8 + 1 + slope * .5,
            outer,
            0 + slope * .5);
    Path2D shape = (Path2D) upperLid.clone();
    Brush.append(
        shape,
        outer,
        slope * .5,
        midOut,
        lower * .9 + slope * .3,
        cx,
        lower + 1,
        midIn,
        lower * .8 + 2,
        inner,
        3);
    shape.closePath();

    Graphics2D g = brush.graphics();
    Shape before = g.getClip();
    g.clip(shape);
    brush.fill(shape, WHITE);
    double gaze = 1 + 4 * lids.down();
    brush.fill(new Ellipse2D.Double(cx - 11.5, gaze - 12.5, 23, 23), IRIS);
    brush.blot(cx, gaze + 5, 9, 7, new Color(140, 98, 60), .7);
    brush.fill(new Ellipse2D.Double(cx - 5.2, gaze - 6.2, 10.4, 10.4), PUPIL);
    brush.fill(new Ellipse2D.Double(cx - 6, gaze - 7.5, 4.4, 4.4), new Color(255, 255, 255, 230));
    brush.softLine(upperLid, LASH, 11, .5);
    brush.blot(inner, 3, 6, 5, new Color(200, 120, 110), .6);
    g.setClip(before);

    brush.line(upperLid, LASH, 3.4);
    brush.softLine(
        Brush.curve(
            outer,
            slope * .5,
            midOut,
            lower * .9 + slope * .3,
            cx,
            lower + 1,
            midIn,
            lower * .8 + 2),
        Head.SHADE,
        3.5,
        .55);
    double crease = upper + 7 - 3 * Math.clamp(-face.brows().inner(), 0, 1);
    brush.softLine(
        Brush.curve(
            inner + side * 3,
            -4,
            midIn,
            -crease * .92,
            cx,
            -crease,
            midOut,
            -crease * .82 + slope * .5,
            outer + side * 3,
            -4 + slope),
        Head.SHADE,
        5,
        .55);
    double bag = .2 + .5 * Math.clamp(lids.tight(), 0, 1);
    brush.softLine(
        Brush.curve(inner + side * 2, 12, cx - side * 4, lower + 12, outer - side * 2, 12),
        Head.SHADE,
        6,
        bag * .8);
  }

  private void brow(int side) {
    Expression.Brows brows = face.brows();
    double raiseInner = brows.inner() > 0 ? 19 * brows.inner() : 14 * brows.inner();
    double raiseOuter = 13 * brows.outer();
    double raiseMid = raiseInner * .4 + raiseOuter * .6;
    double together = 8 * brows.pinch();
    double in = side * (19 - together);
    double mid = side * (46 - together * .4);
    double out = side * 73;
    double yIn = -31 - raiseInner;
    double yMid = -38 - raiseMid;
    double yOut = -27 - raiseOuter;
    // The lid's fold darkens under a lowered brow.
    brush.softLine(
        Brush.curve(in, yIn + 9, mid, yMid + 12, out, yOut + 8),
        Head.SHADE,
        16,
        .3 + .3 * Math.clamp(-brows.inner(), 0, 1));
    Path2D body =
        Brush.curve(
            in,
            yIn - 4.5,
            (in + mid) / 2,
            (yIn + yMid) / 2 - 6.5,
            mid,
            yMid - 4.5,
            (mid + out) / 2,
            (yMid + yOut) / 2 - 4,
            out,
            yOut);
    Brush.append(
        body,
        out,
        yOut,
        (mid + out) / 2,
        (yMid + yOut) / 2 + 2.5,
        mid,
        yMid + 3.5,
        (in + mid) / 2,
        (yIn + yMid) / 2 + 4.5,
        in,
        yIn + 5.5);
    body.closePath();
    brush.softLine(body, BROW, 4, .5);
    brush.fill(body, Brush.alpha(BROW, .86));
    for (int i = 0; i < 16; i++) {
      double t = i / 15.0;
      double x = t < .5 ? in + (mid - in) * 2 * t : mid + (out - mid) * (2 * t - 1);
      double y = t < .5 ? yIn + (yMid - yIn) * 2 * t : yMid + (yOut - yMid) * (2 * t - 1);
      double lean = side * (2 + 6 * t);
      brush.line(
          Brush.curve(x - lean * .3, y + 4 * (1 - .7 * t), x + lean, y - 6 * (1 - .8 * t)),
          Brush.alpha(BROW, .55),
          1.4);
    }
  }
}
