package io.moodspeaker.app;

import io.moodspeaker.music.MusicPlayer;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** What {@code routes/api.camel.yaml} calls. Answers are JSON. */
public final class Api {
  private final Status status;
  private final MusicPlayer player;

  Api(Status status, MusicPlayer player) {
    this.status = status;
    this.player = player;
  }

  /** The status object. */
  public String status() {
    return status.json();
  }

  /** Does what the path's last word says and answers with the status; 404 for an unknown word. */
  public String player(@Header("action") String action, Exchange exchange) {
    switch (action) {
      case "pause" -> player.pause();
      case "resume" -> player.resume();
      case "next" -> player.next();
      case "previous" -> player.previous();
      default -> {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 404);
        return "{\"error\":\"no such action; use pause, resume, next or previous\"}";
      }
    }
    return "{\"done\":\"" + action + "\"}";
  }
}
