package io.moodspeaker.speech;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Wyoming speech-to-text server over a real socket, which hears what the test tells it. */
public final class WyomingServer implements AutoCloseable {
  private interface Behaviour {
    void serve(Socket client) throws IOException, InterruptedException;
  }

  private final ServerSocket socket;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger bytes = new AtomicInteger();

  private WyomingServer(int port) throws IOException {
    socket = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
  }

  /** A server that has understood a text when the sound has ended. */
  public static WyomingServer hearing(String text) throws IOException {
    return hearing(text, 0);
  }

  /** The same on a port. */
  public static WyomingServer hearing(String text, int port) throws IOException {
    WyomingServer server = new WyomingServer(port);
    server.run(client -> server.transcribe(client, text));
    return server;
  }

  /** A server that never answers. */
  public static WyomingServer hanging() throws IOException {
    WyomingServer server = new WyomingServer(0);
    server.run(client -> Thread.sleep(60_000));
    return server;
  }

  /** A server that sends a byte now and then, and never a line. */
  public static WyomingServer dripping() throws IOException {
    WyomingServer server = new WyomingServer(0);
    server.run(
        client -> {
          while (true) {
            client.getOutputStream().write(' ');
            Thread.sleep(100);
          }
        });
    return server;
  }

  private void run(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                  behaviour.serve(client);
                } catch (IOException | InterruptedException gone) {
                  // The next one, if there is one.
                }
              }
            });
  }

  private void transcribe(Socket client, String text) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
    String type = "";
    while (!type.equals("audio-stop")) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          return;
        }
        line.write(c);
      }
      JsonNode event = JsonMapper.shared().readTree(line.toString(StandardCharsets.UTF_8));
      type = event.path("type").asString();
      asked.add(type + " " + event.path("data"));
      bytes.addAndGet(in.readNBytes(event.path("payload_length").asInt(0)).length);
    }
    byte[] data =
        JsonMapper.shared()
            .writeValueAsString(java.util.Map.of("text", text))
            .getBytes(StandardCharsets.UTF_8);
    OutputStream out = client.getOutputStream();
    out.write(
        "{\"type\":\"transcript\",\"version\":\"1.5.2\",\"data_length\":%d}\n"
            .formatted(data.length)
            .getBytes(StandardCharsets.UTF_8));
    out.write(data);
    out.flush();
  }

  /** On this machine. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The events that came, each with its data. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** How much sound came. */
  public int soundBytes() {
    return bytes.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
