package io.moodspeaker.light;

import io.moodspeaker.model.Mood;

/** A light for machines without lamps: what it would show is told with each change of mood. */
public final class ConsoleLight implements Light {
  @Override
  public String sink() {
    return "console";
  }

  @Override
  public void show(Mood mood, LightState state) {}

  @Override
  public void off() {}

  @Override
  public void close() {}
}
