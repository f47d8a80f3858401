package io.moodspeaker.app;

import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.EmotionRecognizer;
import java.util.Optional;

/** The Face server that helps out, which may become another one while frames are read. */
final class FaceServer implements AutoCloseable {
  private volatile Optional<EmotionRecognizer> client;
  private volatile String words;

  FaceServer(Settings.Azure settings) {
    client = Recognizers.azure(settings);
    words = words(settings);
  }

  /** Who to ask; empty while it is off. */
  Optional<EmotionRecognizer> client() {
    return client;
  }

  /** From now on asks as these settings say; a call under way to the former server is given up. */
  synchronized void take(Settings.Azure settings) {
    Optional<EmotionRecognizer> former = client;
    client = Recognizers.azure(settings);
    words = words(settings);
    former.ifPresent(EmotionRecognizer::close);
  }

  private static String words(Settings.Azure settings) {
    return settings.inUse()
        ? "the Face server at " + settings.endpoint().orElseThrow()
        : "off, as no Face server is configured";
  }

  @Override
  public synchronized void close() {
    client.ifPresent(EmotionRecognizer::close);
    client = Optional.empty();
  }

  /** What it is, for the log. */
  @Override
  public String toString() {
    return words;
  }
}
