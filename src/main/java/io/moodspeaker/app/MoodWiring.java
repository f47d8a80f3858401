package io.moodspeaker.app;

import io.moodspeaker.config.Settings;
import io.moodspeaker.mood.DecisionThresholds;
import io.moodspeaker.mood.FaceChoice;
import io.moodspeaker.mood.FacePolicy;
import io.moodspeaker.mood.MoodSettings;

/** How a mood is judged, from the configuration. */
public final class MoodWiring {
  private MoodWiring() {}

  /** The judge's settings as a person configured them. */
  public static MoodSettings settings(Settings settings) {
    Settings.Judgement judgement = settings.judgement();
    return new MoodSettings(
        judgement.window(),
        judgement.dwell(),
        judgement.absentAfter(),
        new DecisionThresholds(judgement.observations(), judgement.enter(), judgement.margin()),
        new FaceChoice(FacePolicy.of(settings.faces().policy()), settings.faces().watch()));
  }
}
