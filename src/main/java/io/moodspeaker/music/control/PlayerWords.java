package io.moodspeaker.music.control;

import io.moodspeaker.support.PlainWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The player's status as a line for people. */
public final class PlayerWords {
  private PlayerWords() {}

  /**
   * One line: {@code playing Porch by Ada, 0:12 of 3:05, from playlists/happiness.m3u8, volume 50,
   * to pulse}.
   *
   * @param told as {@link MusicStatus#told} tells it
   */
  public static String of(Map<?, ?> told) {
    List<String> parts = new ArrayList<>();
    String track = word(told, "title", title -> " " + title) + word(told, "artist", " by "::concat);
    parts.add(told.get("state") + track + word(told, "album", album -> " (" + album + ")"));
    if (told.get("position") instanceof Number position && !track.isEmpty()) {
      parts.add(
          time(position)
              + (told.get("duration") instanceof Number duration ? " of " + time(duration) : ""));
    }
    add(parts, told, "waitsFor", "for "::concat);
    add(parts, told, "playlist", "from "::concat);
    String held = word(told, "volumeHoldUntil", " by hand until "::concat);
    add(parts, told, "volume", volume -> "volume " + volume + held);
    add(parts, told, "sink", "to "::concat);
    add(parts, told, "holdUntil", "chosen by hand until "::concat);
    add(parts, told, "sleepAt", "ends by the sleep timer "::concat);
    add(parts, told, "wakeAt", "wakes "::concat);
    add(parts, told, "triedAgainAt", "tried again "::concat);
    if (told.get("quiet") instanceof Map<?, ?> quiet && !Boolean.FALSE.equals(quiet.get("now"))) {
      parts.add(
          "quiet hours %s to %s at volume %s or less"
              .formatted(quiet.get("from"), quiet.get("to"), quiet.get("ceiling")));
    }
    if (told.get("corrections") instanceof Map<?, ?> wrong) {
      parts.add("called wrong: " + PlainWords.values(wrong));
    }
    return String.join(", ", parts);
  }

  private static void add(
      List<String> parts, Map<?, ?> told, String key, Function<String, String> words) {
    String part = word(told, key, words);
    if (!part.isEmpty()) {
      parts.add(part);
    }
  }

  private static String word(Map<?, ?> told, String key, Function<String, String> words) {
    return told.containsKey(key) ? words.apply(String.valueOf(told.get(key))) : "";
  }

  private static String time(Number seconds) {
    return PlainWords.clock(Duration.ofSeconds(seconds.longValue()));
  }
}
