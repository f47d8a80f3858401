package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.Optional;

/** Plays the mood's own playlist. */
public final class Match implements Strategy {
  @Override
  public String word() {
    return "match";
  }

  @Override
  public Optional<String> complaint(Mood mood, MusicPlan plan) {
    return Actions.needsPlaylist(mood, plan);
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.playing(this, mood, plan, plan.of(mood).playlist());
  }
}
