package io.moodspeaker.music;

import java.io.IOException;

/**
 * Where the sound goes: a card, a file, or nowhere.
 *
 * <p>Used by one thread, but for {@link #name()}. After a failure it is closed and opened again,
 * any number of times.
 */
public interface AudioSink extends AutoCloseable {
  /** What a person would call it, for the log. */
  String name();

  /**
   * Acquires the device.
   *
   * @throws IOException if it is not there or busy; the message says which and what to do
   */
  void open() throws IOException;

  /**
   * Hands over a block and waits until there is room for it: this is what paces the player.
   *
   * @param block interleaved samples of {@link Pcm}; those beyond -1 to 1 are clipped
   * @param frames how many of its frames count
   * @throws IOException if the device is lost
   */
  void write(float[] block, int frames) throws IOException;

  /** How many written frames have not been heard yet. */
  int latency();

  /** Says that nothing follows for a while; the next write wakes the device again. */
  void idle();

  /** Lets go of the device without waiting; may be called twice. */
  @Override
  void close();
}
