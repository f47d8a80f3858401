package io.moodspeaker.light;

/** Which lamp shows a mood, and in which rhythm. */
public record LightPattern(Lamp lamp, Rhythm rhythm) {
  /** One pin, by its BCM number. */
  public static LightPattern pin(int bcm, Rhythm rhythm) {
    return new LightPattern(new Lamp.Pin(bcm), rhythm);
  }

  /** The RGB lamp in a colour written as {@code #rrggbb}. */
  public static LightPattern colour(String hex, Rhythm rhythm) {
    return new LightPattern(Lamp.Rgb.of(hex), rhythm);
  }

  /** Plain words for logs: {@code pin 21} or {@code pin 21 pulse}. */
  @Override
  public String toString() {
    return rhythm == Rhythm.STEADY ? lamp.toString() : lamp + " " + rhythm;
  }
}
