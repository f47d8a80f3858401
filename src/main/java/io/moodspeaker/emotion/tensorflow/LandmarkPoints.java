package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.LandmarkFinder;
import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.feature.FacePointFinders;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.FacePoints;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Five of the points that {@link TensorFlowLandmarks} finds, for who tells people apart. */
public final class LandmarkPoints implements FacePointFinders {
  private static final Logger LOG = LoggerFactory.getLogger(LandmarkPoints.class);

  @Override
  public Optional<FacePoints.Finder> open(Path models) {
    try {
      return Optional.of(
          new Five(TensorFlowLandmarks.open(models.resolve(TensorFlowLandmarks.FOLDER))));
    } catch (EmotionException missing) {
      LOG.warn("faces are not turned upright: {}", missing.getMessage());
      return Optional.empty();
    }
  }

  private record Five(LandmarkFinder landmarks) implements FacePoints.Finder {
    @Override
    public FacePoints find(Frame frame, Box face) {
      try {
        Landmarks all = landmarks.find(frame, List.of(face)).getFirst();
        return new FacePoints(
            middle(all, 36, 41), middle(all, 42, 47), at(all, 30), at(all, 48), at(all, 54));
      } catch (EmotionException failed) {
        throw new IllegalStateException(failed.getMessage(), failed);
      }
    }

    @Override
    public void close() {
      landmarks.close();
    }
  }

  private static FacePoints.Point at(Landmarks all, int point) {
    return new FacePoints.Point(all.x(point), all.y(point));
  }

  private static FacePoints.Point middle(Landmarks all, int first, int last) {
    double x = 0;
    double y = 0;
    for (int point = first; point <= last; point++) {
      x += all.x(point);
      y += all.y(point);
    }
    int count = last - first + 1;
    return new FacePoints.Point(x / count, y / count);
  }
}
