package io.moodspeaker.light;

import io.moodspeaker.model.Mood;
import java.util.Collection;
import java.util.List;

/** Shows a mood on a lamp. Safe for use by several threads; whoever opened it closes it. */
public interface Light extends AutoCloseable {
  /** Where it shows: {@code GPIO}, {@code console}. */
  String sink();

  /**
   * Claims what these states need and lets go of what they do not. Optional: {@link #show} claims
   * by itself, but a pin that is taken is then reported only when its mood comes.
   *
   * @return one plain line for each lamp that can't be used: what, why, remedy
   */
  default Collection<String> prepare(Collection<LightState> states) {
    return List.of();
  }

  /**
   * Shows a state until the next call; what was shown before goes dark.
   *
   * @throws LightException if its lamp can't be used; what was shown before is dark all the same
   */
  void show(Mood mood, LightState state);

  /** Makes everything dark. */
  void off();

  /** Makes everything dark and releases the pins. */
  @Override
  void close();
}
