package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gathers what is read on a face that is told to be neutral, and judges whether it makes a
 * baseline. Keeps scores, never pictures. Used by one thread at a time.
 */
public final class BaselineRecorder {
  /**
   * Twenty: ten seconds of the daemon's two frames a second, and enough for a mean that one blink
   * does not move.
   */
  public static final int FRAMES = 20;

  /** Four of five frames with exactly one face: who turned away or was not alone starts again. */
  private static final double ALONE = 0.8;

  /**
   * A frame lies this far from the mean on average, as the share of its scores that would have to
   * move. A face that changes its expression for a third of the time exceeds it.
   */
  private static final double UNSTEADY = 0.3;

  /**
   * Fifty: a face that reads as something else with 0.98 and above shows it, and does not just look
   * so at rest.
   */
  private static final int PRETENDED = 50;

  private final int least;
  private final List<EmotionScores> read = new ArrayList<>();
  private int nobody;
  private int several;
  private int unclear;

  /**
   * A recorder.
   *
   * @param least how many frames with one face it takes: {@link #FRAMES} of a camera
   */
  public BaselineRecorder(int least) {
    this.least = least;
  }

  /** Takes one frame's reading, uncorrected. */
  public void add(Observation observation) {
    switch (observation.faces().size()) {
      case 0 -> nobody++;
      case 1 -> {
        Face face = observation.faces().getFirst();
        if (face.evidence()) {
          read.add(face.scores());
        } else {
          unclear++;
        }
      }
      default -> several++;
    }
  }

  /** A count of frames in words. */
  public static String frames(int count) {
    return count == 1 ? "1 frame" : count + " frames";
  }

  /** How many frames with one face it has. */
  public int frames() {
    return read.size();
  }

  /**
   * The baseline of what was gathered.
   *
   * @param now when it is taken
   * @throws InvalidCalibration if it makes none; the message says why and what helps
   */
  public Baseline finish(Instant now) throws InvalidCalibration {
    int all = read.size() + nobody + several + unclear;
    if (read.size() < Math.max(least, 1) || read.size() < ALONE * all) {
      throw new InvalidCalibration(
          ("%d of %s showed exactly one face clearly (%d none, %d several, %d too blurred, small or"
                  + " turned), %d needed; %s")
              .formatted(
                  read.size(),
                  frames(all),
                  nobody,
                  several,
                  unclear,
                  Math.max(Math.max(least, 1), (int) Math.ceil(ALONE * all)),
                  several > nobody + unclear
                      ? "be alone in the picture"
                      : "look straight into the camera, from nearby and in good light"));
    }
    double spread = spread();
    if (spread > UNSTEADY) {
      throw new InvalidCalibration(
          String.format(
              Locale.ROOT,
              "the expression changed too much (%.2f, at most %.2f); hold a neutral face throughout",
              spread,
              UNSTEADY));
    }
    Baseline baseline = Baseline.of(read, now);
    if (baseline.neutral().of(Emotion.NEUTRAL) * PRETENDED < baseline.neutral().confidence()) {
      throw new InvalidCalibration(
          String.format(
              Locale.ROOT,
              "the face reads as %s with %.2f, from which nothing can be told apart; hold a neutral"
                  + " face, or change light or camera",
              baseline.neutral().top(),
              baseline.neutral().confidence()));
    }
    return baseline;
  }

  /** The mean total variation distance of the frames from their mean, 0 to 1. */
  private double spread() {
    EmotionScores mean = EmotionScores.mean(read);
    double sum = 0;
    for (EmotionScores scores : read) {
      for (Emotion emotion : Emotion.all()) {
        sum += Math.abs(scores.of(emotion) - mean.of(emotion)) / 2;
      }
    }
    return sum / read.size();
  }

  /** What was gathered makes no baseline. */
  public static final class InvalidCalibration extends Exception {
    private static final long serialVersionUID = 1;

    InvalidCalibration(String message) {
      super(message);
    }
  }
}
