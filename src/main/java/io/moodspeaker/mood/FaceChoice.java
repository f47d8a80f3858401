package io.moodspeaker.mood;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one observation's faces become one set of scores.
 *
 * @param policy which face speaks
 * @param watched the emotions that {@link FacePolicy#ANY} looks out for; the others ignore them
 */
public record FaceChoice(FacePolicy policy, Set<Emotion> watched) {
  /** The largest face. */
  public static final FaceChoice LARGEST = new FaceChoice(FacePolicy.LARGEST, Set.of());

  public FaceChoice {
    watched = Set.copyOf(watched);
    if (policy == FacePolicy.ANY && watched.isEmpty()) {
      throw new IllegalArgumentException(
          "faces=any needs at least one emotion to watch for, as in watch=fear,anger");
    }
  }

  /** The scores that speak for an observation; empty when it has no face that can be read. */
  public Optional<EmotionScores> scores(Observation seen) {
    Observation observation =
        new Observation(seen.time(), seen.faces().stream().filter(Face::evidence).toList());
    if (observation.faces().isEmpty()) {
      return Optional.empty();
    }
    return switch (policy) {
      case LARGEST -> Optional.of(observation.faces().get(0).scores());
      case MEAN -> Optional.of(mean(observation.faces()));
      case ANY ->
          observation.faces().stream()
              .map(Face::scores)
              .max(Comparator.comparingDouble(this::alarm));
    };
  }

  /** Weighted by size: a smile far behind does not outvote the face in front. */
  private static EmotionScores mean(List<Face> faces) {
    double[] sum = new double[Emotion.all().size()];
    for (Face face : faces) {
      double[] scores = face.scores().toArray();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += face.box().area() * scores[i];
      }
    }
    return EmotionScores.of(sum);
  }

  private double alarm(EmotionScores scores) {
    return watched.stream().mapToDouble(scores::of).max().orElse(0);
  }
}
