package io.moodspeaker.light;

import java.util.Locale;

/** What lights up: a single pin, or the RGB lamp in one colour. */
public sealed interface Lamp {
  /**
   * A lamp on one GPIO pin, on or off.
   *
   * @param bcm the Broadcom number, 0 to 27 as on the 40-pin header
   */
  record Pin(int bcm) implements Lamp {
    /** The last GPIO number that the 40-pin header brings out. */
    public static final int LAST = 27;

    public Pin {
      if (bcm < 0 || bcm > LAST) {
        throw new IllegalArgumentException(
            "light pin must be a BCM number of 0 to " + LAST + ", was " + bcm);
      }
    }

    @Override
    public String toString() {
      return "pin " + bcm;
    }
  }

  /** The RGB lamp in one colour; each component is 0 to 255 as in sRGB. */
  record Rgb(int red, int green, int blue) implements Lamp {
    public Rgb {
      for (int part : new int[] {red, green, blue}) {
        if (part < 0 || part > 255) {
          throw new IllegalArgumentException(
              "light colour parts must be 0 to 255, were " + red + ", " + green + ", " + blue);
        }
      }
    }

    /**
     * The colour written as {@code #rrggbb}.
     *
     * @throws IllegalArgumentException if it is not written so
     */
    public static Rgb of(String hex) {
      if (!hex.matches("#[0-9a-fA-F]{6}")) {
        throw new IllegalArgumentException(
            "light colour must be written as \"#rrggbb\", was '" + hex + "'");
      }
      int value = Integer.parseInt(hex.substring(1), 16);
      return new Rgb(value >> 16, value >> 8 & 0xff, value & 0xff);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
  }
}
