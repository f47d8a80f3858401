package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.Optional;

/** Plays the playlist that comforts, whatever the mood's own. */
public final class Comfort implements Strategy {
  @Override
  public String word() {
    return "comfort";
  }

  @Override
  public Optional<String> complaint(Mood mood, MusicPlan plan) {
    return plan.comfort().isPresent()
        ? Optional.empty()
        : Optional.of("of " + mood + " needs the playlist music: comfort:; add it");
  }

  @Override
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return Actions.playing(this, mood, plan, plan.comfort());
  }
}
