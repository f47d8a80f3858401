package io.moodspeaker.music.camel;

import io.moodspeaker.support.NotFoundException;
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
  LIKE,
  MORE,
  WRONG,
  WHY,
  FORGET,
  SLEEP,
  WAKE,
  COVER,
  DUCK,
  UNDUCK,
  LEAVE,
  BRING;

  static MusicAction of(String name) {
    for (MusicAction action : values()) {
      if (action.label().equals(name)) {
        return action;
      }
    }
    throw new NotFoundException(
        "no music endpoint is called 'music:"
            + name
            + "'; use music: and one of "
            + Arrays.stream(values()).map(MusicAction::label).collect(Collectors.joining(", ")));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
