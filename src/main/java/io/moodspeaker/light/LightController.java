package io.moodspeaker.light;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Outcome;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows each mood's light, and tells what it did. Safe for use by several threads. */
public final class LightController {
  private static final Logger LOG = LoggerFactory.getLogger(LightController.class);
  private static final String ANSWER = "light";
  private static final String DARK = "no light";

  private final Light light;
  private final boolean rgbLamp;
  private Map<Mood, MoodLight> moods = Map.of();
  private Optional<LightState> shown = Optional.empty();

  /**
   * A controller that has shown nothing yet.
   *
   * @param light stays its opener's to close
   * @param rgbLamp whether an RGB lamp is connected
   */
  public LightController(Light light, boolean rgbLamp) {
    this.light = light;
    this.rgbLamp = rgbLamp;
  }

  /** Takes over the light of each mood, from the next change on; says which can't be used. */
  public synchronized void update(Map<Mood, MoodLight> newer) {
    moods = Map.copyOf(newer);
    light
        .prepare(moods.values().stream().flatMap(mood -> mood.state(rgbLamp).stream()).toList())
        .forEach(LOG::warn);
  }

  /** Shows a mood's light, or darkness where it has none. */
  public synchronized Outcome show(Mood mood) {
    Optional<MoodLight> wanted = Optional.ofNullable(moods.get(mood));
    Optional<LightState> state = wanted.flatMap(one -> one.state(rgbLamp));
    if (state.isEmpty()) {
      Outcome outcome = off();
      return wanted.isEmpty()
          ? outcome
          : Outcome.unchanged(ANSWER, "", DARK, "its colour needs light.rgb-pins");
    }
    try {
      light.show(mood, state.get());
      shown = state;
      return Outcome.done(ANSWER, light.sink(), "light " + state.get());
    } catch (LightException unusable) {
      shown = Optional.empty();
      return Outcome.failed(ANSWER, state.get().lamp().toString(), DARK, unusable.getMessage());
    }
  }

  /** Makes everything dark. */
  public synchronized Outcome off() {
    boolean lit = shown.isPresent();
    light.off();
    shown = Optional.empty();
    return new Outcome(
        ANSWER,
        light.sink(),
        lit ? Outcome.Result.DONE : Outcome.Result.UNCHANGED,
        DARK,
        Optional.empty());
  }

  /** Where it is shown. */
  public String sink() {
    return light.sink();
  }

  /** What is lit. */
  public synchronized Optional<LightState> shown() {
    return shown;
  }
}
