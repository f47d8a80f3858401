package io.moodspeaker.speech;

import java.io.IOException;

/** Makes sound of words. Safe for use by one thread at a time, which may be interrupted. */
public interface Voice {
  /**
   * The sound of a sentence.
   *
   * @param language a language's code: {@code en}
   * @throws IOException if the voice is not there, or takes too long; the message says why
   */
  Speech speak(String text, String language) throws IOException, InterruptedException;
}
