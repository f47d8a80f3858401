package io.moodspeaker.training.landmarks;

import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.training.data.LabeledFace;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/**
 * Faces with the points that the teacher sees in them, and variants of them to learn from. Not
 * thread-safe.
 *
 * @param faces gray faces
 * @param points for each face x and y of 68 points in pixels of its picture
 */
@SuppressWarnings("ArrayRecordComponent") // Tens of thousands of points, which nobody changes.
record LandmarkFaces(List<LabeledFace> faces, float[][] points) {
  /** How much wider than the points a crop is; so the teacher is most right. */
  static final double ROOM = 1.2;

  /** How far below the middle of the points a crop's middle lies, as a share of its side. */
  static final double DOWN = 0.07;

  private static final int BATCH = 32;

  /** A square of a picture: its middle, its side, all in pixels. */
  private record Square(double x, double y, double side) {}

  /** Lets the teacher look, or reads what it saw from a file that an earlier run left. */
  static LandmarkFaces of(
      List<LabeledFace> faces, FaceApiLandmarks teacher, Path kept, IntConsumer done)
      throws IOException {
    if (Files.exists(kept)) {
      return new LandmarkFaces(faces, read(kept, faces.size()));
    }
    float[][] points = new float[faces.size()][];
    for (int from = 0; from < faces.size(); from += BATCH) {
      List<LabeledFace> some = faces.subList(from, Math.min(from + BATCH, faces.size()));
      Square[] squares = new Square[some.size()];
      for (int i = 0; i < squares.length; i++) {
        double side = some.get(i).size();
        squares[i] = new Square(side / 2, side / 2, side);
      }
      float[][] first = look(teacher, some, squares, false);
      for (int i = 0; i < squares.length; i++) {
        squares[i] = around(first[i]);
      }
      float[][] straight = look(teacher, some, squares, false);
      float[][] mirrored = look(teacher, some, squares, true);
      for (int i = 0; i < squares.length; i++) {
        float[] mean = straight[i];
        for (int k = 0; k < mean.length; k++) {
          mean[k] = (mean[k] + mirrored[i][k]) / 2;
        }
        points[from + i] = mean;
      }
      done.accept(some.size());
    }
    write(kept, points);
    return new LandmarkFaces(faces, points);
  }

