package io.moodspeaker.app;

import io.moodspeaker.music.MusicDirector;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.Track;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import tools.jackson.databind.json.JsonMapper;

/** What {@code routes/api.camel.yaml} calls. Answers are JSON. */
public final class Api {
  private static final JsonMapper JSON = new JsonMapper();

  private final Status status;
  private final MusicPlayer player;
  private final MusicDirector director;

  Api(Status status, MusicPlayer player, MusicDirector director) {
    this.status = status;
    this.player = player;
    this.director = director;
  }

  /** The status object. */
  public String status() {
    return status.json();
  }

  /**
   * Does what the path's last word says and tells what came of it; 404 for an unknown word, 400 for
   * a volume that is none.
   *
   * @param body the playlist for {@code play}, blank to go on; the number for {@code volume}
   */
  public String player(@Header("action") String action, @Body String body, Exchange exchange) {
    String value = body == null ? "" : body.strip();
    switch (action) {
      case "play" -> {
        if (value.isEmpty()) {
          director.resume();
        } else {
          director.choose(value);
        }
      }
      case "pause" -> director.pause();
      case "resume" -> director.resume();
      case "next" -> player.next();
      case "previous" -> player.previous();
      case "volume" -> {
        if (!value.matches("\\d{1,3}") || Integer.parseInt(value) > 100) {
          return refuse(exchange, 400, "volume must be 0 to 100, was '" + value + "'");
        }
        player.volume(Integer.parseInt(value));
      }
      case "ban" -> {
        Optional<Track> banned = director.ban();
        if (banned.isEmpty()) {
          return refuse(exchange, 409, "nothing plays that could be banned");
        }
        return say("done", "banned " + banned.get().name());
      }
      case "wrong" -> {
        return say("done", director.wrong().mood() + " was wrong");
      }
      default -> {
        return refuse(
            exchange,
            404,
            "no such action; use play, pause, resume, next, previous, volume, ban or wrong");
      }
    }
    return say("done", action);
  }

  private static String refuse(Exchange exchange, int code, String reason) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, code);
    return say("error", reason);
  }

  private static String say(String key, String words) {
    return JSON.writeValueAsString(Map.of(key, words));
  }
}
