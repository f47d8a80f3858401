package io.moodspeaker.light;

import io.moodspeaker.model.Mood;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A light that remembers what it was told. */
public final class FakeLight implements Light {
  private final List<String> shown = Collections.synchronizedList(new ArrayList<>());

  /** What was shown so far, oldest first: {@code sadness pin 21 pulse}, {@code off}. */
  public List<String> shown() {
    return List.copyOf(shown);
  }

  @Override
  public void show(Mood mood, LightPattern pattern) {
    shown.add(mood + " " + pattern);
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
