package io.moodspeaker.light;

import io.moodspeaker.model.Mood;

/** A light that was asked for and can't be had: each mood's light is told to have failed. */
final class MissingLight implements Light {
  private final LightException why;

  MissingLight(LightException why) {
    this.why = why;
  }

  @Override
  public String sink() {
    return "";
  }

  @Override
  public void show(Mood mood, LightState state) {
    throw new LightException(why.getMessage(), why);
  }

  @Override
  public void off() {}

  @Override
  public void close() {}
}
