package io.moodspeaker.web.camel;

import io.moodspeaker.web.EventJson;
import io.moodspeaker.web.vertx.EventStream;
import java.util.Map;
import java.util.Objects;

/** Tells whoever listens to events what routes know. */
public final class Listeners {
  private final EventStream events;
  private Object track;

  Listeners(EventStream events) {
    this.events = events;
  }

  /** Whether somebody listens: a status is not made for nobody. */
  public boolean heard() {
    return events.heard();
  }

  /** Tells the whole status, and a new track. */
  public void status(Map<String, Object> status) {
    events.send("status", EventJson.of(status));
    if (status.get("music") instanceof Map<?, ?> music
        && music.get("track") != null
        && !Objects.equals(track, music.get("track"))) {
      track = music.get("track");
      events.send(
          "track",
          EventJson.of(
              Map.of(
                  "track", track, "title", Objects.requireNonNullElse(music.get("title"), track))));
    }
  }
}
