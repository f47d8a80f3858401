package io.moodspeaker.mqtt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state that a home is told, made of the daemon's status. */
final class HomeState {
  private HomeState() {}

  /**
   * The values of the entities by their ids.
   *
   * @param status as the daemon tells it: names and plain values, maps for features; what is not in
   *     it is told as unknown, or as off
   * @param moods the moods' labels, which a playlist may be named after
   */
  static Map<String, Object> of(Map<?, ?> status, List<String> moods) {
    Map<?, ?> music = map(status, "music");
    Map<?, ?> camera = map(status, "camera");
    Map<?, ?> alert = map(status, "alert");
    String mood = text(status, "mood").orElse("absent");
    String playing = text(music, "state").orElse("");
    String cameraState = text(camera, "state").orElse("");
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("mood", mood);
    // Whole percents: a state is published when it changes, and scores never stand still.
    state.put("confidence", percent(status.get("confidence")));
    Map<String, Object> scores = new LinkedHashMap<>();
    map(status, "scores").forEach((label, score) -> scores.put(label.toString(), percent(score)));
    state.put("scores", scores);
    state.put("presence", onOff(!mood.equals("absent")));
    state.put("camera", onOff(cameraState.equals("running")));
    state.put(
        "problem",
        onOff(
            cameraState.equals("lost")
                || !map(alert, "troubles").isEmpty()
                || music.containsKey("triedAgainAt")
                || music.containsKey("waitsFor")));
    state.put("track", text(music, "track").map(HomeState::fileName).orElse(""));
    state.put("title", text(music, "title").orElse(""));
    state.put("artist", text(music, "artist").orElse(""));
    String list = text(music, "playlist").map(HomeState::fileName).orElse("");
    String known = moods.contains(list) || list.equals("comfort") ? list : Discovery.AUTOMATIC;
    state.put("playlist", known);
    state.put("manual_mood", text(map(status, "manual"), "mood").orElse(Discovery.AUTOMATIC));
    state.put("volume", music.get("volume") instanceof Number volume ? volume.intValue() : 0);
    state.put("privacy", onOff(cameraState.equals("paused")));
    state.put("pause", onOff(playing.equals("paused")));
    return state;
  }

  private static Map<?, ?> map(Map<?, ?> status, String name) {
    return status.get(name) instanceof Map<?, ?> told ? told : Map.of();
  }

  private static Optional<String> text(Map<?, ?> status, String name) {
    return Optional.ofNullable(status.get(name)).map(Object::toString);
  }

  private static String fileName(String location) {
    return location
        .substring(location.lastIndexOf('/') + 1)
        .replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
  }

  private static String onOff(boolean on) {
    return on ? "ON" : "OFF";
  }

  private static long percent(Object score) {
    return score instanceof Number number ? Math.round(number.doubleValue() * 100) : 0;
  }
}
