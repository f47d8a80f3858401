package io.moodspeaker.app;

import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.azure.AzureSettings;
import io.moodspeaker.light.pi4j.Lights;
import io.moodspeaker.support.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a setting asks for that its room refuses, found before anything is opened. */
public final class SettingsCheck {
  private SettingsCheck() {}

  /** All that is refused, each where it was set; empty when all is good. */
  public static List<Problem> problems(Settings settings) {
    List<Problem> problems = new ArrayList<>();
    Settings.Azure azure = settings.azure();
    azure
        .endpoint()
        .ifPresent(
            endpoint ->
                attempt(
                    () -> AzureSettings.checkEndpoint(endpoint, azure.allowHttp()),
                    "azure.endpoint",
                    "azure.",
                    settings,
                    problems));
    if (azure.key().isSet()) {
      attempt(
          () -> AzureSettings.checkKey(azure.key().reveal()),
          "azure.key",
          "azure.",
          settings,
          problems);
    }
    Settings.Outputs outputs = settings.outputs();
    attempt(() -> MusicRoom.check(outputs.audio()), "audio", "audio: ", settings, problems);
    attempt(() -> Lights.spec(outputs.light()), "light", "light ", settings, problems);
    return problems;
  }

  private static void attempt(
      Runnable check, String key, String prefix, Settings settings, List<Problem> problems) {
    try {
      check.run();
    } catch (IllegalArgumentException refused) {
      problems.add(settings.problem(key, prefix + refused.getMessage()));
    }
  }
}
