package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;

/** Fades out. */
public final class Silence implements Strategy {
  @Override
  public String word() {
    return "silence";
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.only(PlaybackAction.Kind.SILENCE, this, plan);
  }
}
