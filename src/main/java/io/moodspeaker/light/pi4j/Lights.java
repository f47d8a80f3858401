package io.moodspeaker.light.pi4j;

import com.pi4j.exception.Pi4JException;
import io.moodspeaker.light.ConsoleLight;
import io.moodspeaker.light.Light;
import io.moodspeaker.light.LightException;
import io.moodspeaker.light.Metronome;
import io.moodspeaker.light.RgbPins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Chooses the light that this machine can drive. */
public final class Lights {
  private static final String LINUXFS = "linuxfs:";

  private static final List<String> WORDS = List.of("auto", "console", "gpio");

  private final Path root;

  /** Looks at this machine. */
  public Lights() {
    this(Path.of("/"));
  }

  /** Looks for devices under another root, for tests. */
  Lights(Path root) {
    this.root = root;
  }

  /**
   * A light that was opened, to be closed by the caller.
   *
   * @param why one plain line on what was chosen and why
   */
  public record Choice(Light light, String why) {}

  /**
   * Looks at a spec without opening anything.
   *
   * @throws IllegalArgumentException if it is none of those that {@link #open} takes
   */
  public static void check(String spec) {
    boolean directory = spec.startsWith(LINUXFS) && spec.length() > LINUXFS.length();
    if (!directory && !WORDS.contains(spec)) {
      throw new IllegalArgumentException(
          "light must be auto, console, gpio or linuxfs:DIR, was '" + spec + "'");
    }
  }

  /**
   * Opens a light.
   *
   * @param spec {@code auto}; {@code console}; {@code gpio} for a Raspberry Pi's GPIO chip; or
   *     {@code linuxfs:DIR} for a directory laid out as {@code /sys/class}
   * @param rgb the RGB lamp's pins, where there is one
   * @throws IllegalArgumentException if the spec is none of these
   * @throws LightException if a light that was asked for by name can't be had
   */
  public Choice open(String spec, Optional<RgbPins> rgb) {
    check(spec);
    if (spec.startsWith(LINUXFS)) {
      Path directory = Path.of(spec.substring(LINUXFS.length()));
      return new Choice(
          light(PinBank.linuxFs(directory), rgb), "lights on the pins of " + directory);
    }
    return switch (spec) {
      case "console" -> new Choice(new ConsoleLight(), "lights on the console, as asked for");
      case "gpio" -> {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
          throw new LightException(
              obstacle.get() + ", so light=gpio can't be had; use light=auto or light=console");
        }
        yield gpio(rgb);
      }
      default -> {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
          yield console(obstacle.get());
        }
        try {
          yield gpio(rgb);
        } catch (LightException e) {
          yield console(e.getMessage());
        }
      }
    };
  }

  private static Choice console(String why) {
    return new Choice(new ConsoleLight(), why + ": lights on the console");
  }

  private Choice gpio(Optional<RgbPins> rgb) {
    try {
      return new Choice(
          light(PinBank.gpiod(), rgb),
          "lights on the GPIO pins of this " + model().orElse("board"));
    } catch (Pi4JException | IllegalStateException | LinkageError e) {
      throw new LightException("the GPIO chip can't be opened (" + e + ")", e);
    }
  }

  private static Light light(PinBank pins, Optional<RgbPins> rgb) {
    return new Pi4jLight(pins, rgb, Metronome.onThread("light"), InstantSource.system());
  }

  /**
   * Why there are no GPIO pins to use. A PC can have a GPIO chip too, with nobody's lamps on it.
   */
  private Optional<String> obstacle() {
    Path chip = root.resolve("dev/gpiochip0");
    if (!Files.exists(chip)) {
      return Optional.of("no GPIO chip at " + chip);
    }
    if (model().filter(name -> name.contains("Raspberry Pi")).isEmpty()) {
      return Optional.of("the GPIO chip at " + chip + " is not a Raspberry Pi's");
    }
    if (!Files.isReadable(chip) || !Files.isWritable(chip)) {
      return Optional.of(
          "no permission for "
              + chip
              + " (add the user to the group gpio: sudo usermod -aG gpio USER)");
    }
    return Optional.empty();
  }

  private Optional<String> model() {
    Path model = root.resolve("sys/firmware/devicetree/base/model");
    try {
      return Optional.of(Files.readString(model).replace("\0", "").strip());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LightException("the board's name can't be read from " + model + ": " + e, e);
    }
  }
}
