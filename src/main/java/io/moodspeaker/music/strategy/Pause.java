package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.Optional;

/** Waits until somebody returns, and then goes on; for an empty room alone. */
public final class Pause implements Strategy {
  @Override
  public String word() {
    return "pause";
  }

  @Override
  public Optional<String> complaint(Mood mood, MusicPlan plan) {
    return mood == Mood.ABSENT
        ? Optional.empty()
        : Optional.of("is for absent alone; use silence or keep for " + mood);
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.only(PlaybackAction.Kind.PAUSE, this, plan);
  }
}
