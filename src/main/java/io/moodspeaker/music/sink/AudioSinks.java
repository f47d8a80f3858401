package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.SoundCards;
import io.moodspeaker.support.MonotonicClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Chooses where the sound goes. */
public final class AudioSinks {
  private static final String FILE = "file:";
  private static final String SNAPCAST = "snapcast:";

  private final SoundCards cards;
  private final LongSupplier nanoTime;
  private final LongConsumer sleep;

  public AudioSinks(SoundCards cards) {
    this(cards, MonotonicClock::nanoTime, LockSupport::parkNanos);
  }

  /** Sinks on another clock. */
  AudioSinks(SoundCards cards, LongSupplier nanoTime, LongConsumer sleep) {
    this.cards = cards;
    this.nanoTime = nanoTime;
    this.sleep = sleep;
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
   * @param wish {@code auto}, {@code silent}, {@code file:PATH.wav}, {@code snapcast:HOST} or part
   *     of a device's name
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
    if (wish.startsWith(SNAPCAST)) {
      AudioSink server = new SnapcastSink(wish.substring(SNAPCAST.length()));
      return new Choice(server, "sound: played by " + server.name() + ", as configured");
    }
    if (wish.equalsIgnoreCase("auto")) {
      return cards.names().isEmpty()
          ? new Choice(
              new FirstCardSink(cards, new SilentSink(nanoTime, sleep), nanoTime),
              "sound: silent but in real time, until a sound card is found")
          : new Choice(
              cards.sink(Optional.empty()),
              "sound: " + cards.names().get(0) + ", the default of " + cards.names().size());
    }
    return new Choice(cards.sink(Optional.of(wish)), "sound: device '" + wish + "', as configured");
  }
}
