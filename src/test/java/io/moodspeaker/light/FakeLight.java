package io.moodspeaker.light;

import io.moodspeaker.model.Mood;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A light that remembers what it was told. */
public final class FakeLight implements Light {
  private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

  private volatile Optional<String> failure = Optional.empty();

  /** What was shown so far, oldest first: {@code sadness pin 21 pulse}, {@code off}. */
  public List<String> shown() {
    return List.copyOf(shown);
  }

  /** From now on its lamps can't be used. */
  public void fail(String why) {
    failure = Optional.of(why);
  }

  @Override
  public String sink() {
    return "fake";
  }

  @Override
  public void show(Mood mood, LightState state) {
    if (failure.isPresent()) {
      throw new LightException(failure.get());
    }
    shown.add(mood + " " + state);
  }

  @Override
  public void off() {
    shown.add("off");
  }

  @Override
  public void close() {
    shown.add("closed");
  }
}
