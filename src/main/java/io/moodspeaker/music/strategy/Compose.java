package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;

/** Plays music that is composed for the mood; from one such mood to another it turns, uncut. */
public final class Compose implements Strategy {
  @Override
  public String word() {
    return "compose";
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.playing(this, mood, plan, Locations.COMPOSED, false);
  }
}
