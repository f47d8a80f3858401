package io.moodspeaker.camera.drawn;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/**
 * One head with its shoulders. The origin lies between the eyes' height and the nose's root; x goes
 * to the right, y down; the skull is 200 wide and the chin lies at 132.
 */
final class Head {
  static final Color SKIN = new Color(222, 178, 150);
  static final Color LIT = new Color(248, 218, 196);
  static final Color SHADE = new Color(120, 70, 52);
  static final Color DEEP = new Color(70, 36, 28);
  private static final Color HAIR = new Color(52, 36, 28);
  private static final Color SHIRT = new Color(62, 84, 108);

  private final Brush brush;
  private final Expression face;
  private final double jaw;

  Head(Brush brush, Expression face) {
    this.brush = brush;
    this.face = face;
    this.jaw = 26 * Math.max(0, face.mouth().open());
  }

  void paint(double roll) {
    Graphics2D g = brush.graphics();
    shoulders();
    AffineTransform upright = g.getTransform();
    g.rotate(roll, 0, 120);
    hairBehind();
    ears();
    skin();
    Shape before = g.getClip();
    g.clip(outline());
    shading();
    new Nose(brush, face).paint();
    new Eyes(brush, face).paint();
    new Lips(brush, face, jaw).paint();
    folds();
    g.setClip(before);
    hair();
    g.setTransform(upright);
  }

  private void shoulders() {
    Path2D body = Brush.curve(-240, 300, -200, 226, -120, 190, -52, 172);
    Brush.append(body, -52, 172, 0, 196, 52, 172);
    Brush.append(body, 52, 172, 120, 190, 200, 226, 240, 300);
    body.closePath();
    Path2D neck = Brush.curve(-50, 70, -50, 140, -62, 184, 0, 206, 62, 184, 50, 140, 50, 70);
    neck.closePath();
    brush.fill(body, SHIRT);
    brush.softLine(Brush.curve(-150, 300, -120, 240, -96, 204), new Color(30, 42, 58), 30, .4);
    brush.softLine(Brush.curve(150, 300, 126, 240, 100, 204), new Color(30, 42, 58), 36, .5);
    brush.fill(neck, SKIN);
    brush.softLine(
        Brush.curve(-66, 176, -40, 196, 0, 205, 40, 196, 66, 176), new Color(40, 56, 76), 9, .9);
    Graphics2D g = brush.graphics();
    Shape before = g.getClip();
    g.clip(neck);
    brush.blot(46, 150, 34, 70, SHADE, .5);
    brush.blot(-46, 150, 22, 70, SHADE, .35);
    brush.blot(0, 138 + jaw, 70, 34, SHADE, .75);
    g.setClip(before);
  }

  private Path2D outline() {
    double chin = 132 + jaw;
    Path2D path =
        Brush.curve(
            0,
            -150,
            58,
            -138,
            94,
            -84,
            97,
            -20,
            90,
            40,
            74,
            88 + jaw * .6,
            40,
            chin - 10,
            0,
            chin,
            -40,
            chin - 10,
            -74,
            88 + jaw * .6,
            -90,
            40,
            -97,
            -20,
            -94,
            -84,
            -58,
            -138,
            0,
            -150);
    path.closePath();
    return path;
  }

  private void ears() {
    for (int side = -1; side <= 1; side += 2) {
      Shape ear = new Ellipse2D.Double(side * 98 - 13, -26, 26, 58);
      brush.fill(ear, side < 0 ? SKIN : new Color(204, 158, 130));
      brush.softLine(Brush.curve(side * 100, -16, side * 106, 2, side * 98, 22), SHADE, 7, .5);
    }
  }

  private void skin() {
    Graphics2D g = brush.graphics();
    g.setPaint(
        new GradientPaint(-100, -40, new Color(236, 196, 168), 105, 60, new Color(204, 156, 128)));
    g.fill(outline());
  }

  /** Light from the upper left, and the hollows that every face has. */
  private void shading() {
    double raised = face.cheeks().raised();
    brush.softLine(outline(), SHADE, 46, .42);
    brush.blot(88, 50, 44, 110, SHADE, .4);
    brush.blot(-92, 60, 26, 90, SHADE, .22);
    brush.blot(-22, -92, 70, 42, LIT, .55);
    brush.blot(0, 112 + jaw, 26, 16, LIT, .35);
    brush.blot(0, 98 + jaw * .8, 26, 8, SHADE, .4);
    double lowered = Math.clamp(-face.brows().inner(), 0, 1);
    for (int side = -1; side <= 1; side += 2) {
      brush.blot(side * 42, -12, 38, 26, SHADE, .38 + .3 * lowered);
      brush.blot(side * 24, -16, 13, 24, SHADE, .3);
      brush.blot(side * 56, 36 - 6 * raised, 30, 24, LIT, side < 0 ? .5 : .36);
      brush.blot(side * 58, 44 - 6 * raised, 32, 22, new Color(214, 110, 92), .16 + .14 * raised);
      brush.blot(side * 80, 74, 22, 40, SHADE, .2);
    }
  }

