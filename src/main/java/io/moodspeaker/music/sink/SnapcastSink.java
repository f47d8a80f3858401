package io.moodspeaker.music.sink;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Snapcast server, which plays the same sound in all rooms at once: through its TCP source, or
 * its pipe on this machine. It gets 16-bit samples of {@link Pcm}, in real time.
 */
public final class SnapcastSink implements AudioSink {
  /** The server's usual port for sound. */
  private static final int PORT = 4953;

  private static final int TIMEOUT_MILLIS = 2000;
  private static final int POLL_MILLIS = 5;

  /** The server keeps a second of sound, so that all rooms are in time. */
  private static final int SERVER_BUFFER = Pcm.RATE;

  private final String address;
  private final SilentSink pace = new SilentSink();
  private byte[] bytes = new byte[0];
  private OutputStream out;

  /**
   * A server that need not be there yet.
   *
   * @param address {@code HOST}, {@code HOST:PORT}, {@code [IPV6]:PORT}, or the pipe's path
   */
  SnapcastSink(String address) {
    this.address = check(address);
  }

  /**
   * The same address.
   *
   * @throws IllegalArgumentException if it is none; the message says what fits
   */
  public static String check(String address) {
    String port = "(:[0-9]{1,5})?";
    boolean fits =
        address.startsWith("/")
            || (address.matches("(\\p{Alnum}[\\p{Alnum}._-]*|\\[[0-9a-fA-F:.]+\\])" + port)
                && port(address) > 0
                && port(address) <= 65_535);
    if (!fits) {
      throw new IllegalArgumentException(
          "must be snapcast:HOST, snapcast:HOST:PORT or snapcast:/PATH/OF/PIPE");
    }
    return address;
  }

  private static int port(String address) {
    String after = address.substring(address.lastIndexOf(']') + 1);
    int colon = after.indexOf(':');
    return colon < 0 ? PORT : Integer.parseInt(after.substring(colon + 1));
  }

  private static String host(String address) {
    return address.replaceFirst(":[0-9]{1,5}$", "").replaceAll("[\\[\\]]", "");
  }

  @Override
  public String name() {
    return "snapcast:" + address;
  }

  @Override
  public void open() throws IOException {
    close();
    out = address.startsWith("/") ? pipe(Path.of(address)) : socket();
    pace.open();
  }

  private OutputStream socket() throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(host(address), port(address)), TIMEOUT_MILLIS);
      channel.configureBlocking(false);
      return new Impatient(channel);
    } catch (IOException absent) {
      channel.close();
      throw new IOException(
          absent.getMessage()
              + "; give snapserver.conf a source = tcp://0.0.0.0:"
              + port(address)
              + "?name=moodspeaker&sampleformat=44100:16:2",
          absent);
    }
  }

  /** Breaks where the server takes nothing for a while: a thread that writes must not hang. */
  private static final class Impatient extends OutputStream {
    private final SocketChannel channel;

    Impatient(SocketChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] sound, int offset, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(sound, offset, length);
      for (int waited = 0; left.hasRemaining(); waited += POLL_MILLIS) {
        if (channel.write(left) > 0) {
          waited = 0;
        } else if (waited > TIMEOUT_MILLIS) {
          throw new IOException("it takes no more sound");
        } else {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
        }
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Opens a pipe without waiting for a reader, and so that it breaks where there is none: for a
   * moment this is its reader too.
   */
  private static OutputStream pipe(Path path) throws IOException {
    if (!Files.exists(path) || Files.isRegularFile(path) || Files.isDirectory(path)) {
      throw new IOException("there is no pipe " + path + "; snapserver makes it when it starts");
    }
    try (RandomAccessFile reader = new RandomAccessFile(path.toFile(), "rw")) {
      if (reader.getFD().valid()) {
        return new FileOutputStream(path.toFile());
      }
      throw new IOException("the pipe " + path + " can't be opened");
    }
  }

  @Override
  public void write(float[] block, int frames) throws IOException {
    int length = frames * Pcm.CHANNELS * Short.BYTES;
    if (bytes.length != length) {
      bytes = new byte[length];
    }
    WavFileSink.toBytes(block, frames, bytes);
    send(bytes);
    pace.write(block, frames);
  }

  /** Sends at once. */
  void send(byte[] samples) throws IOException {
    out.write(samples);
  }

  @Override
  public int latency() {
    return pace.latency() + SERVER_BUFFER;
  }

  @Override
  public void idle() {}

  @Override
  public void close() {
    OutputStream closing = out;
    out = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (IOException gone) {
        // There is nobody to tell.
      }
    }
  }
}
