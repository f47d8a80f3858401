package io.moodspeaker.mood;

import io.moodspeaker.model.Affect;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How one observation's faces become one set of scores.
 *
 * @param policy which face speaks
 * @param watched the emotions that {@link FacePolicy#ANY} looks out for; the others ignore them
 */
public record FaceChoice(FacePolicy policy, Set<Emotion> watched) {
  /** The largest face. */
  public static final FaceChoice LARGEST = new FaceChoice(FacePolicy.LARGEST, Set.of());

  /** A fifth: detectors frame one and the same face that much larger or smaller. */
  private static final double CLEARLY_LARGER = 1.2;

  public FaceChoice {
    watched = Set.copyOf(watched);
    if (policy == FacePolicy.ANY && watched.isEmpty()) {
      throw new IllegalArgumentException(
          "faces=any needs at least one emotion to watch for, as in watch=fear,anger");
    }
  }

  /**
   * What speaks for an observation.
   *
   * @param scores what it shows
   * @param person whose face it is, if one alone spoke and is known
   */
  public record Spoken(EmotionScores scores, Optional<String> person) {
    private static Spoken by(Face face) {
      return new Spoken(face.scores(), face.person());
    }
  }

  /** The scores that speak for an observation; empty when it has no face that can be read. */
  public Optional<EmotionScores> scores(Observation seen) {
    return spoken(seen, Map.of()).map(Spoken::scores);
  }

  /**
   * What speaks for an observation; empty when it has no face that can be read.
   *
   * @param before how each face that is followed has looked so far, by its number
   */
  Optional<Spoken> spoken(Observation seen, Map<Integer, TrackMood> before) {
    List<Face> faces =
        new Observation(seen.time(), seen.faces().stream().filter(Face::evidence).toList()).faces();
    if (faces.isEmpty()) {
      return Optional.empty();
    }
    return switch (policy) {
      case LARGEST -> Optional.of(Spoken.by(faces.getFirst()));
      case MEAN ->
          Optional.of(
              faces.size() == 1 ? Spoken.by(faces.getFirst()) : new Spoken(mean(faces), noOne()));
      case ANY ->
          faces.stream()
              .max(Comparator.comparingDouble(face -> alarm(face.scores())))
              .map(Spoken::by);
      // Of equals the first, which is the larger.
      case LONGEST ->
          faces.stream()
              .min(
                  Comparator.comparing(
                      face ->
                          Optional.ofNullable(before.get(face.track()))
                              .map(TrackMood::first)
                              .orElse(seen.time())))
              .map(Spoken::by);
      case NEEDIEST ->
          faces.stream()
              .min(Comparator.comparingDouble(face -> valence(face, before)))
              .map(Spoken::by);
      case VOTE -> Optional.of(vote(faces, before));
    };
  }

  private static Optional<String> noOne() {
    return Optional.empty();
  }

  private static double valence(Face face, Map<Integer, TrackMood> before) {
    return Affect.of(
            Optional.ofNullable(before.get(face.track()))
                .flatMap(TrackMood::scores)
                .orElse(face.scores()))
        .valence();
  }

  /** Each face votes for its own mood; while that is not decided, for what it shows now. */
  private static Spoken vote(List<Face> faces, Map<Integer, TrackMood> before) {
    Map<Mood, List<Face>> parties = new TreeMap<>();
    for (Face face : faces) {
      Mood own =
          Optional.ofNullable(before.get(face.track()))
              .map(TrackMood::mood)
              .filter(mood -> mood.emotion().isPresent())
              .orElse(Mood.of(face.scores().top()));
      parties.computeIfAbsent(own, mood -> new ArrayList<>()).add(face);
    }
    int most = parties.values().stream().mapToInt(List::size).max().orElseThrow();
    List<List<Face>> first =
        parties.values().stream()
            .filter(party -> party.size() == most)
            .sorted(Comparator.comparingLong(FaceChoice::area).reversed())
            .toList();
    List<Face> winner = first.getFirst();
    if (first.size() > 1 && area(winner) < CLEARLY_LARGER * area(first.get(1))) {
      List<List<Face>> equals =
          first.stream().filter(party -> area(winner) < CLEARLY_LARGER * area(party)).toList();
      double worst = equals.stream().mapToDouble(FaceChoice::valence).min().orElseThrow();
      double best = equals.stream().mapToDouble(FaceChoice::valence).max().orElseThrow();
      if (worst < 0 && best > 0) {
        // One laughs, one cries: nothing that holds for the room.
        return new Spoken(EmotionScores.of(1, 1, 1, 1, 1, 1, 1, 1), noOne());
      }
      return spoken(
          equals.stream().min(Comparator.comparingDouble(FaceChoice::valence)).orElseThrow());
    }
    return spoken(winner);
  }

  private static Spoken spoken(List<Face> party) {
    return new Spoken(mean(party), party.size() == 1 ? party.getFirst().person() : noOne());
  }

  private static long area(List<Face> faces) {
    return faces.stream().mapToLong(face -> face.box().area()).sum();
  }

  private static double valence(List<Face> faces) {
    return Affect.of(mean(faces)).valence();
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
