package io.moodspeaker.training.data;

import io.moodspeaker.model.Emotion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A teacher network's answers to faces. Emotions that it does not know have a share of 0. */
public final class TeacherAnswers {
  /** No teacher. */
  public static final TeacherAnswers NONE = new TeacherAnswers(Map.of());

  private final Map<String, float[]> byName;

  /**
   * Answers by the faces' names.
   *
   * @param byName shares in canonical order, summing to 1
   */
  public TeacherAnswers(Map<String, float[]> byName) {
    this.byName = Map.copyOf(byName);
  }

  /**
   * Reads answers to FER2013's faces: a CSV file whose first line is {@code row} and emotions in
   * any order, and whose other lines give a row's number and its shares.
   *
   * @throws IOException if the file is missing or a line is malformed; the message names the line
   */
  public static TeacherAnswers read(Path file) throws IOException {
    Map<String, float[]> byName = new HashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      List<Emotion> columns = columns(file, in.readLine());
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        String[] cells = line.split(",", -1);
        float[] shares = new float[Emotion.all().size()];
        try {
          if (cells.length != columns.size() + 1) {
            throw new IllegalArgumentException("has " + cells.length + " cells");
          }
          double sum = 0;
          for (int i = 0; i < columns.size(); i++) {
            float share = Float.parseFloat(cells[i + 1]);
            if (!(share >= 0 && share <= 1)) {
              throw new IllegalArgumentException("share " + share + " is not 0 to 1");
            }
            shares[columns.get(i).ordinal()] = share;
            sum += share;
          }
          if (sum == 0) {
            throw new IllegalArgumentException("all shares are 0");
          }
          for (int i = 0; i < shares.length; i++) {
            shares[i] /= (float) sum;
          }
          byName.put("fer2013 row " + Integer.parseInt(cells[0]), shares);
        } catch (IllegalArgumentException e) {
          throw new IOException(
              file + ":" + number + ": " + e.getMessage() + "; give row," + columns + " shares", e);
        }
      }
    }
    return new TeacherAnswers(byName);
  }

  private static List<Emotion> columns(Path file, String header) throws IOException {
    List<String> cells = header == null ? List.of() : Arrays.asList(header.split(",", -1));
    List<Emotion> columns = new ArrayList<>();
    try {
      if (cells.size() < 2 || !cells.getFirst().equals("row")) {
        throw new IllegalArgumentException("was '" + header + "'");
      }
      cells.subList(1, cells.size()).forEach(cell -> columns.add(Emotion.of(cell)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + ":1: the first line must be row and emotions, " + e.getMessage(), e);
    }
    return columns;
  }

  /** The shares of one face in canonical order; empty for a face that was not shown. */
  public Optional<float[]> of(LabeledFace face) {
    return Optional.ofNullable(byName.get(face.name()));
  }

  /** How many faces were shown. */
  public int size() {
    return byName.size();
  }
}
