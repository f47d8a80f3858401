package io.moodspeaker.light;

/** What is lit, and how its brightness goes over time. */
public record LightState(Lamp lamp, LightPattern pattern) {
  /** One pin, by its BCM number. */
  public static LightState pin(int bcm, LightPattern pattern) {
    return new LightState(new Lamp.Pin(bcm), pattern);
  }

  /** The RGB lamp in a colour written as {@code #rrggbb}. */
  public static LightState colour(String hex, LightPattern pattern) {
    return new LightState(Lamp.Rgb.of(hex), pattern);
  }

  /** Plain words for logs: {@code pin 21} or {@code pin 21 pulse}. */
  @Override
  public String toString() {
    return pattern == LightPattern.STEADY ? lamp.toString() : lamp + " " + pattern;
  }
}
