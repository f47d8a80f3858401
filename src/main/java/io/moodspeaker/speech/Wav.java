package io.moodspeaker.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** WAV files. */
public final class Wav {
  private Wav() {}

  /**
   * Reads a file whose lengths may be wrong, for a pipe's writer does not know them.
   *
   * @throws IOException if it is no WAV file of 16-bit samples
   */
  public static Speech read(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 44 || in.getInt(0) != 0x46464952 || in.getInt(8) != 0x45564157) {
      throw new IOException("it is no WAV file");
    }
    int rate = 0;
    int channels = 0;
    long next = 12;
    while (next + 8 <= file.length) {
      int at = (int) next;
      int id = in.getInt(at);
      long size = in.getInt(at + 4) & 0xffffffffL;
      int body = at + 8;
      if (id == 0x20746d66 && body + 16 <= file.length) {
        channels = in.getShort(body + 2);
        rate = in.getInt(body + 4);
        if (in.getShort(body) != 1 || in.getShort(body + 14) != 16) {
          throw new IOException("it is no WAV file of 16-bit samples");
        }
      } else if (id == 0x61746164) {
        int end = (int) Math.min(file.length, body + size);
        try {
          return new Speech(rate, channels, Arrays.copyOfRange(file, body, end - (end - body) % 2));
        } catch (IllegalArgumentException strange) {
          throw new IOException(strange.getMessage(), strange);
        }
      }
      next = body + size + size % 2;
    }
    throw new IOException("it is a WAV file without sound");
  }
}
