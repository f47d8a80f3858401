package io.moodspeaker.music.mp3;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;

/** An MP3 file that JLayer decodes, without the silence that its encoder added at both ends. */
final class Mp3Source implements AudioSource {
  /** A frame may borrow bits from those before it, at most nine at the smallest bit rate. */
  private static final int RESERVOIR = 10;

  private final FileChannel channel;
  private final List<Mp3Info> pieces;
  private int piece;
  private final TrackTags tags;
  private final Floats output = new Floats();
  private Bitstream bitstream;
  private Decoder decoder;

  /** Samples to throw away before the next that counts. */
  private long toSkip;

  /** Where in the piece, in samples. */
  private long position;

  private boolean closed;

  Mp3Source(Path path, TrackTags tags) throws IOException {
    this.tags = tags;
    this.channel = FileChannel.open(path);
    try {
      this.pieces = Mp3Info.read(channel);
      for (Mp3Info info : pieces) {
        if (info.sampleRate() != Pcm.RATE) {
          throw new IOException("has " + info.sampleRate() + " Hz, which JLayer does not resample");
        }
      }
      start(0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private Mp3Info info() {
    return pieces.get(piece);
  }

  private void start(int which) throws IOException {
    piece = which;
    Mp3Info info = info();
    channel.position(info.audioStart());
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 15);
    bitstream = new Bitstream(in);
    decoder = new Decoder();
    decoder.setOutputBuffer(output);
    output.reset();
    toSkip = info.gapless() ? info.delay() + Mp3Info.DECODER_DELAY : 0;
    position = 0;
  }

  @Override
  public int read(float[] buffer, int frames) throws IOException {
    boolean last = piece == pieces.size() - 1;
    long left = info().gapless() || !last ? info().samples() - position : Long.MAX_VALUE;
    if (left <= 0) {
      return next(buffer, frames, last);
    }
    while (output.available() == 0) {
      if (!decode()) {
        return next(buffer, frames, last);
      }
      toSkip -= output.skip(Math.max(0, toSkip));
    }
    int count = output.take(buffer, (int) Math.min(frames, left));
    position += count;
    return count;
  }

  private int next(float[] buffer, int frames, boolean last) throws IOException {
    if (last) {
      return -1;
    }
    start(piece + 1);
    return read(buffer, frames);
  }

  private boolean decode() throws IOException {
    try {
      Header header = bitstream.readFrame();
      if (header == null) {
        return false;
      }
      output.mono = header.mode() == Header.SINGLE_CHANNEL;
      decoder.decodeFrame(header, bitstream);
      bitstream.closeFrame();
      if (output.available() == 0) {
        toSkip -= info().samplesPerFrame(); // It lacked bits of frames that were jumped over.
      }
      return true;
    } catch (JavaLayerException e) {
      throw new IOException("MP3 cannot be decoded: " + e.getMessage(), e);
    } catch (ArrayIndexOutOfBoundsException | NullPointerException e) {
      throw new IOException("MP3 is corrupt", e); // JLayer trusts what it reads.
    }
  }

  /** The samples of the first so many pieces. */
  private long before(int count) {
    return pieces.subList(0, count).stream().mapToLong(Mp3Info::samples).sum();
  }

  @Override
  public Duration position() {
    return Pcm.duration(before(piece) + position);
  }

  @Override
  public Optional<Duration> duration() {
    return Optional.of(Pcm.duration(before(pieces.size())));
  }

  @Override
  public void seek(Duration to) throws IOException {
    long target = Pcm.frames(to);
    int which = 0;
    while (which < pieces.size() - 1 && target >= pieces.get(which).samples()) {
      target -= pieces.get(which++).samples();
    }
    start(which);
    Mp3Info info = info();
    long sample = target + toSkip;
    long frame = sample / info.samplesPerFrame();
    long skip = Math.max(0, frame - RESERVOIR);
    try {
      for (long i = 0; i < skip; i++) {
        if (bitstream.readFrame() == null) {
          break;
        }
        bitstream.closeFrame();
      }
    } catch (JavaLayerException e) {
      throw new IOException("MP3 cannot be searched: " + e.getMessage(), e);
    }
    toSkip = sample - skip * info.samplesPerFrame();
    position = target;
  }

  @Override
  public TrackTags tags() {
    return tags;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes JLayer's samples as the floats that they are, before it rounds them. */
  private static final class Floats extends Obuffer {
    /** What JLayer multiplies full scale with. */
    private static final float SCALE = 1 / 32_700f;

    private final float[] samples = new float[2 * OBUFFERSIZE];
    private final int[] end = new int[Pcm.CHANNELS];
    private int at;
    boolean mono;

    @Override
    public void appendSamples(int channel, float[] values) {
      for (int i = 0; i < 32; i++) {
        put(channel, values[i]);
      }
    }

    @Override
    public void append(int channel, short value) {
      put(channel, value);
    }

    private void put(int channel, float value) {
      if (at > 0 && available() == 0) {
        reset();
      }
      samples[2 * end[channel]++ + channel] = value * SCALE;
      if (mono) {
        samples[2 * end[1]++ + 1] = value * SCALE;
      }
    }

    int available() {
      return end[0] - at;
    }

    int skip(long frames) {
      int count = (int) Math.min(frames, available());
      at += count;
      return count;
    }

    int take(float[] buffer, int frames) {
      int count = Math.min(frames, available());
      System.arraycopy(samples, 2 * at, buffer, 0, 2 * count);
      at += count;
      return count;
    }

    void reset() {
      at = 0;
      end[0] = 0;
      end[1] = 0;
    }

    @Override
    public void write_buffer(int value) {}

    @Override
    public void close() {}

    @Override
    public void clear_buffer() {}

    @Override
    public void set_stop_flag() {}
  }
}
