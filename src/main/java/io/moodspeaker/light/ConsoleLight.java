package io.moodspeaker.light;

import io.moodspeaker.model.Mood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A light for machines without lamps: one line in the log for each change. */
public final class ConsoleLight implements Light {
  private static final Logger LOG = LoggerFactory.getLogger(ConsoleLight.class);

  @Override
  public void show(Mood mood, LightPattern pattern) {
    LOG.info("light: {} {} {}", mood, pattern.lamp(), pattern.rhythm());
  }

  @Override
  public void off() {
    LOG.info("light: off");
  }

  @Override
  public void close() {}
}
