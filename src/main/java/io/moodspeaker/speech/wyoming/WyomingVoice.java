package io.moodspeaker.speech.wyoming;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.Voice;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client of the Wyoming protocol: a line of JSON for each event, and after it as many bytes as
 * {@code data_length} says of further JSON and as {@code payload_length} says of sound.
 */
public final class WyomingVoice implements Voice {
  /** The protocol's lines are short; a longer one is something else. */
  private static final int MOST_LINE = 64 * 1024;

  /** A minute at 48 kHz in stereo. */
  private static final int MOST_BYTES = 60 * 48_000 * 4;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String host;
  private final int port;
  private final Duration timeout;

  /**
   * A voice of a server.
   *
   * @param timeout how long the server may be silent
   */
  public WyomingVoice(String host, int port, Duration timeout) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
  }

  @Override
  public Speech speak(String text, String language) throws IOException {
    int millis = (int) timeout.toMillis();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(millis);
      socket.connect(new InetSocketAddress(host, port), millis);
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("type", "synthesize");
      event.put("data", Map.of("text", text, "voice", Map.of("language", language)));
      socket
          .getOutputStream()
          .write((JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return answer(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
    } catch (JacksonException | IllegalArgumentException strange) {
      throw new IOException(host + ":" + port + " does not speak Wyoming", strange);
    } catch (IOException failed) {
      throw new IOException(
          "the voice at " + host + ":" + port + " fails: " + failed.getMessage(), failed);
    }
  }

  private static Speech answer(DataInputStream in) throws IOException {
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    int rate = 0;
    int channels = 0;
    while (true) {
      JsonNode event = JSON.readTree(line(in));
      JsonNode data = event.path("data");
      int dataLength = length(event, "data_length");
      if (dataLength > 0) {
        data = JSON.readTree(new String(in.readNBytes(dataLength), StandardCharsets.UTF_8));
      }
      byte[] payload = in.readNBytes(length(event, "payload_length"));
      switch (event.path("type").asString("")) {
        case "audio-start", "audio-chunk" -> {
          rate = data.path("rate").asInt(rate);
          channels = data.path("channels").asInt(channels);
          if (data.path("width").asInt(2) != 2) {
            throw new IOException("it sends other than 16-bit samples");
          }
          sound.write(payload);
          if (sound.size() > MOST_BYTES) {
            throw new IOException("it says more than a minute");
          }
        }
        case "audio-stop" -> {
          return new Speech(rate, channels, sound.toByteArray());
        }
        case "error" -> throw new IOException(data.path("text").asString("an error"));
        default -> {
          // Servers may tell more than was asked for.
        }
      }
    }
  }

  private static int length(JsonNode event, String name) throws IOException {
    int length = event.path(name).asInt(0);
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("it sends " + length + " bytes at once");
    }
    return length;
  }

  private static String line(DataInputStream in) throws IOException {
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
}
