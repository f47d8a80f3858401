package io.moodspeaker.speech;

import java.io.IOException;

/** Where people are heard. */
public interface Microphone {
  /**
   * Begins to record; who opens it closes it.
   *
   * @throws IOException if there is none, or it is taken; the message says why
   */
  Recording open() throws IOException;

  /** Sound as it comes. */
  interface Recording extends AutoCloseable {
    /** Frames a second. */
    int rate();

    /** 1 or 2. */
    int channels();

    /**
     * Waits for the next signed 16-bit little-endian samples.
     *
     * @return how many bytes were filled in; 0 where no more come
     * @throws IOException if it has fallen silent for good; the message says why
     */
    int read(byte[] block) throws IOException, InterruptedException;

    @Override
    void close();
  }
}
