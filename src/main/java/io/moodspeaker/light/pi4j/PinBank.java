package io.moodspeaker.light.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.IO;
import com.pi4j.io.IOConfig;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProvider;
import com.pi4j.io.pwm.PwmType;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;
import io.moodspeaker.light.LightException;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pins of one machine, claimed one by one. Not safe for use by several threads.
 *
 * <p>PWM comes from hardware channels, of which a Raspberry Pi has few: up to the Pi 4 two (GPIO 12
 * and 18 share channel 0, 13 and 19 share channel 1), on the Pi 5 four (12, 13, 18, 19). Any other
 * pin is on or off.
 */
final class PinBank implements AutoCloseable {
  /** 1 kHz: far above what an eye or a camera sees, far below what a LED driver minds. */
  private static final int PWM_HERTZ = 1_000;

  /** The usual exponent between an sRGB value and light; without it every dim colour is pale. */
  private static final double GAMMA = 2.2;

  private static final Map<Integer, Integer> TWO_CHANNELS = Map.of(12, 0, 18, 0, 13, 1, 19, 1);
  private static final Map<Integer, Integer> FOUR_CHANNELS = Map.of(12, 0, 13, 1, 18, 2, 19, 3);

  private final Context context;
  private final DigitalOutputProvider digital;
  private final PwmProvider pwm;
  private final int firstPin;
  private final Map<Integer, Integer> channels;
  private int claims;

  private PinBank(
      DigitalOutputProvider digital,
      int firstPin,
      PwmProvider pwm,
      Map<Integer, Integer> channels) {
    this.digital = digital;
    this.pwm = pwm;
    this.firstPin = firstPin;
    this.channels = channels;
    // Never newAutoContext(): off a Pi it silently takes a mock where one is on the class path.
    this.context =
        Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(digital, pwm).build();
  }

  /** The pins behind {@code /dev/gpiochip*}, with PWM from {@code /sys/class/pwm}. */
  static PinBank gpiod() {
    Path pwm = Path.of("/sys/class/pwm");
    int chip = pwmChip();
    return new PinBank(
        GpioDDigitalOutputProvider.newInstance(),
        0,
        LinuxFsPwmProvider.newInstance(pwm.toString(), chip),
        channels(pwm, chip));
  }

  /**
   * The pins of a directory laid out as {@code /sys/class}.
   *
   * @param directory holds {@code gpio} and, where there is PWM, {@code pwm}
   */
  static PinBank linuxFs(Path directory) {
    Path gpio = directory.resolve("gpio");
    Path pwm = directory.resolve("pwm");
    int chip = pwmChip();
    return new PinBank(
        LinuxFsDigitalOutputProvider.newInstance(gpio.toString()),
        firstPin(gpio),
        LinuxFsPwmProvider.newInstance(pwm.toString(), chip),
        channels(pwm, chip));
  }

  private static int pwmChip() {
    return BoardInfoHelper.usesRP1() ? BoardInfoHelper.getPwmChipAddress() : 0;
  }

  /** Kernels from 6.6 on number the header's pins in sysfs from the chip's base, 512 as a rule. */
  private static int firstPin(Path gpio) {
    try (DirectoryStream<Path> chips = Files.newDirectoryStream(gpio, "gpiochip*")) {
      for (Path chip : chips) {
        if (Files.readString(chip.resolve("label")).startsWith("pinctrl-")) {
          return Integer.parseInt(Files.readString(chip.resolve("base")).strip());
        }
      }
      return 0;
    } catch (IOException e) {
      throw new LightException(
          "no GPIO at "
              + gpio
              + " ("
              + Reason.withFile(e)
              + "); give the directory that is laid out as /sys/class",
          e);
    }
  }

  private static Map<Integer, Integer> channels(Path pwm, int chip) {
    Path count = pwm.resolve("pwmchip" + chip).resolve("npwm");
    try {
      return Integer.parseInt(Files.readString(count).strip()) >= 4 ? FOUR_CHANNELS : TWO_CHANNELS;
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new LightException("PWM channels can't be read from " + count + ": " + Reason.of(e), e);
    }
  }

  /** The PWM channel that a pin is wired to; empty for most pins. */
  Optional<Integer> channel(int bcm) {
    return Optional.ofNullable(channels.get(bcm));
  }

  /** Claims a pin that is on or off. */
  Output claim(int bcm) {
    DigitalOutputConfig config =
        DigitalOutput.newConfigBuilder(context)
            .id(newId("pin", bcm))
            .address(firstPin + bcm)
            .initial(DigitalState.LOW)
            .build();
    DigitalOutput output = create(bcm, config, () -> digital.create(config));
    return new Output() {
      private boolean lit;

      @Override
      public void set(double level, boolean on) {
        if (on != lit) {
          attempt(bcm, () -> output.setState(on));
          lit = on;
        }
      }

      @Override
      public void release() {
        attempt(bcm, output::low);
        attempt(bcm, () -> context.shutdown(config.id()));
      }
    };
  }

  /** Claims a pin's PWM channel. */
  Output claimPwm(int bcm, int channel) {
    PwmConfig config =
        Pwm.newConfigBuilder(context)
            .id(newId("pwm", bcm))
            .address(channel)
            .pwmType(PwmType.HARDWARE)
            .frequency(PWM_HERTZ)
            .dutyCycle(0)
            .build();
    Pwm output = create(bcm, config, () -> pwm.create(config));
    return new Output() {
      private long percent;

      @Override
      public void set(double level, boolean on) {
        long wanted = Math.round(100 * Math.pow(level, GAMMA));
        if (wanted != percent) {
          attempt(bcm, () -> output.on((int) wanted));
          percent = wanted;
        }
      }

      @Override
      public void release() {
        attempt(bcm, () -> output.on(0));
        attempt(bcm, output::off);
        attempt(bcm, () -> context.shutdown(config.id()));
      }
    };
  }

  /** An id that was never used: Pi4J keeps the ids of outputs whose start failed. */
  private String newId(String kind, int bcm) {
    claims++;
    return kind + bcm + "-" + claims;
  }

  private <T extends IO<?, ?, ?>> T create(int bcm, IOConfig<?> config, Supplier<T> creation) {
    try {
      return creation.get();
    } catch (RuntimeException e) {
      if (context.registry().exists(config.id())) {
        try {
          context.registry().remove(config.id());
        } catch (RuntimeException again) {
          e.addSuppressed(again);
        }
      }
      throw unusable(bcm, e);
    }
  }

  private static void attempt(int bcm, Runnable action) {
    try {
      action.run();
    } catch (Pi4JException e) {
      throw unusable(bcm, e);
    }
  }

  private static LightException unusable(int bcm, RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = String.valueOf(root.getMessage()).toLowerCase(Locale.ROOT);
    String why;
    if (root instanceof AccessDeniedException || words.contains("permission denied")) {
      why =
          "no permission ("
              + root.getMessage()
              + "); add the user to the group gpio (sudo usermod -aG gpio USER) and start again";
    } else if (words.contains("busy")) {
      why =
          "in use by another program or driver ("
              + root.getMessage()
              + "); free it or give the mood another pin";
    } else {
      why = root + "; give the mood another pin or run without lamps (light console)";
    }
    return new LightException("light pin " + bcm + ": " + why, e);
  }

  @Override
  public void close() {
    context.shutdown();
  }
}
