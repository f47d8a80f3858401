package io.moodspeaker.music.control;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Times;
import io.moodspeaker.music.VolumeCeiling.QuietHours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What plays and why, as the status tells it. */
public record MusicStatus(
    MusicPlayer player, PlaybackController controller, Corrections corrections, Times times) {
  /**
   * The status.
   *
   * @param quiet the hours of a lower ceiling, if there are any
   * @param home paths in it are told relative to it
   */
  public Map<String, Object> told(Optional<QuietHours> quiet, Path home) {
    PlayerStatus now = player.status();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("state", now.state().name().toLowerCase(Locale.ROOT));
    if (now.state() == PlayerStatus.State.WAITING) {
      told.put("waitsFor", player.waitsFor());
    }
    now.playlist().ifPresent(playlist -> told.put("playlist", shortened(playlist, home)));
    now.track().ifPresent(track -> told.put("track", shortened(track.location(), home)));
    now.track().ifPresent(track -> told.put("title", now.tags().title().orElseGet(track::name)));
    now.tags().artist().ifPresent(artist -> told.put("artist", artist));
    now.tags().album().ifPresent(album -> told.put("album", album));
    if (controller.cover().isPresent()) {
      told.put("cover", "/api/v1/cover");
    }
    told.put("position", seconds(now.position()));
    now.duration().ifPresent(duration -> told.put("duration", seconds(duration)));
    told.put("volume", now.volume());
    told.put("sink", player.sink());
    controller.heldUntil().ifPresent(until -> told.put("holdUntil", times.iso(until)));
    controller.volumeHeldUntil().ifPresent(until -> told.put("volumeHoldUntil", times.iso(until)));
    controller.sleepAt().ifPresent(at -> told.put("sleepAt", times.iso(at)));
    controller
        .wakeAt()
        .ifPresent(at -> told.put("wakeAt", at.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
    controller.retryAt().ifPresent(at -> told.put("triedAgainAt", times.iso(at)));
    quiet.ifPresent(
        hours ->
            told.put(
                "quiet",
                Map.of(
                    "from", hours.from().toString(),
                    "to", hours.to().toString(),
                    "ceiling", hours.ceiling(),
                    "now", hours.include(times.local(times.now()).toLocalTime()))));
    Map<String, Object> wrong = new LinkedHashMap<>();
    corrections.counts().forEach((mood, count) -> wrong.put(mood.label(), count));
    if (!wrong.isEmpty()) {
      told.put("corrections", wrong);
    }
    return told;
  }

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 100.0) / 10.0;
  }

  private static String shortened(String location, Path home) {
    String shown = Locations.shown(location);
    String prefix = home + "/";
    return shown.startsWith(prefix) ? shown.substring(prefix.length()) : shown;
  }
}
