package io.moodspeaker.training.data;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.model.Emotion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Consumer;

/**
 * Reads data sets: FER2013's strips with FER+ votes, Kaggle's {@code fer2013.csv}, or a tree of
 * folders {@code split/label/picture}, where the split may be left out.
 */
public final class DataSets {
  private DataSets() {}

  /**
   * The samples at a path, in a fixed order.
   *
   * @param skipped is told of each thing that is left out, and why
   * @throws IOException if nothing there is a data set; the message says what was expected
   */
  public static List<Sample> read(Path path, LabelNames names, Consumer<String> skipped)
      throws IOException {
    if (!Files.exists(path)) {
      throw unfit(path, " does not exist");
    }
    if (Files.isDirectory(path) && Files.exists(path.resolve(Fer2013.ZIP))) {
      return read(path.resolve(Fer2013.ZIP), names, skipped);
    }
    if (Files.isDirectory(path)) {
      return tree(path, names, skipped);
    }
    if (path.toString().endsWith(".zip")) {
      return Fer2013.read(path).stream().map(LabeledFace::sample).toList();
    }
    if (path.toString().endsWith(".csv")) {
      return csv(path, skipped);
    }
    throw unfit(path, " is no data set");
  }

  private static IOException unfit(Path path, String why) {
    return new IOException(
        path
            + why
            + "; give the folder of "
            + Fer2013.ZIP
            + ", Kaggle's fer2013.csv, or a folder of split/label/pictures");
  }

  /** The pictures under a folder, those behind links too: data sets often lie on another disk. */
  private static List<Path> pictures(Path root) throws IOException {
    try {
      return PictureReader.files(root).stream().filter(Pictures::isPicture).sorted().toList();
    } catch (CameraException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<Sample> tree(Path root, LabelNames names, Consumer<String> skipped)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path file : pictures(root)) {
      Path inside = root.relativize(file);
      int depth = inside.getNameCount();
      if (depth < 2) {
        skipped.accept(file + ": lies in no folder that names an emotion");
        continue;
      }
      String label = inside.getName(depth - 2).toString();
      Optional<Emotion> emotion = names.emotion(label);
      if (emotion.isEmpty()) {
        skipped.accept(file + ": no emotion is known for the folder '" + label + "'");
        continue;
      }
      String split = depth < 3 ? "" : inside.getName(depth - 3).toString();
      samples.add(
          new Sample(file.toString(), split, emotion, Optional.empty(), () -> Pictures.read(file)));
    }
    if (samples.isEmpty()) {
      throw new IOException(
          root + " holds no pictures in folders named after emotions, such as test/happy/1.jpg");
    }
    return samples;
  }

  private static List<Sample> csv(Path file, Consumer<String> skipped) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return csv(file, in, skipped);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8; save it as UTF-8", e);
    } catch (AccessDeniedException e) {
      throw new IOException(file + " can't be read: permission denied", e);
    }
  }

  private static List<Sample> csv(Path file, BufferedReader in, Consumer<String> skipped)
      throws IOException {
    String head = in.readLine();
    // Spreadsheets that save UTF-8 put a mark before it.
    head = head == null ? "" : head.replaceFirst("^\uFEFF", "");
    if (!head.startsWith("emotion,")) {
      throw new IOException(file + ":1: must begin with the columns emotion,pixels,Usage");
    }
    List<String> columns = List.of(head.strip().split(","));
    int pixels = columns.indexOf("pixels");
    int usage = columns.indexOf("Usage");
    if (pixels < 0 || usage < 0) {
      throw new IOException(file + ":1: must name the columns emotion, pixels and Usage");
    }
    List<Sample> samples = new ArrayList<>();
    int number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      String[] cells = line.split(",", -1);
      String name = file + ":" + number;
      try {
        Emotion emotion = Fer2013.CLASSES.get(Integer.parseInt(cells[0].strip()));
        byte[] gray = gray(cells[pixels]);
        samples.add(
            new LabeledFace(
                    name,
                    cells[usage].strip(),
                    Fer2013.SIZE,
                    gray,
                    Optional.of(emotion),
                    Optional.empty())
                .sample());
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        skipped.accept(name + ": is no face: " + e.getMessage());
      }
    }
    return samples;
  }

  private static byte[] gray(String text) {
    StringTokenizer numbers = new StringTokenizer(text.replace('"', ' '));
    byte[] gray = new byte[numbers.countTokens()];
    for (int i = 0; i < gray.length; i++) {
      gray[i] = (byte) Math.clamp(Integer.parseInt(numbers.nextToken()), 0, 255);
    }
    return gray;
  }
}
