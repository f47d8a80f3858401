package io.moodspeaker.speech;

import java.io.IOException;

/** Makes words of sound. */
public interface Transcriber {
  /**
   * What was said; empty for nothing that can be understood.
   *
   * @param language a language's code: {@code en}
   * @throws IOException if it can't be told, or takes too long; the message says why
   */
  String transcribe(Speech speech, String language) throws IOException;
}
