package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.Optional;
import java.util.function.Function;

/**
 * Meets the mood and leads out of it step by step, with tracks of the person's library; the mood's
 * own playlist as long as the library holds too few.
 */
public final class Iso implements Strategy {
  private final Function<Mood, Optional<String>> waysOut;

  /** A strategy that asks for lists which lead out of a mood. */
  public Iso(Function<Mood, Optional<String>> waysOut) {
    this.waysOut = waysOut;
  }

  @Override
  public String word() {
    return "iso";
  }

  @Override
  public Optional<String> complaint(Mood mood, MusicPlan plan) {
    return Actions.needsPlaylist(mood, plan);
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return waysOut
        .apply(mood)
        .map(list -> Actions.playing(this, mood, plan, list, false))
        .orElseGet(() -> Actions.playing(this, mood, plan, plan.of(mood).playlist()));
  }
}
