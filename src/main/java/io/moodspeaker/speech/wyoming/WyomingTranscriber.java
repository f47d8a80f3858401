package io.moodspeaker.speech.wyoming;

import io.moodspeaker.speech.Speech;
import io.moodspeaker.speech.Transcriber;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A Wyoming speech-to-text server, such as Whisper.
 *
 * @param server as {@link WyomingAddress} reads it
 * @param limit how long it may take
 */
public record WyomingTranscriber(URI server, Duration limit) implements Transcriber {
  private static final int CHUNK = 8192;

  @Override
  public String transcribe(Speech speech, String language) throws IOException {
    return WyomingConnection.ask(
        "speech recogniser",
        server,
        limit,
        connection -> {
          connection.send("transcribe", Map.of("language", language));
          Map<String, Object> format = new LinkedHashMap<>();
          format.put("rate", speech.rate());
          format.put("width", 2);
          format.put("channels", speech.channels());
          connection.send("audio-start", format);
          byte[] samples = speech.samples();
          for (int at = 0; at < samples.length; at += CHUNK) {
            connection.send(
                "audio-chunk",
                format,
                Arrays.copyOfRange(samples, at, Math.min(samples.length, at + CHUNK)));
          }
          connection.send("audio-stop", Map.of());
          while (true) {
            WyomingConnection.Event event = connection.receive();
            if (event.type().equals("transcript")) {
              return event.data().path("text").asString("").strip();
            }
          }
        });
  }
}
