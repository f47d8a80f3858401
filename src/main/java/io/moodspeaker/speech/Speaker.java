package io.moodspeaker.speech;

import java.io.IOException;

/** Where speech is heard. */
public interface Speaker {
  /**
   * Plays to the end.
   *
   * @throws IOException if no sound card takes it; the message says why
   */
  void play(Speech speech) throws IOException, InterruptedException;
}