  /** The lines that muscles draw into the skin. */
  private void folds() {
    double raised = Math.max(0, face.cheeks().raised());
    double wrinkled = Math.max(0, face.cheeks().wrinkled());
    Expression.Mouth mouth = face.mouth();
    double smile = Math.max(0, mouth.corners());
    double sneer = Math.max(0, mouth.lips()) * Math.max(wrinkled, .3);
    for (int side = -1; side <= 1; side += 2) {
      double own = side < 0 ? 1 : 1 - mouth.skew();
      double strength = Math.clamp(.16 + .5 * smile * own + .45 * sneer + .4 * wrinkled, 0, .8);
      double reach = 44 + 12 * Math.max(mouth.width(), 0) + 8 * smile * own;
      brush.wrinkle(
          Brush.curve(
              side * 19,
              38 - 5 * wrinkled,
              side * (31 + 3 * smile),
              52 - 4 * wrinkled,
              side * (reach - 4),
              68 - 2 * smile,
              side * reach,
              84),
          SHADE,
          13,
          strength);
      // The cheek bulges over its fold.
      brush.blot(side * (reach + 8), 54 - 8 * raised, 20, 16, LIT, .45 * raised * own);
      // Marionette lines under a drooping mouth.
      double droop = Math.max(0, -mouth.corners());
      brush.wrinkle(
          Brush.curve(side * 40, 92, side * 46, 102, side * 45, 114), SHADE, 12, .6 * droop);
      // Crow's feet.
      for (int i = -1; i <= 1; i++) {
        brush.wrinkle(
            Brush.curve(side * 71, -8 + 2 * i, side * 82, -9 + 7 * i), SHADE, 3, .4 * raised);
      }
      // The wrinkles beside a nose that smells something.
      for (int i = 0; i < 3; i++) {
        brush.wrinkle(
            Brush.curve(side * 4, -12 + 9 * i, side * 13, -8 + 9 * i, side * 20, 0 + 9 * i),
            SHADE,
            7,
            .75 * wrinkled);
      }
    }
    double drooping = Math.max(0, -mouth.corners()) * (1 - Math.max(0, mouth.open()));
    brush.blot(0, 116 + jaw, 20, 12, SHADE, .3 * drooping);
    forehead();
  }

  private void forehead() {
    Expression.Brows brows = face.brows();
    double raised = Math.clamp((brows.inner() + Math.max(0, brows.outer())) / 2, 0, 1);
    for (int i = 0; i < 3; i++) {
      double y = -74 - 13 * i;
      double bow = brows.outer() < 0 ? -6 : 3;
      brush.wrinkle(
          Brush.curve(-46 + 5 * i, y + 2 * bow, -20, y, 0, y + 1, 20, y, 46 - 5 * i, y + 2 * bow),
          SHADE,
          4,
          .38 * raised);
    }
    double frown = Math.clamp(brows.pinch() * (1 - .35 * Math.max(0, brows.inner())), 0, 1);
    for (int side = -1; side <= 1; side += 2) {
      brush.wrinkle(
          Brush.curve(side * 9, -58, side * 6.5, -44, side * 8, -24), DEEP, 9, .75 * frown);
      brush.blot(side * 17, -36, 18, 14, SHADE, .5 * frown);
    }
  }

  private void hairBehind() {
    Path2D back =
        Brush.curve(
            -108, 20, -118, -60, -96, -134, -40, -176, 0, -182, 40, -176, 96, -134, 118, -60, 108,
            20);
    back.closePath();
    brush.fill(back, HAIR);
  }

  private void hair() {
    Path2D cap =
        Brush.curve(
            -103, -6, -114, -70, -92, -136, -40, -174, 0, -180, 40, -174, 92, -136, 114, -70, 103,
            -6);
    Brush.append(
        cap, 103, -6, 96, -44, 86, -84, 60, -108, 20, -112, -24, -122, -62, -104, -86, -78, -96,
        -44, -103, -6);
    cap.closePath();
    Graphics2D g = brush.graphics();
    Shape before = g.getClip();
    brush.softLine(
        Brush.curve(-96, -30, -84, -76, -60, -100, -24, -116, 20, -108, 60, -104, 86, -78, 96, -30),
        DEEP,
        16,
        .55);
    brush.fill(cap, HAIR);
    g.clip(cap);
    for (int i = 0; i < 46; i++) {
      double u = i / 45.0 * 2 - 1;
      Color strand = i % 3 == 0 ? new Color(96, 70, 52) : new Color(30, 20, 16);
      brush.line(
          Brush.curve(
              -24 + 10 * u, -178 - 4 * u, 60 * u, -160, 96 * u, -120, 108 * u, -70, 104 * u, 0),
          Brush.alpha(strand, .35),
          2);
    }
    brush.blot(-36, -146, 50, 22, new Color(150, 116, 90), .4);
    g.setClip(before);
  }
}
