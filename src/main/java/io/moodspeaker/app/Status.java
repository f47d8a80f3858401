package io.moodspeaker.app;

import io.moodspeaker.alert.AlertSender;
import io.moodspeaker.camera.CameraStatus;
import io.moodspeaker.emotion.RecognizerLog;
import io.moodspeaker.emotion.RecognizerStatus;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.mood.MoodStatus;
import io.moodspeaker.music.PlayerStatus;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the daemon tells of itself. Scores and confidences are 0 to 1, the position is in seconds,
 * the volume 0 to 100.
 */
public final class Status {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path home;
  private final Supplier<MoodStatus> mood;
  private final Supplier<CameraStatus> camera;
  private final Supplier<RecognizerStatus> recognizer;
  private final Supplier<PlayerStatus> music;
  private final Answers answers;
  private final Supplier<Map<Mood, Integer>> corrections;
  private final AlertSender alerts;

  /**
   * A status that asks these each time.
   *
   * @param home paths below it are told as people write them
   */
  Status(
      Path home,
      Supplier<MoodStatus> mood,
      Supplier<CameraStatus> camera,
      Supplier<RecognizerStatus> recognizer,
      Supplier<PlayerStatus> music,
      Answers answers,
      Supplier<Map<Mood, Integer>> corrections,
      AlertSender alerts) {
    this.home = home;
    this.mood = mood;
    this.camera = camera;
    this.recognizer = recognizer;
    this.music = music;
    this.answers = answers;
    this.corrections = corrections;
    this.alerts = alerts;
  }

  /** One JSON object: {@code mood, since, confidence, scores, camera, recognizer, music, …}. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    MoodStatus now = mood.get();
    root.put("mood", now.mood().label());
    root.put("since", now.since().toString());
    root.put("confidence", rounded(now.confidence()));
    ObjectNode scores = root.putObject("scores");
    now.scores()
        .ifPresent(
            all -> {
              for (Emotion emotion : Emotion.all()) {
                scores.put(emotion.label(), rounded(all.of(emotion)));
              }
            });
    CameraStatus eye = camera.get();
    ObjectNode cameraNode = root.putObject("camera");
    cameraNode.put("source", eye.source());
    cameraNode.put("state", eye.state().name().toLowerCase(Locale.ROOT));
    cameraNode.put("fps", Math.round(eye.fps() * 10) / 10.0);
    if (eye.frameAgeMs() < 0) {
      cameraNode.putNull("frameAgeMs");
    } else {
      cameraNode.put("frameAgeMs", eye.frameAgeMs());
    }
    RecognizerStatus reader = recognizer.get();
    root.putObject("recognizer")
        .put("active", reader.active())
        .put("model", reader.model())
        .put("breaker", reader.breaker());
    PlayerStatus player = music.get();
    ObjectNode musicNode = root.putObject("music");
    musicNode.put("state", player.state().name().toLowerCase(Locale.ROOT));
    musicNode.put("playlist", player.playlist().map(this::shortened).orElse(null));
    musicNode.put("track", player.track().map(track -> shortened(track.location())).orElse(null));
    musicNode.put("position", player.position().toMillis() / 1000.0);
    musicNode.put("volume", player.volume());
    root.put("light", answers.lightWords(now.mood()));
    ObjectNode wrong = root.putObject("corrections");
    corrections.get().forEach((which, times) -> wrong.put(which.label(), times));
    root.putObject("alerts").put("pending", alerts.pending()).put("delivered", alerts.delivered());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  /** Whether somebody reads faces at the moment. */
  boolean recognizes() {
    return !recognizer.get().active().equals(RecognizerLog.NONE);
  }

  /** One line for {@code systemctl status}: the mood and what plays. */
  public String line() {
    MoodStatus now = mood.get();
    PlayerStatus player = music.get();
    String playing =
        switch (player.state()) {
          case PLAYING -> "playing ";
          case PAUSED -> "paused in ";
          case WAITING -> "waiting for the sound device with ";
          case STOPPED -> "no music";
        };
    return "mood %s, %s%s"
        .formatted(now.mood(), playing, player.track().map(track -> track.name()).orElse(""))
        .strip();
  }

  private String shortened(String location) {
    String prefix = home + "/";
    return location.startsWith(prefix) ? location.substring(prefix.length()) : location;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
