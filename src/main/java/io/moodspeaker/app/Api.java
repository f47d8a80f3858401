package io.moodspeaker.app;

import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlaybackController;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.library.LibraryLists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import tools.jackson.databind.json.JsonMapper;

/** What {@code routes/api.camel.yaml} calls. Answers are JSON. */
public final class Api {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Status status;
  private final PlaybackController director;
  private final MusicPlayer player;
  private final Optional<LibraryLists> library;
  private final PersonalBaseline baseline;

  Api(Status status, MusicRoom music, PersonalBaseline baseline) {
    this.status = status;
    this.director = music.director();
    this.player = music.player();
    this.library = music.library();
    this.baseline = baseline;
  }

  /** The status object. */
  public String status() {
    return status.json();
  }

  /**
   * Does what the path's last word says: {@code play pause resume next previous volume ban more
   * wrong}.
   *
   * @param value for {@code volume} 0 to 100, for {@code play} a playlist or nothing
   * @return {@code {"done":…}}; with status 400 or 404 {@code {"error":…}}
   */
  public String player(@Header("action") String action, @Body String value, Exchange exchange) {
    String argument = value == null ? "" : value.strip();
    try {
      return say("done", act(action, argument));
    } catch (IllegalArgumentException wrong) {
      exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 400);
      return say("error", wrong.getMessage());
    }
  }

  /**
   * Tells of the person's baseline; {@code start} takes a new one, {@code clear} forgets it.
   *
   * @param wish {@code start}, {@code clear} or nothing
   * @return {@code {"state":"off|recording|failed|on","message":…,"left":seconds}}; with status 400
   *     {@code {"error":…}}
   * @throws IOException if the baseline's file can't be deleted
   */
  public String neutral(@Body String wish, Exchange exchange) throws IOException {
    PersonalBaseline.Report report;
    switch (wish == null ? "" : wish.strip()) {
      case "" -> report = baseline.report(BaselineFile.ANYBODY);
      case "start" -> report = baseline.start(BaselineFile.ANYBODY);
      case "clear" -> report = baseline.clear(BaselineFile.ANYBODY);
      default -> {
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 400);
        return say("error", "no such wish; send start or clear");
      }
    }
    return JSON.writeValueAsString(
        JSON.createObjectNode()
            .put("state", report.state().name().toLowerCase(Locale.ROOT))
            .put("message", report.message())
            .put("left", report.left().toSeconds()));
  }

  private String act(String action, String argument) {
    return switch (action) {
      case "play" -> {
        if (argument.isEmpty()) {
          director.resume();
        } else {
          director.choose(argument);
        }
        yield "playing";
      }
      case "pause" -> {
        director.pause();
        yield "paused";
      }
      case "resume" -> {
        director.resume();
        yield "resumed";
      }
      case "next" -> {
        player.next();
        yield "next track";
      }
      case "previous" -> {
        player.previous();
        yield "previous track";
      }
      case "volume" -> {
        director.volume(percent(argument));
        yield "volume " + argument;
      }
      case "ban" ->
          director
              .ban()
              .map(track -> track.name() + " will not play again in this mood")
              .orElseThrow(
                  () -> new IllegalArgumentException("nothing plays that could be banned"));
      case "more" -> more();
      case "wrong" -> director.wrong().mood() + " noted as wrong";
      default ->
          throw new IllegalArgumentException(
              "no such action; use play, pause, resume, next, previous, volume, ban, more or wrong");
    };
  }

  private String more() {
    Track track =
        player
            .status()
            .track()
            .orElseThrow(() -> new IllegalArgumentException("nothing plays to find more like"));
    Path list =
        library
            .flatMap(lists -> lists.like(track.location()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the library does not know "
                            + track.name()
                            + " and others; let 'moodspeaker library scan' measure their folders"));
    director.follow(list.toString());
    return "music like " + track.name() + " comes next";
  }

  private static int percent(String argument) {
    try {
      return Integer.parseInt(argument);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("volume must be 0 to 100, was '" + argument + "'", e);
    }
  }

  private static String say(String key, String words) {
    return JSON.writeValueAsString(JSON.createObjectNode().put(key, words));
  }
}
