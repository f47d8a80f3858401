package io.moodspeaker.speech.wyoming;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.Voice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The voice of a Wyoming text-to-speech server, such as Piper.
 *
 * @param server as {@link WyomingAddress} reads it
 * @param limit how long a sentence may take
 */
public record WyomingVoice(URI server, Duration limit) implements Voice {
  @Override
  public Speech speak(String text, String language) throws IOException {
    return WyomingConnection.ask(
        "voice",
        server,
        limit,
        connection -> {
          connection.send(
              "synthesize", Map.of("text", text, "voice", Map.of("language", language)));
          return sound(connection);
        });
  }

  private static Speech sound(WyomingConnection connection) throws IOException {
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    int rate = 0;
    int channels = 0;
    while (true) {
      WyomingConnection.Event event = connection.receive();
      switch (event.type()) {
        case "audio-start", "audio-chunk" -> {
          rate = event.data().path("rate").asInt(rate);
          channels = event.data().path("channels").asInt(channels);
          if (event.data().path("width").asInt(2) != 2) {
            throw new IOException("it sends other than 16-bit samples");
          }
          sound.write(event.payload());
          if (sound.size() > WyomingConnection.MOST_BYTES) {
            throw new IOException("it says more than a minute");
          }
        }
        case "audio-stop" -> {
          return new Speech(rate, channels, sound.toByteArray());
        }
        default -> {
          // Servers may tell more than was asked for.
        }
      }
    }
  }
}
