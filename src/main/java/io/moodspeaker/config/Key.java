package io.moodspeaker.config;

import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Urls;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting: its name, what it may be, and what it is for.
 *
 * @param name as in {@code moodspeaker.properties}: {@code camera.interval}
 * @param standard the value where none is set; empty for not set
 * @param secret whether its value must never be shown
 * @param complaint what is wrong with a value, to follow the name, without the value; empty when
 *     nothing is
 * @param doc what it is for, and what values it takes: a sentence or two for the person who sets it
 */
public record Key(
    String name,
    String standard,
    boolean secret,
    Function<String, Optional<String>> complaint,
    String doc) {

  /** All settings, in the order of the file. */
  public static final List<Key> ALL =
      List.of(
          text(
              "camera",
              "auto",
              "Where pictures come from: auto, drawn, drawn:FILE.yaml, a device such as /dev/video0,"
                  + " an rtsp:// or http:// address, a video, a picture or a folder of pictures; paths"
                  + " begin where moodspeaker was started. auto takes the first camera, and the drawn"
                  + " face where there is none."),
          duration("camera.interval", "500ms", "30ms", "1min", "The time from frame to frame."),
          duration(
              "camera.stall",
              "15s",
              "1s",
              "10min",
              "How long a camera may be silent before it counts as lost."),
          duration(
              "camera.retry", "10s", "1s", "1h", "The time between two tries of a lost camera."),
          word(
              "face.detector",
              List.of("auto", "haar", "yunet", "full-range"),
              "What finds faces: haar is always there, yunet and full-range find more and need their"
                  + " files, which 'moodspeaker models add' fetches. auto takes the best that is"
                  + " there."),
          whole("face.minimum", "64", 16, 2000, "The smallest face, in pixels of the picture."),
          word(
              "face.policy",
              List.of("largest", "mean", "any"),
              "Which of several faces decides: the largest, the mean of all, or any that shows an"
                  + " emotion of face.watch."),
          emotions("face.watch", "fear", "The emotions that face.policy = any looks out for."),
          text("emotion.model", "models/emotion", "The folder of the model that reads faces."),
          word(
              "emotion.baseline",
              List.of("auto", "calibrated"),
              "What your neutral face looks like: auto learns it along the way from frames that read"
                  + " as neutral, until 'moodspeaker calibrate' takes it at once; calibrated uses"
                  + " nothing but what that took."),
          number(
              "emotion.minimum-confidence",
              "0",
              0,
              1,
              "Below this confidence of the model, 0 to 1, the Face service is asked; 0 for never."),
          url(
              "azure.endpoint",
              "The address of a Face service, asked when the model fails. Nothing is sent unless"
                  + " this and a key are set."),
          new Key(
              "azure.key",
              "",
              true,
              value -> Optional.empty(),
              "The Face service's key. Better kept in a file that only the service can read, or"
                  + " handed over by systemd as the credential azure.key."),
          text("azure.key-file", "", "A file that holds nothing but the Face service's key."),
          duration("azure.timeout", "5s", "100ms", "1min", "How long the Face service may take."),
          word(
              "azure.allow-http",
              List.of("no", "yes"),
              "Whether key and pictures may travel unencrypted to a Face service outside the house:"
                  + " no or yes."),
          duration(
              "mood.window",
              "3s",
              "500ms",
              "1min",
              "The stretch of time over which a face's scores are averaged. Longer is calmer,"
                  + " shorter is quicker."),
          duration("mood.dwell", "5s", "0s", "10min", "How long a mood lasts at least."),
          duration(
              "mood.absent-after",
              "3s",
              "500ms",
              "10min",
              "How long nobody is seen before the mood is absent."),
          whole(
              "mood.observations",
              "3",
              1,
              100,
              "How many frames with a face the window must hold before a mood is believed."),
          number(
              "mood.enter", "0.40", 0.01, 1, "The mean score from which an emotion is the mood."),
          number(
              "mood.margin",
              "0.15",
              0,
              1,
              "By how much another emotion must lead the present one. Greater is calmer."),
          text(
              "audio",
              "auto",
              "Where music goes: auto, silent, file:NAME.wav, the name of a sound card, or an MPD"
                  + " server as mpd:HOST, mpd:HOST:PORT or mpd:/PATH/OF/SOCKET. auto takes the"
                  + " system's, and silent where there is none."),
          new Key(
              "mpd.music-directory",
              "",
              false,
              Key::folder,
              "The MPD server's music directory as this machine sees it. Over the network a server"
                  + " plays only files in there, and this tells which those are; over a socket it"
                  + " says so itself, and plays any file that it may read."),
          text(
              "light",
              "auto",
              "Where light goes: auto, console, gpio, or linuxfs:DIR for a folder in the form of"
                  + " /sys/class. auto takes the GPIO pins, and the console where there are none."),
          new Key(
              "light.rgb-pins",
              "",
              false,
              Key::rgbPins,
              "The BCM numbers of an RGB lamp's pins for red, green and blue, such as 12,13,19. With"
                  + " them a mood's rgb colour is shown in place of its pin."),
          word(
              "alert.faces",
              List.of("largest", "mean", "any"),
              "Which of several faces may raise an alert: the largest, the mean of all, or any that"
                  + " shows an emotion which has an alert."),
          url(
              "alert.webhook",
              "The address to which alerts are posted unless a mood names its own."),
          text(
              "http.host",
              "127.0.0.1",
              "The address on which the status is served. Whoever reaches it can control the"
                  + " speaker."),
          whole("http.port", "8780", 0, 65535, "The port on which the status is served."),
          text(
              "state.dir",
              "auto",
              "The folder for what must outlive a restart. auto takes the one that systemd gives,"
                  + " else ~/.local/state/moodspeaker."));

  /** The name's form in the environment: {@code MOODSPEAKER_CAMERA_INTERVAL}. */
  public String variable() {
    return "MOODSPEAKER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What is wrong with a value, in whole: name, range, the value unless it is secret. */
  Optional<String> check(String value) {
    return value.isEmpty() && standard.isEmpty()
        ? Optional.empty()
        : complaint
            .apply(value)
            .map(
                why ->
                    name
                        + " "
                        + why
                        + (secret ? "" : ", was '" + Urls.withoutSecrets(value) + "'"));
  }

  private static Key text(String name, String standard, String doc) {
    return new Key(
        name,
        standard,
        false,
        value -> value.isEmpty() ? Optional.of("must not be empty") : Optional.empty(),
        doc);
  }

  private static Key word(String name, List<String> words, String doc) {
    return new Key(
        name,
        words.get(0),
        false,
        value ->
            words.contains(value)
                ? Optional.empty()
                : Optional.of("must be one of " + String.join(", ", words)),
        doc);
  }

  private static Key emotions(String name, String standard, String doc) {
    return new Key(
        name,
        standard,
        false,
        value -> {
          try {
            Settings.emotions(value);
            return value.isBlank() ? Optional.of("must name an emotion") : Optional.empty();
          } catch (IllegalArgumentException e) {
            return Optional.of("must be emotions separated by commas: " + e.getMessage());
          }
        },
        doc);
  }

  private static Key duration(String name, String standard, String least, String most, String doc) {
    Duration from = Durations.parse(least);
    Duration to = Durations.parse(most);
    return new Key(
        name,
        standard,
        false,
        value -> {
          String range = "must be %s to %s, with a unit".formatted(least, most);
          try {
            Duration duration = Durations.parse(value);
            return duration.compareTo(from) >= 0 && duration.compareTo(to) <= 0
                ? Optional.empty()
                : Optional.of(range);
          } catch (IllegalArgumentException e) {
            return Optional.of(range);
          }
        },
        doc);
  }

  private static Key whole(String name, String standard, int least, int most, String doc) {
    return new Key(
        name,
        standard,
        false,
        value ->
            value.matches("\\d{1,9}")
                    && Integer.parseInt(value) >= least
                    && Integer.parseInt(value) <= most
                ? Optional.empty()
                : Optional.of("must be a whole number of %d to %d".formatted(least, most)),
        doc);
  }

  private static Key number(String name, String standard, double least, double most, String doc) {
    return new Key(
        name,
        standard,
        false,
        value ->
            value.matches("\\d{1,9}(\\.\\d{1,9})?")
                    && Double.parseDouble(value) >= least
                    && Double.parseDouble(value) <= most
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "must be %s to %s", least, most)),
        doc);
  }

  private static Key url(String name, String doc) {
    return new Key(
        name,
        "",
        false,
        value -> {
          try {
            Urls.http(value);
            return Optional.empty();
          } catch (URISyntaxException e) {
            return Optional.of(e.getReason());
          }
        },
        doc);
  }

  private static Optional<String> folder(String value) {
    return value.startsWith("/") && value.indexOf('\0') < 0
        ? Optional.empty()
        : Optional.of("must be a whole path, such as /var/lib/mpd/music");
  }

  private static Optional<String> rgbPins(String value) {
    String[] parts = value.split(",", -1);
    boolean good =
        parts.length == 3
            && Arrays.stream(parts).map(String::strip).distinct().count() == 3
            && Arrays.stream(parts)
                .map(String::strip)
                .allMatch(part -> part.matches("\\d{1,2}") && Integer.parseInt(part) <= 27);
    return good
        ? Optional.empty()
        : Optional.of("must be three different BCM numbers of 0 to 27, such as 12,13,19");
  }
}
