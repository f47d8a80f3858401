package io.moodspeaker.face.opencv;

import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the face detector that is asked for, or the best one that is there. */
public final class FaceDetectors {
  /** What the detector will look at. */
  public enum Use {
    /** A camera's frames: speed counts. */
    LIVE,
    /** Photographs: recall counts. */
    STILLS
  }

  private FaceDetectors() {}

  /**
   * Opens a detector; the caller closes it.
   *
   * @param modelsFaceDir the folder that may hold a YuNet model as {@code *.onnx}
   * @param which {@code haar}, {@code yunet}, {@code full-range}, or {@code auto} for the best
   *     whose model is there, which Haar's always is
   * @throws FaceDetectorException if it cannot be opened; the message says why and what helps
   */
  public static FaceDetector open(Path modelsFaceDir, String which, Use use)
      throws FaceDetectorException {
    Optional<Path> model = last(modelsFaceDir, ".onnx");
    Optional<Path> fullRange = last(modelsFaceDir, ".tflite");
    return switch (which) {
      case "haar" -> haar(use);
      case "yunet" ->
          yunet(
              model.orElseThrow(
                  () ->
                      new FaceDetectorException(
                          "no YuNet model (*.onnx) in "
                              + modelsFaceDir
                              + "; 'moodspeaker models add yunet' fetches it")),
              use);
      case "full-range" ->
          FullRangeDetector.open(
              fullRange.orElseThrow(
                  () ->
                      new FaceDetectorException(
                          "no full-range model (*.tflite) in "
                              + modelsFaceDir
                              + "; 'moodspeaker models add full-range' fetches it")));
      case "auto" ->
          model.isPresent()
              ? yunet(model.get(), use)
              : fullRange.isPresent() ? FullRangeDetector.open(fullRange.get()) : haar(use);
      default ->
          throw new FaceDetectorException(
              "face detector must be auto, haar, yunet or full-range, was '" + which + "'");
    };
  }

  /** Whether a folder holds a YuNet model. */
  public static boolean hasYuNet(Path modelsFaceDir) {
    try {
      return last(modelsFaceDir, ".onnx").isPresent();
    } catch (FaceDetectorException unlistable) {
      return false;
    }
  }

  private static FaceDetector haar(Use use) throws FaceDetectorException {
    return HaarDetector.open(use == Use.LIVE ? HaarSettings.LIVE : HaarSettings.STILLS);
  }

  private static FaceDetector yunet(Path model, Use use) throws FaceDetectorException {
    return YuNetDetector.open(model, use == Use.LIVE ? YuNetSettings.LIVE : YuNetSettings.STILLS);
  }

  /** The last such file of a folder by name: YuNet releases end in their date. */
  private static Optional<Path> last(Path dir, String ending) throws FaceDetectorException {
    if (!Files.isDirectory(dir)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> models =
          files.filter(file -> file.getFileName().toString().endsWith(ending)).sorted().toList();
      return models.isEmpty() ? Optional.empty() : Optional.of(models.getLast());
    } catch (IOException e) {
      throw new FaceDetectorException(dir + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
