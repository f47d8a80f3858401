package io.moodspeaker.feature;

import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.Urls;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting of {@code config/moodspeaker.properties}: its name, what it may be, what it is for.
 *
 * @param name {@code camera.interval}
 * @param defaultText the value where none is set, as text; empty for not set
 * @param kind what becomes of its value
 * @param parser makes the value of a text; throws an {@link IllegalArgumentException} whose message
 *     follows the name, without the value: {@code must be 0 to 100}
 * @param description what it is for, and what values it takes: a sentence or two for the person who
 *     sets it
 */
public record Setting<T>(
    String name, String defaultText, Kind kind, Function<String, T> parser, String description) {

  /** What becomes of a value. */
  public enum Kind {
    /** A change takes effect at the next start. */
    START,
    /** A saved change comes to {@link Feature#reload}. */
    LIVE,
    /**
     * Never shown; as {@link #START}. May also be given as a file named by {@code NAME-file}, or by
     * systemd as the credential of that name.
     */
    SECRET,
    /** As {@link #SECRET}; as {@link #LIVE}. */
    LIVE_SECRET;

    /** Whether a value is never shown. */
    public boolean isSecret() {
      return this == SECRET || this == LIVE_SECRET;
    }

    /** Whether a saved change comes to {@link Feature#reload}. */
    public boolean isLive() {
      return this == LIVE || this == LIVE_SECRET;
    }
  }

  /** The name's form in the environment: {@code MOODSPEAKER_CAMERA_INTERVAL}. */
  public String variable() {
    return "MOODSPEAKER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** What it is for, and when a change takes effect where that is not the next start. */
  public String explanation() {
    return kind.isLive() ? description + " A saved change takes effect at once." : description;
  }

  /** The value of a text. */
  public T parse(String text) {
    return parser.apply(text);
  }

  /** The same setting, whose saved change takes effect at once. */
  public Setting<T> live() {
    return new Setting<>(
        name, defaultText, kind.isSecret() ? Kind.LIVE_SECRET : Kind.LIVE, parser, description);
  }

  /** Any text but an empty one. */
  public static Setting<String> text(String name, String defaultText, String description) {
    return new Setting<>(
        name,
        defaultText,
        Kind.START,
        text -> {
          if (text.isEmpty() && !defaultText.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
          }
          return text;
        },
        description);
  }

  /** One of some words, the first of which is the default. */
  public static Setting<String> oneOf(String name, List<String> words, String description) {
    return new Setting<>(
        name,
        words.getFirst(),
        Kind.START,
        text -> {
          if (!words.contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", words));
          }
          return text;
        },
        description);
  }

  /** {@code yes} or {@code no}. */
  public static Setting<Boolean> yesOrNo(String name, boolean byDefault, String description) {
    return new Setting<>(
        name,
        byDefault ? "yes" : "no",
        Kind.START,
        text ->
            switch (text) {
              case "yes" -> true;
              case "no" -> false;
              default -> throw new IllegalArgumentException("must be one of no, yes");
            },
        description);
  }

  /** A time with a unit, such as {@code 1.5s}. */
  public static Setting<Duration> duration(
      String name, String defaultText, String least, String most, String description) {
    Duration from = Durations.parse(least);
    Duration to = Durations.parse(most);
    return new Setting<>(
        name,
        defaultText,
        Kind.START,
        text -> {
          String range = "must be %s to %s, with a unit".formatted(least, most);
          Duration duration;
          try {
            duration = Durations.parse(text);
          } catch (IllegalArgumentException noDuration) {
            throw new IllegalArgumentException(range, noDuration);
          }
          if (duration.compareTo(from) < 0 || duration.compareTo(to) > 0) {
            throw new IllegalArgumentException(range);
          }
          return duration;
        },
        description);
  }

  /** A whole number. */
  public static Setting<Integer> integer(
      String name, int byDefault, int least, int most, String description) {
    return new Setting<>(
        name,
        Integer.toString(byDefault),
        Kind.START,
        text -> {
          if (!text.matches("[0-9]{1,9}")
              || Integer.parseInt(text) < least
              || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                "must be a whole number of %d to %d".formatted(least, most));
          }
          return Integer.valueOf(text);
        },
        description);
  }

  /** A number. */
  public static Setting<Double> number(
      String name, String defaultText, double least, double most, String description) {
    return new Setting<>(
        name,
        defaultText,
        Kind.START,
        text -> {
          if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")
              || Double.parseDouble(text) < least
              || Double.parseDouble(text) > most) {
            throw new IllegalArgumentException(
                String.format(Locale.ROOT, "must be %s to %s", least, most));
          }
          return Double.valueOf(text);
        },
        description);
  }

  /** An http or https address, not set by default. */
  public static Setting<Optional<URI>> url(String name, String description) {
    return optional(
        name,
        text -> {
          try {
            return Urls.http(text);
          } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getReason(), wrong);
          }
        },
        description);
  }

  /** A value that is not set by default. */
  public static <V> Setting<Optional<V>> optional(
      String name, Function<String, V> parser, String description) {
    return new Setting<>(
        name,
        "",
        Kind.START,
        text -> text.isEmpty() ? Optional.empty() : Optional.of(parser.apply(text)),
        description);
  }

  /** A key or password, not set by default. */
  public static Setting<Secret> secret(String name, String description) {
    return new Setting<>(name, "", Kind.SECRET, Secret::new, description);
  }
}
