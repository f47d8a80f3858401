package io.moodspeaker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that says one thing to whoever connects, whatever is asked, and hangs up. */
public final class Peer implements AutoCloseable {
  /** A loopback answers in less. */
  private static final int ASKING_MS = 30;

  private final ServerSocket server;
  private final byte[] answer;

  /** A server on this machine alone, at a port of its own. */
  public Peer(byte[] answer) {
    this.answer = answer;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** A server whose HTTP is fine and whose body is this. */
  public static Peer http(String type, byte[] body) {
    byte[] head =
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
            .formatted(type)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return new Peer(all);
  }

  /** Where it listens. */
  public int port() {
    return server.getLocalPort();
  }

  /** Its address for HTTP. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        caller.setSoTimeout(ASKING_MS);
        OutputStream out = caller.getOutputStream();
        out.write(answer);
        out.flush();
        caller.shutdownOutput();
        // What was asked is read, or closing would throw the answer away.
        caller.getInputStream().readNBytes(1 << 16);
      } catch (IOException gone) {
        // It is closed, or the next caller is better.
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
