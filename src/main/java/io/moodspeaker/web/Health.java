package io.moodspeaker.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether the speaker does its work, judged by its status. */
public final class Health {
  private static final Set<String> SEEING = Set.of("running", "paused");

  private Health() {}

  /** Why it does not; empty where it does. */
  public static List<String> obstacles(Map<String, Object> status) {
    List<String> reasons = new ArrayList<>();
    if (status.get("camera") instanceof Map<?, ?> camera
        && camera.get("state") != null
        && !SEEING.contains(camera.get("state"))) {
      Object why = camera.get("why");
      reasons.add("the camera is " + camera.get("state") + (why == null ? "" : ": " + why));
    }
    if (status.get("breakers") instanceof Map<?, ?> breakers) {
      breakers.forEach(
          (name, state) -> {
            if ("open".equals(state)) {
              reasons.add("the circuit breaker " + name + " is open; the log says why");
            }
          });
    }
    if (status.get("music") instanceof Map<?, ?> music) {
      if (music.get("waitsFor") != null) {
        reasons.add("the music waits for " + music.get("waitsFor"));
      } else if (music.get("triedAgainAt") != null && "stopped".equals(music.get("state"))) {
        reasons.add("the music cannot play its list, tried again at " + music.get("triedAgainAt"));
      }
    }
    for (String part : List.of("mood", "music")) {
      if (!status.containsKey(part)) {
        reasons.add(part + " has not started");
      }
    }
    return reasons;
  }
}
