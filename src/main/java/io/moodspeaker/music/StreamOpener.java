package io.moodspeaker.music;

import java.io.IOException;
import java.time.Duration;

/**
 * Opens http(s) addresses so that the network never holds up the sound, and lost streams return.
 */
public final class StreamOpener implements SourceOpener {
  /** After each failure in a row the wait doubles, from this to thirty times as long. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  private final SourceOpener decoder;
  private final Duration firstWait;

  /** An opener around a decoder that can read streams. */
  public StreamOpener(SourceOpener decoder) {
    this(decoder, FIRST_WAIT);
  }

  StreamOpener(SourceOpener decoder, Duration firstWait) {
    this.decoder = decoder;
    this.firstWait = firstWait;
  }

  @Override
  public boolean accepts(String location) {
    return AudioSources.isUrl(location);
  }

  @Override
  public AudioSource open(String location) throws IOException {
    return new StreamSource(location, decoder, firstWait);
  }
}
