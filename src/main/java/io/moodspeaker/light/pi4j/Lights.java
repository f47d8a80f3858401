package io.moodspeaker.light.pi4j;

import com.pi4j.exception.Pi4JException;
import io.moodspeaker.light.ConsoleLight;
import io.moodspeaker.light.Light;
import io.moodspeaker.light.LightException;
import io.moodspeaker.light.RgbPins;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Scheduler;
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
   * A spec as a person writes it.
   *
   * @throws IllegalArgumentException if it is none of those that {@link #open} takes
   */
  public static String spec(String text) {
    boolean directory = text.startsWith(LINUXFS) && text.length() > LINUXFS.length();
    if (!directory && !WORDS.contains(text)) {
      throw new IllegalArgumentException("must be auto, console, gpio or linuxfs:DIR");
    }
    return text;
  }

  private static Optional<Path> directory(String spec) {
    return spec.startsWith(LINUXFS)
        ? Optional.of(Path.of(spec.substring(LINUXFS.length())))
        : Optional.empty();
  }

  /** Why what a spec names can't be had, found without opening it; empty where it can. */
  public Optional<String> obstacle(String spec) {
    Optional<Path> directory = directory(spec);
    if (directory.isPresent()) {
      return directory
          .filter(folder -> !Files.isDirectory(folder.resolve("gpio")))
          .map(folder -> folder + " holds no folder gpio; give one that is laid out as /sys/class");
    }
    return spec.equals("console") ? Optional.empty() : obstacle();
  }

  /** What a spec opens that has no obstacle: {@code lights on the console, as asked for}. */
  public String describe(String spec) {
    return spec.equals("console")
        ? "lights on the console, as asked for"
        : directory(spec)
            .map(folder -> "lights on the pins of " + folder)
            .orElseGet(() -> "lights on the GPIO pins of this " + model().orElse("board"));
  }

  /**
   * Opens a light.
   *
   * @param spec {@code auto}; {@code console}; {@code gpio} for a Raspberry Pi's GPIO chip; or
   *     {@code linuxfs:DIR} for a directory laid out as {@code /sys/class}
   * @param rgb the RGB lamp's pins, where there is one
   * @param scheduler runs what blinks; to be closed after the light
   * @param clock a monotonic one
   * @throws LightException if a light that was asked for by name can't be had
   */
  public Choice open(String spec, Optional<RgbPins> rgb, Scheduler scheduler, InstantSource clock) {
    Optional<String> obstacle = obstacle(spec);
    boolean any = spec.equals("auto");
    if (obstacle.isPresent() && !any) {
      throw new LightException(
          obstacle.get() + ", so light=" + spec + " can't be had; use light=auto or light=console");
    }
    if (obstacle.isPresent()) {
      return console(obstacle.get());
    }
    if (spec.equals("console")) {
      return new Choice(new ConsoleLight(), describe(spec));
    }
    try {
      PinBank pins = directory(spec).map(PinBank::linuxFs).orElseGet(PinBank::gpiod);
      return new Choice(new Pi4jLight(pins, rgb, scheduler, clock), describe(spec));
    } catch (Pi4JException | IllegalStateException | LinkageError e) {
      String why = "the GPIO pins can't be opened (" + Reason.withFile(e) + ")";
      if (any) {
        return console(why);
      }
      throw new LightException(why, e);
    }
  }

  private static Choice console(String why) {
    return new Choice(new ConsoleLight(), why + ": lights on the console");
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
      throw new LightException(
          "the board's name can't be read from " + model + ": " + Reason.of(e), e);
    }
  }
}
