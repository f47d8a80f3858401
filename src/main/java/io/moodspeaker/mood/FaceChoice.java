package io.moodspeaker.mood;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.util.Comparator;
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

  /** The scores that speak for an observation; empty when it has no faces. */
  public Optional<EmotionScores> scores(Observation observation) {
    if (observation.faces().isEmpty()) {
      return Optional.empty();
    }
    return switch (policy) {
      case LARGEST -> Optional.of(observation.faces().get(0).scores());
      case MEAN ->
          Optional.of(EmotionScores.mean(observation.faces().stream().map(Face::scores).toList()));
      case ANY ->
          observation.faces().stream()
              .map(Face::scores)
              .max(Comparator.comparingDouble(this::alarm));
    };
  }

  private double alarm(EmotionScores scores) {
    return watched.stream().mapToDouble(scores::of).max().orElse(0);
  }
}
