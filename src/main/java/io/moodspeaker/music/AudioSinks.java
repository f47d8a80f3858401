package io.moodspeaker.music;

import java.nio.file.Path;
import java.util.Optional;

/** Chooses where the sound goes. */
public final class AudioSinks {
  private static final String FILE = "file:";

  private final SoundCards cards;

  public AudioSinks(SoundCards cards) {
    this.cards = cards;
  }

  /**
   * A sink that was chosen.
   *
   * @param reason one line that says what was chosen and why
   */
  public record Choice(AudioSink sink, String reason) {}

  /**
   * Chooses a sink; it is not opened yet.
   *
   * @param wish {@code auto}, {@code silent}, {@code file:PATH.wav} or part of a device's name
   */
  public Choice choose(String wish) {
    if (wish.equalsIgnoreCase("silent")) {
      return new Choice(new SilentSink(), "sound: silent, as configured");
    }
    if (wish.startsWith(FILE)) {
      Path path = Path.of(wish.substring(FILE.length()));
      return new Choice(
          new WavFileSink(path, true), "sound: written to " + path + ", as configured");
    }
    if (wish.equalsIgnoreCase("auto")) {
      return cards.names().isEmpty()
          ? new Choice(
              new SilentSink(), "sound: silent but in real time, as no sound card was found")
          : new Choice(
              cards.sink(Optional.empty()),
              "sound: " + cards.names().get(0) + ", the default of " + cards.names().size());
    }
    return new Choice(cards.sink(Optional.of(wish)), "sound: device '" + wish + "', as configured");
  }
}
