package io.moodspeaker.camera;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * JPEG pictures out of a stream of bytes, whatever stands before, between and behind them: heads
 * and boundaries of multipart streams need not even be there. Used by one thread at a time.
 */
public final class JpegSplitter {
  /**
   * 32 MB: ten times a good photograph; a stream that never ends a picture must not fill memory.
   */
  private static final int LARGEST = 32 << 20;

  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private boolean startSeen;
  private byte[] picture = new byte[1 << 16];
  private int size;

  /** A splitter of a stream, which whoever opened it closes. */
  public JpegSplitter(InputStream in) {
    this.in = in;
  }

  /**
   * The next picture, waiting for it if need be; one whose end is missing ends where the next
   * begins or the stream ends.
   *
   * @return the picture; empty at the end of the stream
   * @throws CameraException if a picture grows too large
   */
  public Optional<byte[]> next() throws IOException, CameraException {
    while (startSeen || findStart()) {
      startSeen = false;
      size = 0;
      put(0xff);
      put(START);
      if (segments()) {
        return Optional.of(Arrays.copyOf(picture, size));
      }
    }
    return Optional.empty();
  }

  private boolean findStart() throws IOException {
    int before = 0;
    for (int b = read(); b >= 0; b = read()) {
      if (before == 0xff && b == START) {
        return true;
      }
      before = b;
    }
    return false;
  }

  /** Copies a picture's segments; false for one that is damaged before its pixels begin. */
  private boolean segments() throws IOException, CameraException {
    boolean pixels = false;
    int marker = marker();
    while (marker >= 0) {
      if (marker == START) {
        // The picture before has no end.
        startSeen = true;
        return pixels;
      }
      put(0xff);
      put(marker);
      if (marker == END) {
        return pixels;
      }
      if (hasLength(marker)) {
        int high = read();
        int low = read();
        int length = (high << 8 | low) - 2;
        if (high < 0 || low < 0 || length < 0) {
          return pixels;
        }
        put(high);
        put(low);
        for (int i = 0; i < length; i++) {
          int b = read();
          if (b < 0) {
            return pixels;
          }
          put(b);
        }
      }
      if (marker == SCAN) {
        pixels = true;
      }
      marker = pixels ? afterScan() : marker();
    }
    return pixels;
  }

  /** The marker that must stand here; -1 if none does. */
  private int marker() throws IOException {
    int b = read();
    if (b != 0xff) {
      return -1;
    }
    while (b == 0xff) {
      b = read();
    }
    return b == 0 ? -1 : b;
  }

  /** Copies coded pixels up to the next marker, and gives that; -1 at the end of the stream. */
  private int afterScan() throws IOException, CameraException {
    int b = read();
    while (b >= 0) {
      if (b != 0xff) {
        put(b);
        b = read();
        continue;
      }
      b = read();
      while (b == 0xff) {
        b = read();
      }
      if (b < 0) {
        return -1;
      }
      if (b != 0 && !isRestart(b)) {
        return b;
      }
      put(0xff);
      put(b);
      b = read();
    }
    return -1;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  private static boolean hasLength(int marker) {
    return !isRestart(marker) && marker != 0x01;
  }

  private void put(int b) throws CameraException {
    if (size == picture.length) {
      if (size >= LARGEST) {
        throw new CameraException("sent a picture of more than " + LARGEST + " bytes");
      }
      picture = Arrays.copyOf(picture, 2 * size);
    }
    picture[size++] = (byte) b;
  }

  private int read() throws IOException {
    if (at == filled) {
      filled = in.read(buffer);
      at = 0;
      if (filled <= 0) {
        filled = 0;
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }
}
