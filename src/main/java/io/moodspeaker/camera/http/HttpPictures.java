package io.moodspeaker.camera.http;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.JpegDecoder;
import io.moodspeaker.camera.JpegSplitter;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A camera that sends pictures by HTTP: in one answer without an end, or one in each answer, which
 * is then asked for again and again.
 */
public final class HttpPictures implements FrameSource {
  /** Two a second: what the mood needs, and what a small camera bears. */
  private static final int USUAL_FPS = 2;

  /** Larger than any camera's picture that is no JPEG. */
  private static final int LARGEST = 32 << 20;

  private final String address;
  private final StreamSettings settings;
  private final JpegDecoder decoder;
  private final InstantSource clock;
  private final Duration period;

  private HttpConnection connection;
  private JpegSplitter pictures;
  private boolean stream;
  private boolean any;
  private byte[] picture = {};
  private Instant asked;
  private String size = "";

  /**
   * A source that begins with an answer.
   *
   * @param connection whose content is {@link HttpConnection.Content#PICTURES}; closed with the
   *     source
   */
  public HttpPictures(
      String address,
      HttpConnection connection,
      StreamSettings settings,
      JpegDecoder decoder,
      InstantSource clock) {
    this.address = address;
    this.settings = settings;
    this.decoder = decoder;
    this.clock = clock;
    this.period = Duration.ofSeconds(1).dividedBy(settings.fps().orElse(USUAL_FPS));
    take(connection);
  }

  private void take(HttpConnection opened) {
    asked = clock.instant();
    connection = opened;
    pictures = new JpegSplitter(opened.body());
    stream = opened.mediaType().startsWith("multipart/");
    any = false;
  }

  @Override
  public boolean advance() throws CameraException {
    Optional<byte[]> next = read();
    if (next.isEmpty() && any && !stream) {
      connection.close();
      awaitNext();
      take(HttpConnection.open(address, settings.allowInvalidTls()));
      next = read();
    }
    if (next.isEmpty()) {
      throw new CameraException(
          connection.name()
              + (any ? " sends no more pictures" : " sends no picture that can be read"));
    }
    any = true;
    picture = next.get();
    return true;
  }

  @Override
  public Frame frame() throws CameraException {
    Frame frame = decoder.decode(connection.name(), picture, clock.instant());
    size = " " + frame.width() + "x" + frame.height();
    return frame;
  }

  /** Counted from the last question: a slow camera is not asked faster to make up for it. */
  private void awaitNext() throws CameraException {
    RateLimiter pace = RateLimiter.realTime(clock);
    Duration passed = Duration.between(asked, clock.instant());
    pace.await(passed);
    pace.await(period);
  }

  private Optional<byte[]> read() throws CameraException {
    try {
      String type = connection.mediaType();
      if (type.startsWith("image/") && !type.matches("image/p?jpe?g|image/jpg")) {
        byte[] whole = connection.body().readNBytes(LARGEST);
        return whole.length == 0 ? Optional.empty() : Optional.of(whole);
      }
      return pictures.next();
    } catch (IOException broken) {
      throw new CameraException(connection.name() + " broke off: " + broken.getMessage(), broken);
    } catch (CameraException large) {
      throw new CameraException(connection.name() + " " + large.getMessage(), large);
    }
  }

  @Override
  public String description() {
    return connection.name() + size + (stream ? "" : ", asked for each picture");
  }

  @Override
  public void close() {
    connection.close();
  }
}
