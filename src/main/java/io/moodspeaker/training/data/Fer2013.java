package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;

/**
 * FER2013 with FER+ votes, packed as a zip of PNG strips: {@code
 * <Usage>/<n>_<emotion>/<offset>.png} holds up to 1,000 faces of 48x48 from top to bottom, in
 * ascending row within that split and class; {@code labels.csv} names the rows. The zip is read in
 * place and never unpacked.
 */
public final class Fer2013 {
  /** The side of every face. */
  public static final int SIZE = 48;

  /** The file's name in its folder. */
  public static final String ZIP = "fer2013_png_strips.zip";

  /** FER2013's own classes, by their number. */
  public static final List<Emotion> CLASSES =
      List.of(
          Emotion.ANGER,
          Emotion.DISGUST,
          Emotion.FEAR,
          Emotion.HAPPINESS,
          Emotion.SADNESS,
          Emotion.SURPRISE,
          Emotion.NEUTRAL);

  private static final int VOTE_COLUMNS = 5;

  private Fer2013() {}

  private record Row(int number, String usage, int label, FerPlusVotes votes) {}

  /**
   * Reads all faces, by ascending row.
   *
   * @throws IOException if the zip is missing or broken; the message names it and the entry
   */
  public static List<LabeledFace> read(Path zip) throws IOException {
    try (ZipFile file = open(zip)) {
      List<Row> rows = rows(zip, file);
      Map<String, BufferedImage> strips = new HashMap<>();
      Map<String, Integer> next = new HashMap<>();
      List<LabeledFace> faces = new ArrayList<>(rows.size());
      for (Row row : rows) {
        String folder = folder(row);
        int index = next.merge(folder, 1, Integer::sum) - 1;
        int offset = index / 1000 * 1000;
        String entry = String.format(java.util.Locale.ROOT, "%s/%05d.png", folder, offset);
        BufferedImage strip = strips.get(folder);
        if (index == offset) {
          strip = image(zip, file, entry);
          strips.put(folder, strip);
        }
        int y = (index - offset) * SIZE;
        if (y + SIZE > strip.getHeight()) {
          throw new IOException(
              zip + ": " + entry + " ends before row " + row.number() + "; fetch the zip again");
        }
        Raster pixels = strip.getRaster();
        int[] samples = pixels.getSamples(0, y, SIZE, SIZE, 0, (int[]) null);
        byte[] gray = new byte[samples.length];
        for (int i = 0; i < gray.length; i++) {
          gray[i] = (byte) samples[i];
        }
        faces.add(
            new LabeledFace(
                "fer2013 row " + row.number(),
                row.usage(),
                SIZE,
                gray,
                Optional.of(CLASSES.get(row.label())),
                Optional.of(row.votes())));
      }
      return faces;
    }
  }

  private static ZipFile open(Path zip) throws IOException {
    try {
      return new ZipFile(zip.toFile());
    } catch (NoSuchFileException e) {
      throw new IOException(zip + " does not exist; fetch the zip", e);
    } catch (IOException e) {
      throw new IOException(
          zip + " can't be read as a zip: " + e.getMessage() + "; fetch the zip again", e);
    }
  }

  private static final List<String> FOLDER_NAMES =
      List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral");

  private static String folder(Row row) {
    return row.usage() + "/" + row.label() + "_" + FOLDER_NAMES.get(row.label());
  }

  private static BufferedImage image(Path zip, ZipFile file, String name) throws IOException {
    ZipEntry entry = file.getEntry(name);
    if (entry == null) {
      throw new IOException(zip + ": entry " + name + " is missing; fetch the zip again");
    }
    BufferedImage image;
    try (InputStream in = file.getInputStream(entry)) {
      image = ImageIO.read(in);
    } catch (IOException | RuntimeException e) {
      throw damaged(zip, name, e);
    }
    if (image == null || image.getWidth() != SIZE) {
      throw new IOException(zip + ": " + name + " is no PNG strip " + SIZE + " pixels wide");
    }
    return image;
  }

  private static IOException damaged(Path zip, String entry, Exception e) {
    return new IOException(
        zip + ": " + entry + " is damaged: " + e.getMessage() + "; fetch the zip again", e);
  }

  private static List<Row> rows(Path zip, ZipFile file) throws IOException {
    ZipEntry entry = file.getEntry("labels.csv");
    if (entry == null) {
      throw new IOException(zip + ": entry labels.csv is missing; fetch the zip again");
    }
    List<Row> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(file.getInputStream(entry), StandardCharsets.UTF_8))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] cells = line.split(",", -1);
        List<Integer> votes = new ArrayList<>();
        for (int i = VOTE_COLUMNS; i < cells.length; i++) {
          votes.add(cells[i].isEmpty() ? 0 : Integer.parseInt(cells[i]));
        }
        rows.add(
            new Row(
                Integer.parseInt(cells[0]),
                cells[1],
                Integer.parseInt(cells[2]),
                new FerPlusVotes(votes)));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(zip + ": labels.csv line " + (rows.size() + 2) + " is malformed", e);
    } catch (IOException e) {
      throw damaged(zip, "labels.csv", e);
    }
    return rows;
  }
}
