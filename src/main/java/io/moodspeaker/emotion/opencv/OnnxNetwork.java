package io.moodspeaker.emotion.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelDescription.Layout;
import io.moodspeaker.emotion.ModelMisfitException;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.support.Natives;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * An ONNX file, loaded once by OpenCV's DNN. Pictures go through it one by one, as many such files
 * are made for one. Thread-safe: calls wait for each other.
 */
public final class OnnxNetwork implements FaceModel.Network {
  private final Path file;
  private final ModelDescription description;
  private final Net net;
  private boolean closed;

  private OnnxNetwork(Path file, ModelDescription description, Net net) {
    this.file = file;
    this.description = description;
    this.net = net;
  }

  /**
   * Loads a network.
   *
   * @param folder holds the one {@code *.onnx} that the description gives a checksum of
   * @throws EmotionException if the file is none that OpenCV can read, or OpenCV does not load
   */
  public static OnnxNetwork open(Path folder, ModelDescription description)
      throws EmotionException {
    List<String> files =
        description.sha256().keySet().stream().filter(name -> name.endsWith(".onnx")).toList();
    if (files.size() != 1) {
      throw new EmotionException(
          folder.resolve(ModelYaml.FILE)
              + ": format onnx needs one *.onnx with its checksum under sha256, has "
              + files.size());
    }
    try {
      Natives.OPENCV.load();
    } catch (LinkageError e) {
      throw new EmotionException("OpenCV does not load: " + e.getMessage(), e);
    }
    Path file = folder.resolve(files.getFirst());
    Net net;
    try {
      net = readNetFromONNX(file.toString());
    } catch (RuntimeException e) {
      throw new EmotionException(file + " is no ONNX file that OpenCV can read: " + line(e), e);
    }
    try {
      OnnxSignature signature = OnnxSignature.read(file);
      List<Long> shape = signature.inputs().get(description.input().name());
      if (shape == null) {
        throw unknown("input", description.input().name(), signature.inputs().keySet());
      }
      if (!shape.isEmpty()) {
        description.input().requireFit(shape, description.input().layout());
      }
      if (!signature.outputs().contains(description.output().name())) {
        throw unknown("output", description.output().name(), signature.outputs());
      }
    } catch (EmotionException misfit) {
      net.deallocate();
      throw misfit;
    } catch (IOException damaged) {
      net.deallocate();
      throw new EmotionException(file + " cannot be read: " + damaged.getMessage(), damaged);
    }
    return new OnnxNetwork(file, description, net);
  }

  private static ModelMisfitException unknown(String kind, String name, Set<String> known) {
    return new ModelMisfitException(
        kind, "name", "the model has no %s called '%s'; it has %s".formatted(kind, name, known));
  }

  @Override
  @SuppressWarnings("try") // The scope frees what is made while it is open.
  public float[][] run(float[] batch, int count) throws EmotionException {
    ModelDescription.Input in = description.input();
    int size = in.size();
    int channels = in.colour().channels();
    int numbers = size * size * channels;
    boolean first = in.layout() == Layout.CHANNELS_FIRST;
    int[] shape = first ? new int[] {1, channels, size, size} : new int[] {1, size, size, channels};
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] picture = new float[numbers];
      for (int k = 0; k < numbers; k++) {
        int to = first ? k % channels * size * size + k / channels : k;
        picture[to] = batch[i * numbers + k];
      }
      try (PointerScope scope = new PointerScope()) {
        FloatPointer values = new FloatPointer(picture);
        Mat blob = new Mat(shape, CV_32F, values);
        synchronized (net) {
          if (closed) {
            throw new EmotionException("the model is closed");
          }
          net.setInput(blob, in.name(), 1, org.bytedeco.opencv.opencv_core.Scalar.all(0));
          Mat answer = net.forward(description.output().name());
          rows[i] = new float[Math.toIntExact(answer.total())];
          new FloatPointer(answer.data()).get(rows[i]);
        }
      } catch (RuntimeException e) {
        throw new EmotionException(
            file + " could not read a face: " + line(e) + "; export it again, or in simpler steps",
            e);
      }
    }
    return rows;
  }

  /** What OpenCV says, without the lines of its source in which it found it. */
  private static String line(RuntimeException e) {
    return String.valueOf(e.getMessage())
        .replaceAll("\\s+", " ")
        .replaceAll("OpenCV\\([^)]*\\) \\S+:\\d+: error: ", "")
        .replaceAll(" in function '[^']*'", "")
        .strip();
  }

  @Override
  public void close() {
    synchronized (net) {
      if (!closed) {
        closed = true;
        net.deallocate();
      }
    }
  }
}
