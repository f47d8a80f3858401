package io.moodspeaker.app;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.png.PngFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes copies of pictures with a box and a label on each face, in the colour of its emotion. */
public final class Annotator {
  /** Bright enough for black letters, and apart for those who see no red or green. */
  private static final Map<Emotion, Color> COLOURS =
      new EnumMap<>(
          Map.of(
              Emotion.ANGER, new Color(255, 99, 71),
              Emotion.CONTEMPT, new Color(205, 133, 63),
              Emotion.DISGUST, new Color(154, 205, 50),
              Emotion.FEAR, new Color(200, 140, 255),
              Emotion.HAPPINESS, new Color(255, 210, 60),
              Emotion.NEUTRAL, new Color(220, 220, 220),
              Emotion.SADNESS, new Color(90, 170, 255),
              Emotion.SURPRISE, new Color(255, 150, 200)));

  /** A file system's names have at most 255 bytes; an ending and a number need some. */
  private static final int LONGEST_NAME = 200;

  private final Path folder;
  private final List<Path> roots;
  private final Set<Path> taken = new HashSet<>();

  /**
   * Writes into a folder, which is made if need be.
   *
   * @param looked the files and folders that the pictures are from: what lies in a folder of a
   *     folder among them comes to lie so again
   * @throws IOException if it can't be made
   */
  public Annotator(Path folder, List<Path> looked) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.roots = looked.stream().map(Path::normalize).toList();
  }

  /**
   * Writes one picture as a PNG.
   *
   * @param file the picture's path, or {@code archive.zip!/path/in/it}
   * @return where it was written; pictures of one name get numbers
   */
  public Path write(String file, Frame frame, Optional<Double> seconds, List<Face> faces)
      throws IOException {
    return write(drawn(frame, faces), file, seconds);
  }

  /** A frame with a box and a label on each face: its name, where known, and what it shows. */
  public static BufferedImage drawn(Frame frame, List<Face> faces) {
    BufferedImage image = image(frame);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      draw(graphics, frame, faces);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  /** Where a video's copy is written, whose folder is made if need be. */
  public Path video(String file) throws IOException {
    Path path = free(name(file.replaceFirst("[?#].*", ""), Optional.empty()), ".mp4");
    Files.createDirectories(path.getParent());
    return path;
  }

  /** The emotion's colour. */
  public static Color colour(Emotion emotion) {
    return COLOURS.get(emotion);
  }

  /** A frame as Java's drawing knows it. */
  public static BufferedImage image(Frame frame) {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(frame.bgr(), 0, pixels, 0, pixels.length);
    return image;
  }

  /** Writes a drawn picture under the name that a picture's copy has. */
  public Path write(BufferedImage image, String file, Optional<Double> seconds) throws IOException {
    Path path = free(name(file, seconds), ".png");
    Files.createDirectories(path.getParent());
    PngFile.write(path, image);
    return path;
  }

  private static void draw(Graphics2D graphics, Frame frame, List<Face> faces) {
    for (Face face : faces) {
      Box box = face.box();
      graphics.setColor(COLOURS.get(face.scores().top()));
      graphics.setStroke(new BasicStroke(Math.max(1.5f, box.height() / 80f)));
      graphics.drawRect(box.x(), box.y(), box.width(), box.height());
    }
    // No label lies on another face, nor on another's label, if there is any room left.
    List<Rectangle> full = new ArrayList<>(faces.stream().map(Annotator::rectangle).toList());
    Rectangle whole = new Rectangle(0, 0, frame.width(), frame.height());
    for (Face face : faces) {
      int size = Math.max(11, face.box().height() / 9);
      graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
      String text =
          face.person().map(person -> person + ": ").orElse("")
              + (face.words().isEmpty()
                  ? face.scores().toString()
                  : String.format(
                      Locale.ROOT, "%s %.2f", face.label(), face.words().get(face.label())));
      int width = graphics.getFontMetrics().stringWidth(text) + 4;
      Rectangle own = rectangle(face);
      Rectangle label =
          places(own, width, size + 4)
              .map(place -> within(place, whole))
              .min(Comparator.comparingLong(place -> covered(place, own, full)))
              .orElseThrow();
      full.add(label);
      graphics.setColor(COLOURS.get(face.scores().top()));
      graphics.fillRect(label.x, label.y, label.width, label.height);
      graphics.setColor(Color.BLACK);
      graphics.drawString(text, label.x + 2, label.y + size);
    }
  }

  private static Rectangle rectangle(Face face) {
    return new Rectangle(face.box().x(), face.box().y(), face.box().width(), face.box().height());
  }

  /** Where a label may lie, the best first: above, below, beside, then inside at an edge. */
  private static Stream<Rectangle> places(Rectangle box, int width, int height) {
    int right = box.x + box.width;
    int bottom = box.y + box.height;
    return Stream.of(
        new Rectangle(box.x, box.y - height, width, height),
        new Rectangle(right - width, box.y - height, width, height),
        new Rectangle(box.x, bottom, width, height),
        new Rectangle(right - width, bottom, width, height),
        new Rectangle(right, box.y, width, height),
        new Rectangle(box.x - width, box.y, width, height),
        new Rectangle(box.x, bottom - height, width, height),
        new Rectangle(box.x, box.y, width, height));
  }

  private static Rectangle within(Rectangle place, Rectangle whole) {
    int x = Math.max(0, Math.min(place.x, whole.width - place.width));
    int y = Math.max(0, Math.min(place.y, whole.height - place.height));
    return new Rectangle(x, y, place.width, place.height);
  }

  /** How much of others a label would cover; of its own face as much counts a hundredth. */
  private static long covered(Rectangle place, Rectangle own, List<Rectangle> full) {
    long area = 0;
    for (Rectangle other : full) {
      Rectangle both = place.intersection(other);
      if (!both.isEmpty()) {
        area += (long) both.width * both.height * (other.equals(own) ? 1 : 100);
      }
    }
    return area;
  }

  /** The picture's path below what was looked at, without what no file's name may hold. */
  private Path name(String file, Optional<Double> seconds) {
    int archive = file.indexOf("!/");
    Path path = Path.of(archive < 0 ? file : file.substring(0, archive)).normalize();
    Path root =
        roots.stream()
            .filter(looked -> path.startsWith(looked) && !path.equals(looked))
            .findFirst()
            .orElse(path.getParent() == null ? Path.of("") : path.getParent());
    Path below = root.toString().isEmpty() ? path.getFileName() : root.relativize(path);
    List<String> parts = new ArrayList<>();
    below.forEach(part -> parts.add(part.toString()));
    if (archive >= 0) {
      parts.addAll(List.of(file.substring(archive + 2).split("[/\\\\]+")));
    }
    String last = parts.removeLast();
    Path target = folder;
    for (String part : parts) {
      // A path in an archive may try to lead out of the folder.
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        target = target.resolve(shortened(part));
      }
    }
    return target.resolve(
        shortened(last) + seconds.map(t -> "-" + Math.round(t * 1000)).orElse(""));
  }

  private static String shortened(String name) {
    String clean = name.replaceAll("[\\p{Cntrl}/\\\\]", "_");
    int end = clean.length();
    while (clean.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
      end = clean.offsetByCodePoints(end, -1);
    }
    return end == 0 ? "_" : clean.substring(0, end);
  }

  private Path free(Path name, String ending) {
    Path free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name.resolveSibling(name.getFileName() + String.format(Locale.ROOT, "-%d", i));
    }
    return free.resolveSibling(free.getFileName() + ending);
  }
}
