package io.moodspeaker.feature;

import io.moodspeaker.model.FacePoints;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/** What finds a face's points, for features that do not know which feature has it. */
public interface FacePointFinders {
  /**
   * Opens a finder, which the caller closes; empty where its model is missing or damaged.
   *
   * @param models the installation's models
   */
  Optional<FacePoints.Finder> open(Path models);

  /** The first finder that this installation has. */
  static Optional<FacePoints.Finder> first(Path models) {
    return ServiceLoader.load(FacePointFinders.class).stream()
        .flatMap(provider -> provider.get().open(models).stream())
        .findFirst();
  }
}
