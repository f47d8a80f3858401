package io.moodspeaker.music.mpd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to an MPD server, in its plain line protocol. Used by one thread. */
final class MpdConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MpdConnection.class);

  /** MPD answers at once; what takes longer is a dead network. */
  private static final int TIMEOUT_MILLIS = 5000;

  /** A title or path is shorter by far; the rest of the line is left out. */
  private static final int MOST_LINE = 100_000;

  /** MPD sends pictures in pieces of 8 KiB. */
  private static final int MOST_BINARY = 1 << 20;

  /** A word of the server's that something cannot be done; the connection is fine. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private final SocketChannel channel;
  private final InputStream in;

  /**
   * Connects.
   *
   * @throws IOException if no MPD server answers there
   */
  MpdConnection(MpdAddress address) throws IOException {
    SocketAddress resolved = address.resolve();
    if (resolved instanceof InetSocketAddress inet && inet.isUnresolved()) {
      throw new IOException("no host is called " + inet.getHostString());
    }
    if (address.isLocal()) {
      channel = SocketChannel.open(resolved);
      in = new BufferedInputStream(Channels.newInputStream(channel));
    } else {
      channel = SocketChannel.open();
      Socket socket = channel.socket();
      socket.connect(resolved, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream());
    }
    String greeting = readLine();
    if (greeting == null || !greeting.startsWith("OK MPD ")) {
      close();
      throw new IOException("what answers there is no MPD server");
    }
    if (address.password().isPresent()) {
      try {
        send("password", address.password().get());
      } catch (Refused e) {
        close();
        throw new IOException("it refuses the password: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Sends a command and returns what it tells, by lower-case key; of equal keys the last.
   *
   * @throws Refused if the server cannot do it
   * @throws IOException if the connection is lost
   */
  Map<String, String> send(String command, Object... arguments) throws IOException {
    return send(OutputStream.nullOutputStream(), command, arguments);
  }

  /** The same for what some servers do without: then it tells nothing. */
  Map<String, String> attempt(String command, Object... arguments) throws IOException {
    try {
      return send(command, arguments);
    } catch (Refused e) {
      LOG.debug("{}", command, e);
      return Map.of();
    }
  }

  /**
   * The same for a command whose answer holds bytes.
   *
   * @param binary gets them
   */
  Map<String, String> send(OutputStream binary, String command, Object... arguments)
      throws IOException {
    Map<String, String> answer = new HashMap<>();
    ask(binary, answer::put, command, arguments);
    return answer;
  }

  /** The values that a command tells, in their order. */
  List<String> values(String command) throws IOException {
    List<String> values = new ArrayList<>();
    ask(OutputStream.nullOutputStream(), (key, value) -> values.add(value), command);
    return values;
  }

  private void ask(
      OutputStream binary, BiConsumer<String, String> told, String command, Object... arguments)
      throws IOException {
    StringBuilder line = new StringBuilder(command);
    for (Object argument : arguments) {
      String text = argument.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      if (text.contains("\n")) {
        throw new Refused("MPD takes no name with a line end in it");
      }
      line.append(" \"").append(text).append('"');
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    for (String got; (got = readLine()) != null; ) {
      if (got.equals("OK")) {
        return;
      }
      if (got.startsWith("ACK ")) {
        throw new Refused(got.replaceFirst("ACK \\[[^]]*] \\{[^}]*} ?", ""));
      }
      int colon = got.indexOf(": ");
      if (colon > 0) {
        if (got.startsWith("binary: ")) {
          copy(got.substring(8), binary);
        }
        told.accept(got.substring(0, colon).toLowerCase(Locale.ROOT), got.substring(colon + 2));
      }
    }
    throw new IOException("it hung up");
  }

  private void copy(String count, OutputStream binary) throws IOException {
    if (!count.matches("[0-9]{1,7}") || Integer.parseInt(count) > MOST_BINARY) {
      throw new IOException("it sends " + count + " bytes at once");
    }
    binary.write(in.readNBytes(Integer.parseInt(count)));
    in.read(); // A line end follows.
  }

  /** A line without its end; null where the server has hung up. */
  private String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b; (b = in.read()) != '\n'; ) {
      if (b < 0) {
        return null;
      }
      if (line.size() < MOST_LINE) {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
