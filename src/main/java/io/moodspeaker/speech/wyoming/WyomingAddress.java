package io.moodspeaker.speech.wyoming;

import java.net.URI;
import java.net.URISyntaxException;

/** The address of a Wyoming server as a person writes it. */
public final class WyomingAddress {
  /** Where Piper listens. */
  private static final int VOICE = 10_200;

  /** Where Whisper listens. */
  private static final int RECOGNIZER = 10_300;

  private WyomingAddress() {}

  /**
   * A text-to-speech server's: {@code wyoming://HOST} or {@code wyoming://HOST:PORT}.
   *
   * @throws IllegalArgumentException if it is none; the message says what fits
   */
  public static URI ofVoice(String text) {
    return of(text, VOICE);
  }

  /** A speech-to-text server's, likewise. */
  public static URI ofRecognizer(String text) {
    return of(text, RECOGNIZER);
  }

  private static URI of(String text, int port) {
    try {
      URI uri = new URI(text);
      if ("wyoming".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getPath().isEmpty()
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null
          && uri.getPort() != 0
          && uri.getPort() <= 65_535) {
        return uri.getPort() > 0
            ? uri
            : new URI("wyoming", null, uri.getHost(), port, "", null, null);
      }
    } catch (URISyntaxException none) {
      // The message below says what fits.
    }
    throw new IllegalArgumentException("must be wyoming://HOST or wyoming://HOST:PORT");
  }
}
