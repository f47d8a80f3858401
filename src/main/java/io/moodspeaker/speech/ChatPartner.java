package io.moodspeaker.speech;

import java.io.IOException;

/** Answers what a person says. */
public interface ChatPartner {
  /**
   * An answer to what was heard.
   *
   * @param rules how to answer
   * @throws IOException if there is none, or it takes too long; the message says why
   */
  String answer(String rules, String heard) throws IOException;
}
