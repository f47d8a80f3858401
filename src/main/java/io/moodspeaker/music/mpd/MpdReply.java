package io.moodspeaker.music.mpd;

import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.TrackTags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What an MPD server's words mean. */
final class MpdReply {
  private MpdReply() {}

  /** What the server does, of its {@code status}. */
  static State state(Map<String, String> status) {
    return switch (status.getOrDefault("state", "stop")) {
      case "play" -> State.PLAYING;
      case "pause" -> State.PAUSED;
      default -> State.STOPPED;
    };
  }

  /** What it says of a song. */
  static TrackTags tags(Map<String, String> song) {
    return TrackTags.named(
        Optional.ofNullable(song.get("title")),
        Optional.ofNullable(song.get("artist")),
        Optional.ofNullable(song.get("album")).or(() -> Optional.ofNullable(song.get("name"))));
  }

  /** Where in the song it is, of its {@code status}. */
  static Duration elapsed(Map<String, String> status) {
    return seconds(status.get("elapsed")).orElse(Duration.ZERO);
  }

  /** How long the song is, of its {@code status}; empty for a stream. */
  static Optional<Duration> duration(Map<String, String> status) {
    // Mopidy tells it after the elapsed time alone: 12:240.
    return seconds(status.get("duration"))
        .or(() -> seconds(status.getOrDefault("time", "").replaceFirst(".*:", "")))
        .filter(time -> !time.isZero());
  }

  private static Optional<Duration> seconds(String text) {
    return text != null && text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
        ? Optional.of(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)))
        : Optional.empty();
  }
}
