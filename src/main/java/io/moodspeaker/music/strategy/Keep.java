package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;

/** Lets go on what plays. */
public final class Keep implements Strategy {
  @Override
  public String word() {
    return "keep";
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.only(PlaybackAction.Kind.KEEP, this, plan);
  }
}
