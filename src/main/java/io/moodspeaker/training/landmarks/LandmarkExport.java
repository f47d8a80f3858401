package io.moodspeaker.training.landmarks;

import io.moodspeaker.support.Natives;
import io.moodspeaker.training.SavedModels;
import io.moodspeaker.training.network.Layers;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.types.TFloat32;

/** Writes a taught landmark network as a folder of {@code models/}. */
final class LandmarkExport {
  static {
    Natives.TENSORFLOW.load();
  }

  private static final String GRAPH = "saved_model.pb";
  private static final String INPUT = "faces";
  private static final String OUTPUT = "points";

  private LandmarkExport() {}

  /** Writes the SavedModel, its weights as constants, and its model.yaml. */
  static void write(Path folder, Weights weights) throws IOException {
    long size = LandmarkNet.SIZE;
    GraphDef definition;
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> faces =
          tf.withName(INPUT)
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, size, size, 1)));
      Layers layers = new Layers(tf, new SavedModels.Constants(tf, weights), Optional.empty());
      tf.withName(OUTPUT).identity(LandmarkNet.points(tf, layers, faces));
      definition = graph.toGraphDef();
    }
    byte[] bytes =
        SavedModels.bytes(
            definition,
            SavedModels.Port.of(INPUT, -1L, size, size, 1L),
            SavedModels.Port.of(OUTPUT, -1L, 136L));
    Files.createDirectories(folder);
    Files.write(folder.resolve(GRAPH), bytes);
    Files.writeString(
        folder.resolve("model.yaml"),
        """
        # A SavedModel from a standardised gray face, %d pixels wide and high, to 68 points: x and y
        # of each as shares of the picture, in the order of iBUG's 300-W.
        input: %s
        size: %d
        output: %s
        sha256: %s
        """
            .formatted(
                LandmarkNet.SIZE, INPUT, LandmarkNet.SIZE, OUTPUT, SavedModels.sha256(bytes)));
  }
}
