package io.moodspeaker.app;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The daemon's status object as a few lines for people. */
public final class StatusText {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StatusText() {}

  /** The lines for the object that {@code GET /api/status} answers with. */
  public static String of(String json) {
    JsonNode status = JSON.readTree(json);
    JsonNode camera = status.path("camera");
    JsonNode recognizer = status.path("recognizer");
    JsonNode music = status.path("music");
    JsonNode alerts = status.path("alerts");
    return String.format(
        Locale.ROOT,
        """
        mood        %s (%.2f) since %s
        camera      %s: %s, %.1f frames/s, last frame %s
        recognizer  %s, model %s, breaker %s
        music       %s: %s, %s at %d:%02d, volume %d
        light       %s
        alerts      %d pending, %d delivered""",
        status.path("mood").asString("?"),
        status.path("confidence").asDouble(0),
        status.path("since").asString("?"),
        camera.path("source").asString("?"),
        camera.path("state").asString("?"),
        camera.path("fps").asDouble(0),
        camera.path("frameAgeMs").isNumber()
            ? camera.path("frameAgeMs").asLong() + " ms ago"
            : "never",
        recognizer.path("active").asString("?"),
        recognizer.path("model").asString("?"),
        recognizer.path("breaker").asString("?"),
        music.path("state").asString("?"),
        music.path("playlist").asString("no playlist"),
        music.path("track").asString("no track"),
        (long) music.path("position").asDouble(0) / 60,
        (long) music.path("position").asDouble(0) % 60,
        music.path("volume").asInt(0),
        status.path("light").asString("?"),
        alerts.path("pending").asLong(0),
        alerts.path("delivered").asLong(0));
  }
}
