package io.moodspeaker.light;

import java.util.List;
import java.util.stream.Stream;

/** The three pins of the RGB lamp, as BCM numbers. */
public record RgbPins(int red, int green, int blue) {
  public RgbPins {
    for (int pin : List.of(red, green, blue)) {
      if (pin < 0 || pin > Lamp.Pin.LAST) {
        throw new IllegalArgumentException("must be three BCM numbers of 0 to " + Lamp.Pin.LAST);
      }
    }
    if (red == green || green == blue || red == blue) {
      throw new IllegalArgumentException(
          "must be three different BCM numbers of 0 to 27, such as 12,13,19");
    }
  }

  /** Whether a pin is one of the three. */
  public boolean has(Lamp.Pin pin) {
    return List.of(red, green, blue).contains(pin.bcm());
  }

  /**
   * The pins written as {@code red,green,blue}: {@code 12,13,19}.
   *
   * @throws IllegalArgumentException if they are not written so
   */
  public static RgbPins of(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3
        || !Stream.of(parts).allMatch(part -> part.strip().matches("[0-9]{1,2}"))) {
      throw new IllegalArgumentException("must be three BCM numbers like 12,13,19");
    }
    List<Integer> pins = Stream.of(parts).map(part -> Integer.valueOf(part.strip())).toList();
    return new RgbPins(pins.get(0), pins.get(1), pins.get(2));
  }
}
