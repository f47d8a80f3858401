package io.moodspeaker.music.camel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a {@code music:} endpoint does. */
enum MusicAction {
  MOOD,
  PLAY,
  PAUSE,
  RESUME,
  NEXT,
  PREVIOUS,
  VOLUME,
  BAN,
  WRONG;

  static MusicAction of(String name) {
    for (MusicAction action : values()) {
      if (action.label().equals(name)) {
        return action;
      }
    }
    throw new IllegalArgumentException(
        "no music endpoint is called 'music:"
            + name
            + "'; use music: and one of "
            + Arrays.stream(values()).map(MusicAction::label).collect(Collectors.joining(", ")));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
