package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A sink that writes what would be heard into a 16-bit WAV file. */
public final class WavFileSink implements AudioSink {
  private static final int HEADER = 44;

  /** RIFF counts bytes in 32 bits: a longer file could not say how long it is. */
  private static final long MOST = 0xFFFF_FFFFL - HEADER;

  private final Path path;
  private final Optional<SilentSink> pace;
  private RandomAccessFile file;
  private long bytes;

  /**
   * A sink that overwrites a file.
   *
   * @param realTime whether it takes as long as the music would, or is as fast as can be
   */
  public WavFileSink(Path path, boolean realTime) {
    this.path = path;
    this.pace = realTime ? Optional.of(new SilentSink()) : Optional.empty();
  }

  @Override
  public String name() {
    return "file:" + path;
  }

  @Override
  public void open() throws IOException {
    close();
    file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    bytes = 0;
    file.write(header());
    pace.ifPresent(SilentSink::open);
  }

  @Override
  public void write(float[] block, int frames) throws IOException {
    byte[] data = new byte[frames * Pcm.CHANNELS * Short.BYTES];
    toBytes(block, frames, data);
    if (bytes + data.length > MOST) {
      throw new IOException(path + " has reached 4 GiB, the most that a WAV file can hold");
    }
    file.write(data);
    bytes += data.length;
    pace.ifPresent(sink -> sink.write(block, frames));
  }

  /** Rounds samples to 16 bits, little-endian; what lies beyond -1 to 1 is clipped. */
  public static void toBytes(float[] block, int frames, byte[] bytes) {
    for (int i = 0, b = 0; i < frames * Pcm.CHANNELS; i++) {
      int sample = Math.round(block[i] * 32768f);
      sample = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
      bytes[b++] = (byte) sample;
      bytes[b++] = (byte) (sample >> 8);
    }
  }

  @Override
  public int latency() {
    return pace.map(SilentSink::latency).orElse(0);
  }

  @Override
  public void idle() {}

  @Override
  public void close() {
    if (file == null) {
      return;
    }
    try (RandomAccessFile closing = file) {
      closing.seek(0);
      closing.write(header());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot finish " + path, e);
    } finally {
      file = null;
    }
  }

  private byte[] header() {
    int frame = Pcm.CHANNELS * Short.BYTES;
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) (bytes + HEADER - 8))
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) Pcm.CHANNELS)
        .putInt(Pcm.RATE)
        .putInt(Pcm.RATE * frame)
        .putShort((short) frame)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt((int) bytes)
        .array();
  }
}
