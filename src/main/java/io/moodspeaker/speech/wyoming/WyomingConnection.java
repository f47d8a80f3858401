package io.moodspeaker.speech.wyoming;

import io.moodspeaker.support.MonotonicClock;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One exchange with a server of the Wyoming protocol: a line of JSON for each event, and after it
 * as many bytes as {@code data_length} says of further JSON and as {@code payload_length} says of
 * sound. All of it must end before a time.
 */
final class WyomingConnection implements AutoCloseable {
  /** A minute at 48 kHz in stereo. */
  static final int MOST_BYTES = 60 * 48_000 * 4;

  /** The protocol's lines are short; a longer one is something else. */
  private static final int MOST_LINE = 64 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Socket socket = new Socket();
  private final long deadline;
  private final DataInputStream in;
  private final OutputStream out;

  /**
   * What a server says.
   *
   * @param data its values; missing where it has none
   * @param payload its sound; empty where it has none
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, read once.
  record Event(String type, JsonNode data, byte[] payload) {}

  /** Something that is asked of a server. */
  interface Exchange<T> {
    T with(WyomingConnection server) throws IOException;
  }

  private WyomingConnection(String host, int port, Duration limit) throws IOException {
    deadline = MonotonicClock.nanoTime() + limit.toNanos();
    try {
      socket.connect(new InetSocketAddress(host, port), left());
      in = new DataInputStream(new BufferedInputStream(new Timely(socket.getInputStream())));
      out = new BufferedOutputStream(socket.getOutputStream());
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  /**
   * Connects, asks, and hangs up.
   *
   * @param what what the server is, in messages: {@code voice}
   * @param server as {@link WyomingAddress} reads it
   * @throws IOException if it fails, takes too long or speaks something else; the message says so
   */
  static <T> T ask(String what, URI server, Duration limit, Exchange<T> exchange)
      throws IOException {
    String host = server.getHost();
    int port = server.getPort();
    try (WyomingConnection connection = new WyomingConnection(host, port, limit)) {
      return exchange.with(connection);
    } catch (JacksonException | IllegalArgumentException strange) {
      throw new IOException(host + ":" + port + " does not speak Wyoming", strange);
    } catch (IOException failed) {
      throw new IOException(
          "the %s at %s:%d fails: %s".formatted(what, host, port, failed.getMessage()), failed);
    }
  }

  /** Every wait ends with the exchange's time, however slowly bytes come. */
  private final class Timely extends InputStream {
    private final InputStream from;

    Timely(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      socket.setSoTimeout(left());
      return from.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      socket.setSoTimeout(left());
      return from.read(bytes, offset, length);
    }
  }

  private int left() throws SocketTimeoutException {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - MonotonicClock.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("it takes too long");
    }
    return (int) millis;
  }

  void send(String type, Map<String, Object> data, byte... payload) throws IOException {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("data", data);
    if (payload.length > 0) {
      event.put("payload_length", payload.length);
    }
    out.write((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
    out.write(payload);
  }

  /** The next event, of whatever type; an error is thrown. */
  Event receive() throws IOException {
    out.flush();
    JsonNode event = JSON.readTree(line());
    JsonNode data = event.path("data");
    int dataLength = length(event, "data_length");
    if (dataLength > 0) {
      data = JSON.readTree(new String(in.readNBytes(dataLength), StandardCharsets.UTF_8));
    }
    byte[] payload = in.readNBytes(length(event, "payload_length"));
    String type = event.path("type").asString("");
    if (type.equals("error")) {
      throw new IOException(data.path("text").asString("an error"));
    }
    return new Event(type, data, payload);
  }

  private static int length(JsonNode event, String name) throws IOException {
    int length = event.path(name).asInt(0);
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("it sends " + length + " bytes at once");
    }
    return length;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("it ended in the middle");
      }
      line.write(c);
      if (line.size() > MOST_LINE) {
        throw new IOException("it sends no lines");
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
