package io.moodspeaker.mqtt;

import io.moodspeaker.model.Mood;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** A drawn face that shows a mood: the speaker's own, never a person's. */
final class MoodCharacter {
  private static final int SIZE = 256;

  /** Drawn once each: drawing takes longer than all else about a change. */
  private static final Map<Mood, byte[]> DRAWN = new ConcurrentHashMap<>();

  private MoodCharacter() {}

  /** The face of a mood as a PNG, which nobody may change. */
  static byte[] png(Mood mood) {
    return DRAWN.computeIfAbsent(mood, MoodCharacter::draw);
  }

  private static byte[] draw(Mood mood) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(skin(mood));
    pen.fill(new Ellipse2D.Double(8, 8, 240, 240));
    pen.setColor(new Color(50, 45, 40));
    pen.setStroke(new BasicStroke(9, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    boolean wide = mood == Mood.SURPRISE || mood == Mood.FEAR;
    if (mood == Mood.ABSENT) {
      pen.draw(new Line2D.Double(74, 108, 102, 108));
      pen.draw(new Line2D.Double(154, 108, 182, 108));
    } else {
      double eye = wide ? 30 : 20;
      pen.fill(new Ellipse2D.Double(88 - eye / 2, 108 - eye / 2, eye, eye));
      pen.fill(new Ellipse2D.Double(168 - eye / 2, 108 - eye / 2, eye, eye));
    }
    double inner = brow(mood);
    pen.draw(new Line2D.Double(66, 74, 106, 74 + inner));
    pen.draw(new Line2D.Double(190, 74, 150, 74 + inner));
    if (wide) {
      pen.fill(new Ellipse2D.Double(108, 158, 40, mood == Mood.SURPRISE ? 48 : 26));
    } else {
      double left = mood == Mood.CONTEMPT ? 176 : 172;
      pen.draw(new QuadCurve2D.Double(82, left, 128, 172 + curve(mood), 174, right(mood)));
    }
    pen.dispose();
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      return png.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static Color skin(Mood mood) {
    return switch (mood) {
      case ABSENT, UNSURE -> new Color(210, 210, 210);
      case ANGER -> new Color(255, 150, 110);
      case SADNESS -> new Color(150, 185, 240);
      case FEAR -> new Color(190, 215, 215);
      case DISGUST -> new Color(185, 215, 120);
      default -> new Color(255, 213, 90);
    };
  }

  /** How far the inner ends of the brows lie below the outer ones. */
  private static double brow(Mood mood) {
    return switch (mood) {
      case ANGER, DISGUST -> 18;
      case SADNESS, FEAR -> -16;
      case SURPRISE -> -6;
      default -> 0;
    };
  }

  /** How far the middle of the mouth lies below its corners, doubled. */
  private static double curve(Mood mood) {
    return switch (mood) {
      case HAPPINESS -> 60;
      case SADNESS -> -48;
      case ANGER, DISGUST -> -30;
      default -> 0;
    };
  }

  private static double right(Mood mood) {
    return mood == Mood.CONTEMPT ? 152 : 172;
  }
}
