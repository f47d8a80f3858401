package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.AligningClassifier;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelFiles;
import io.moodspeaker.emotion.ModelMisfitException;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.emotion.opencv.OnnxNetwork;
import io.moodspeaker.emotion.serving.ServedNetwork;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Opens the models in folders of {@code models/}. */
public final class FaceModels {
  private FaceModels() {}

  /**
   * Loads a model, checks it and lets it look at one blank picture.
   *
   * @param folder holds {@code model.yaml} and what it names: a SavedModel, or an ONNX file
   * @throws EmotionException if something is missing, damaged or does not fit together
   */
  public static FaceModel open(Path folder) throws EmotionException {
    return NativeLog.kept(() -> load(folder));
  }

  private static FaceModel load(Path folder) throws EmotionException {
    Path yaml = folder.resolve(ModelYaml.FILE);
    ModelDescription description = ModelYaml.read(yaml);
    for (Map.Entry<String, String> entry : description.sha256().entrySet()) {
      ModelFiles.check(folder.resolve(entry.getKey()), entry.getValue());
    }
    try {
      FaceModel.Network network =
          switch (description.format()) {
            case SAVEDMODEL -> SavedModelNetwork.open(folder, description);
            case ONNX -> OnnxNetwork.open(folder, description);
          };
      return FaceModel.of(folder.toString(), description, network);
    } catch (ModelMisfitException misfit) {
      throw misfit.in(yaml);
    }
  }

  /**
   * The same model with tilted heads turned upright for it, where the landmark model lies beside
   * it.
   */
  public static FaceClassifier openAligned(Path folder) throws EmotionException {
    return aligned(open(folder), folder);
  }

  /** The model that a server runs, described by this folder; heads are turned upright here. */
  public static FaceClassifier openServed(Path folder, URI server, Duration limit)
      throws EmotionException {
    ModelDescription description = ModelYaml.read(folder.resolve(ModelYaml.FILE));
    return aligned(
        FaceModel.of(server.toString(), description, new ServedNetwork(server, description, limit)),
        folder);
  }

  private static FaceClassifier aligned(FaceModel model, Path folder) throws EmotionException {
    Path landmarks = folder.toAbsolutePath().resolveSibling(TensorFlowLandmarks.FOLDER);
    if (!Files.isDirectory(landmarks)) {
      return model;
    }
    try {
      return new AligningClassifier(model, TensorFlowLandmarks.open(landmarks));
    } catch (EmotionException | RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
