package io.moodspeaker.music.mpd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to an MPD server, in its plain line protocol. Used by one thread. */
final class MpdConnection implements AutoCloseable {
  /** MPD answers at once; what takes longer is a dead network. */
  private static final int TIMEOUT_MILLIS = 5000;

  /** A word of the server's that something cannot be done; the connection is fine. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  private final SocketChannel channel;
  private final BufferedReader in;

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
      in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    } else {
      channel = SocketChannel.open();
      Socket socket = channel.socket();
      socket.connect(resolved, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }
    String greeting = in.readLine();
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
    Map<String, String> answer = new HashMap<>();
    for (String got; (got = in.readLine()) != null; ) {
      if (got.equals("OK")) {
        return answer;
      }
      if (got.startsWith("ACK ")) {
        throw new Refused(got.replaceFirst("ACK \\[[^]]*] \\{[^}]*} ?", ""));
      }
      int colon = got.indexOf(": ");
      if (colon > 0) {
        answer.put(got.substring(0, colon).toLowerCase(Locale.ROOT), got.substring(colon + 2));
      }
    }
    throw new IOException("it hung up");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
