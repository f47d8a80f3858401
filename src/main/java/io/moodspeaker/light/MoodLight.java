package io.moodspeaker.light;

import java.util.Optional;

/**
 * The light of a mood as {@code moods.yaml} gives it: a pin of its own, a colour of the RGB lamp,
 * or both, and the lamp that is connected decides.
 */
public record MoodLight(Optional<Lamp.Pin> pin, Optional<Lamp.Rgb> rgb, LightPattern pattern) {
  /**
   * What is shown.
   *
   * @param rgbLamp whether an RGB lamp is connected, whose colour goes before the pin
   * @return empty where only a colour is given and no RGB lamp is connected
   */
  public Optional<LightState> state(boolean rgbLamp) {
    Optional<Lamp> single = pin.map(Lamp.class::cast);
    return (rgbLamp ? rgb.map(Lamp.class::cast).or(() -> single) : single)
        .map(lamp -> new LightState(lamp, pattern));
  }
}