  private static Square around(float... points) {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < points.length; i += 2) {
      left = Math.min(left, points[i]);
      right = Math.max(right, points[i]);
      top = Math.min(top, points[i + 1]);
      bottom = Math.max(bottom, points[i + 1]);
    }
    double side = ROOM * Math.max(right - left, bottom - top);
    return new Square((left + right) / 2.0, (top + bottom) / 2.0 + DOWN * side, side);
  }

  private static float[][] look(
      FaceApiLandmarks teacher, List<LabeledFace> faces, Square[] squares, boolean mirror) {
    int size = FaceApiLandmarks.SIZE;
    float[] rgb = new float[faces.size() * size * size * 3];
    float[] gray = new float[size * size];
    for (int i = 0; i < faces.size(); i++) {
      Square square = squares[i];
      double scale = square.side / size;
      warp(faces.get(i), square.x, square.y, mirror ? -scale : scale, 0, 0, scale, size, gray);
      for (int p = 0; p < gray.length; p++) {
        int at = 3 * (i * gray.length + p);
        rgb[at] = gray[p];
        rgb[at + 1] = gray[p];
        rgb[at + 2] = gray[p];
      }
    }
    float[][] shares = teacher.points(rgb);
    float[][] points = new float[shares.length][2 * Landmarks.COUNT];
    for (int i = 0; i < shares.length; i++) {
      Square square = squares[i];
      for (int k = 0; k < Landmarks.COUNT; k++) {
        int from = mirror ? Landmarks.mirrored(k) : k;
        double x = mirror ? 1 - shares[i][2 * from] : shares[i][2 * from];
        points[i][2 * k] = (float) (square.x + (x - 0.5) * square.side);
        points[i][2 * k + 1] = (float) (square.y + (shares[i][2 * from + 1] - 0.5) * square.side);
      }
    }
    return points;
  }

  /**
   * Cuts a turned square out of a face: the pixel at (u, v) from the result's middle is the face's
   * at (x, y) + (xx u + xy v, yx u + yy v). Beyond the edge its outermost pixels go on.
   */
  private static void warp(
      LabeledFace face,
      double x,
      double y,
      double xx,
      double xy,
      double yx,
      double yy,
      int size,
      float[] out) {
    int side = face.size();
    byte[] gray = face.gray();
    double middle = (size - 1) / 2.0;
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double u = column - middle;
        double v = row - middle;
        double sx = Math.clamp(x - 0.5 + xx * u + xy * v, 0, side - 1);
        double sy = Math.clamp(y - 0.5 + yx * u + yy * v, 0, side - 1);
        int x0 = Math.min((int) sx, side - 2);
        int y0 = Math.min((int) sy, side - 2);
        float fx = (float) (sx - x0);
        float fy = (float) (sy - y0);
        int i = y0 * side + x0;
        float top = (gray[i] & 0xff) * (1 - fx) + (gray[i + 1] & 0xff) * fx;
        float bottom = (gray[i + side] & 0xff) * (1 - fx) + (gray[i + side + 1] & 0xff) * fx;
        out[row * size + column] = top * (1 - fy) + bottom * fy;
      }
    }
  }

  /**
   * A variant of a face as a detector might frame it: turned, scaled, shifted and mirrored, with
   * the points moved alike.
   *
   * @param strength 0 to 1: how much of the turning, scaling and shifting to do
   * @param crop takes size x size standardised numbers
   * @param target takes the points as shares of the crop
   */
  void vary(
      int index,
      double strength,
      RandomGenerator random,
      float[] scratch,
      float[] crop,
      float[] target) {
    float[] own = points[index];
    Square square = around(own);
    double angle = Math.toRadians(Math.clamp(12 * strength * random.nextGaussian(), -35.0, 35.0));
    double side = square.side * Math.exp(0.25 * strength * (2 * random.nextDouble() - 1));
    double shift = 0.12 * strength * square.side;
    double cx = square.x + shift * (2 * random.nextDouble() - 1);
    double cy = square.y + shift * (2 * random.nextDouble() - 1);
    boolean mirror = random.nextBoolean();
    int size = LandmarkNet.SIZE;
    double scale = side / size;
    double flip = mirror ? -1 : 1;
    double cos = Math.cos(angle) * scale;
    double sin = Math.sin(angle) * scale;
    warp(faces.get(index), cx, cy, flip * cos, -sin, flip * sin, cos, size, crop);
    for (int k = 0; k < Landmarks.COUNT; k++) {
      int from = mirror ? Landmarks.mirrored(k) : k;
      double dx = own[2 * from] - cx;
      double dy = own[2 * from + 1] - cy;
      double u = (Math.cos(angle) * dx + Math.sin(angle) * dy) * flip;
      double v = -Math.sin(angle) * dx + Math.cos(angle) * dy;
      target[2 * k] = (float) (0.5 + u / side);
      target[2 * k + 1] = (float) (0.5 + v / side);
    }
    if (random.nextInt(5) == 0) {
      blur(crop, size, scratch);
    }
    float noise = random.nextInt(4) == 0 ? 12 * random.nextFloat() : 0;
    float slopeX = random.nextInt(4) == 0 ? (float) random.nextGaussian() * 0.5f / size : 0;
    for (int i = 0; i < crop.length; i++) {
      crop[i] *= Math.max(0.1f, 1 + slopeX * (i % size - size / 2f));
      crop[i] += noise == 0 ? 0 : noise * (float) random.nextGaussian();
    }
    standardise(crop);
    if (random.nextInt(5) == 0) {
      int width = 6 + random.nextInt(14);
      int height = 6 + random.nextInt(14);
      int left = random.nextInt(size - width);
      int top = random.nextInt(size - height);
      float value = (float) random.nextGaussian() * 0.7f;
      for (int y = top; y < top + height; y++) {
        java.util.Arrays.fill(crop, y * size + left, y * size + left + width, value);
      }
    }
  }

  private static void blur(float[] crop, int size, float[] scratch) {
    System.arraycopy(crop, 0, scratch, 0, crop.length);
    for (int y = 1; y < size - 1; y++) {
      for (int x = 1; x < size - 1; x++) {
        float sum = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            sum += scratch[(y + dy) * size + x + dx];
          }
        }
        crop[y * size + x] = sum / 9;
      }
    }
  }

  private static void standardise(float[] pixels) {
    io.moodspeaker.emotion.ModelDescription.Scaling.STANDARDISE.apply(pixels);
  }

  private static void write(Path file, float[][] points) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(points.length);
      for (float[] face : points) {
        for (float value : face) {
          out.writeFloat(value);
        }
      }
    }
  }

  private static float[][] read(Path file, int count) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != count) {
        throw new IOException(file + " is of other faces; delete it to begin anew");
      }
      float[][] points = new float[count][2 * Landmarks.COUNT];
      for (float[] face : points) {
        for (int i = 0; i < face.length; i++) {
          face[i] = in.readFloat();
        }
      }
      return points;
    }
  }
}
