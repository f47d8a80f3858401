package io.moodspeaker.camera.drawn;

import java.awt.Color;
import java.awt.geom.Ellipse2D;

/** The nose. */
final class Nose {
  private static final Color NOSTRIL = new Color(74, 34, 28);

  private final Brush brush;
  private final double wrinkled;
  private final double up;

  Nose(Brush brush, Expression face) {
    this.brush = brush;
    this.wrinkled = Math.max(0, face.cheeks().wrinkled());
    this.up = 9 * wrinkled;
  }

  void paint() {
    brush.blot(15, 22, 11, 38, Head.SHADE, .38);
    brush.blot(-15, 22, 8, 34, Head.SHADE, .16);
    brush.blot(-1, 2, 9, 46, Head.LIT, .7);
    brush.blot(-2, 38 - up, 14, 13, Head.LIT, .75);
    brush.blot(0, 56 - up, 30, 10, Head.SHADE, .6);
    double flare = 3 * wrinkled;
    for (int side = -1; side <= 1; side += 2) {
      brush.softLine(
          Brush.curve(
              side * 14,
              34 - up,
              side * (21 + flare),
              40 - up,
              side * (21 + flare),
              48 - up,
              side * 14,
              52 - up),
          Head.SHADE,
          6,
          .6);
      brush.fill(
          new Ellipse2D.Double(side * 9 - 5.5 - flare / 2, 46.5 - up, 11 + flare, 6),
          Brush.alpha(NOSTRIL, .8));
    }
    brush.softLine(Brush.curve(-6, 52 - up, 0, 55 - up, 6, 52 - up), Head.SHADE, 5, .6);
  }
}
