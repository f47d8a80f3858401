package io.moodspeaker.light.pi4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory laid out as {@code /sys/class}, whose pins are files that the real provider writes.
 */
final class FakeSysfs {
  private final Path directory;

  FakeSysfs(Path directory, int... pins) throws IOException {
    this.directory = directory;
    write("gpio/export", "");
    write("gpio/unexport", "");
    for (int pin : pins) {
      addPin(pin);
    }
  }

  /** Makes a pin as the kernel does once it is exported. */
  void addPin(int pin) throws IOException {
    write("gpio/gpio" + pin + "/direction", "in");
    write("gpio/gpio" + pin + "/value", "0");
  }

  void addPwm(int channels) throws IOException {
    write("pwm/pwmchip0/npwm", channels + "\n");
    write("pwm/pwmchip0/export", "");
    write("pwm/pwmchip0/unexport", "");
    for (int i = 0; i < channels; i++) {
      String pwm = "pwm/pwmchip0/pwm" + i + "/";
      write(pwm + "period", "0");
      write(pwm + "duty_cycle", "0");
      write(pwm + "enable", "0");
      write(pwm + "polarity", "normal");
    }
  }

  Path directory() {
    return directory;
  }

  void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  String read(String file) {
    try {
      return Files.readString(directory.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean high(int pin) {
    return read("gpio/gpio" + pin + "/value").equals("1");
  }

  /** The share of a channel's period in which it is high, in percent; 0 while disabled. */
  long duty(int channel) {
    String pwm = "pwm/pwmchip0/pwm" + channel + "/";
    return read(pwm + "enable").equals("0")
        ? 0
        : 100 * Long.parseLong(read(pwm + "duty_cycle")) / Long.parseLong(read(pwm + "period"));
  }
}
