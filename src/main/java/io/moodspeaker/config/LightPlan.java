package io.moodspeaker.config;

import java.util.Optional;

/**
 * The light of a mood: a pin of its own, a colour of the RGB lamp, or both, and the lamp that is
 * connected decides.
 *
 * @param pin a BCM number, 0 to 27
 * @param rgb the colour
 * @param pattern the rhythm of either
 */
public record LightPlan(Optional<Integer> pin, Optional<Rgb> rgb, LightWord pattern) {
  /** A colour; each part is 0 to 255. */
  public record Rgb(int red, int green, int blue) {}
}
