package io.moodspeaker.music.camel;

import io.moodspeaker.support.NotFoundException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a {@code music:} endpoint does. */
enum MusicAction {
  MOOD,
  HAND,
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
  GAIN,
  LEAVE,
  BRING;

  /** What a person may ask for; the rest is between routes. */
  private static final Set<MusicAction> BY_HAND = EnumSet.range(PLAY, WAKE);

  static MusicAction of(String name) {
    return find(name, EnumSet.allOf(MusicAction.class))
        .orElseThrow(
            () ->
                new NotFoundException(
                    "no music endpoint is called 'music:%s'; use music: and one of %s"
                        .formatted(name, labels(EnumSet.allOf(MusicAction.class)))));
  }

  /** What a person asks for with a word. */
  static MusicAction byHand(String word) {
    return find(word, BY_HAND)
        .orElseThrow(
            () ->
                new NotFoundException(
                    "the player does nothing called '%s'; ask for one of %s"
                        .formatted(word, labels(BY_HAND))));
  }

  private static Optional<MusicAction> find(String word, Set<MusicAction> among) {
    return among.stream().filter(action -> action.label().equals(word)).findFirst();
  }

  private static String labels(Set<MusicAction> actions) {
    return actions.stream().map(MusicAction::label).collect(Collectors.joining(", "));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
