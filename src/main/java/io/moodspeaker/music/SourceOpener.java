package io.moodspeaker.music;

import java.io.IOException;

/** Opens the kinds of files and streams that one decoder knows. */
public interface SourceOpener {
  /** Whether it is worth a try, judged by the name alone. */
  boolean accepts(String location);

  /**
   * Opens a file or stream.
   *
   * @param location a path or an http(s) URL
   * @throws IOException if it holds no sound that this decoder can read; the message says why
   */
  AudioSource open(String location) throws IOException;
}
