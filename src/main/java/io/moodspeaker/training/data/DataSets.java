package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
    throw new IOException(
        path
            + (Files.exists(path) ? " is no data set" : " does not exist")
            + "; give the folder of "
            + Fer2013.ZIP
            + ", Kaggle's fer2013.csv, or a folder of split/label/pictures");
  }

  private static List<Sample> tree(Path root, LabelNames names, Consumer<String> skipped)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(root)) {
      files = walk.filter(Files::isRegularFile).filter(Pictures::isPicture).sorted().toList();
    }
    List<Sample> samples = new ArrayList<>();
    for (Path file : files) {
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
    List<Sample> samples = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      String head = in.readLine();
      if (head == null || !head.startsWith("emotion,")) {
        throw new IOException(file + ":1: must begin with the columns emotion,pixels,Usage");
      }
      List<String> columns = List.of(head.strip().split(","));
      int pixels = columns.indexOf("pixels");
      int usage = columns.indexOf("Usage");
      if (pixels < 0 || usage < 0) {
        throw new IOException(file + ":1: must name the columns emotion, pixels and Usage");
      }
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
