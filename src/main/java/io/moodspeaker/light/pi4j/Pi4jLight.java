package io.moodspeaker.light.pi4j;

import io.moodspeaker.light.Lamp;
import io.moodspeaker.light.Light;
import io.moodspeaker.light.LightException;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.LightState;
import io.moodspeaker.light.RgbPins;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lamps on real pins. Safe for use by several threads.
 *
 * <p>A pin is claimed when it is first needed and stays claimed, and low, until {@link #prepare}
 * finds that no mood needs it or the light is closed.
 */
public final class Pi4jLight implements Light {
  private static final Logger LOG = LoggerFactory.getLogger(Pi4jLight.class);

  /** 25 steps a second: the least that looks smooth. */
  private static final Duration PULSE_STEP = Duration.ofMillis(40);

  /** A quarter of the blink's half: its edges are then at most an eighth late. */
  private static final Duration BLINK_STEP = Duration.ofMillis(125);

  private final PinBank pins;
  private final Optional<RgbPins> rgb;
  private final Scheduler scheduler;
  private final InstantSource clock;
  private final Map<Integer, Output> claimed = new LinkedHashMap<>();
  private Runnable stopBeat = () -> {};
  private boolean closed;

  /** Takes over the bank, and closes it; the scheduler stays its maker's. */
  Pi4jLight(PinBank pins, Optional<RgbPins> rgb, Scheduler scheduler, InstantSource clock) {
    this.pins = pins;
    this.rgb = rgb;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @Override
  public String sink() {
    return "GPIO";
  }

  @Override
  public synchronized Collection<String> prepare(Collection<LightState> states) {
    Set<Integer> needed = new HashSet<>();
    List<String> problems = new ArrayList<>();
    for (LightState state : states) {
      try {
        if (state.lamp() instanceof Lamp.Pin pin) {
          needed.add(pin.bcm());
          claim(pin.bcm());
        } else {
          RgbPins three = rgbPins();
          needed.addAll(List.of(three.red(), three.green(), three.blue()));
          claim(three);
        }
      } catch (LightException e) {
        if (!problems.contains(e.getMessage())) {
          problems.add(e.getMessage());
        }
      }
    }
    List<Integer> spare = claimed.keySet().stream().filter(pin -> !needed.contains(pin)).toList();
    spare.forEach(this::release);
    return problems;
  }

  @Override
  public synchronized void show(Mood mood, LightState state) {
    if (closed) {
      throw new LightException("the light is closed, so " + mood + " can't be shown");
    }
    off();
    LightPattern pattern = state.pattern();
    Brightness lamp = lamp(state.lamp());
    lamp.set(pattern.levelAt(Duration.ZERO));
    if (pattern != LightPattern.STEADY) {
      Beat beat = new Beat(mood, pattern, lamp, clock.instant());
      Runnable stop =
          scheduler.every(pattern == LightPattern.BLINK ? BLINK_STEP : PULSE_STEP, beat);
      stopBeat =
          () -> {
            beat.ended = true;
            stop.run();
          };
    }
  }

  /** One lamp as a thing of one brightness, 0 to 1. */
  private interface Brightness {
    void set(double level);
  }

  private Brightness lamp(Lamp lamp) {
    if (lamp instanceof Lamp.Pin pin) {
      Output output = claim(pin.bcm());
      return level -> output.set(level, level >= 0.5);
    }
    Lamp.Rgb colour = (Lamp.Rgb) lamp;
    List<Output> outputs = claim(rgbPins());
    List<Integer> parts = List.of(colour.red(), colour.green(), colour.blue());
    // On a pin that can't be dimmed, a part counts if it is at least half of the strongest one.
    int strongest = Math.max(1, Math.max(colour.red(), Math.max(colour.green(), colour.blue())));
    return level -> {
      for (int i = 0; i < parts.size(); i++) {
        int part = parts.get(i);
        outputs.get(i).set(part / 255.0 * level, level >= 0.5 && part * 2 >= strongest);
      }
    };
  }

  private RgbPins rgbPins() {
    return rgb.orElseThrow(
        () ->
            new LightException(
                "a light colour needs the RGB lamp's three pins; set light.rgb-pins=RED,GREEN,BLUE"));
  }

  private final class Beat implements Runnable {
    private final Mood mood;
    private final LightPattern pattern;
    private final Brightness lamp;
    private final Instant start;
    private boolean ended;

    Beat(Mood mood, LightPattern pattern, Brightness lamp, Instant start) {
      this.mood = mood;
      this.pattern = pattern;
      this.lamp = lamp;
      this.start = start;
    }

    @Override
    public void run() {
      synchronized (Pi4jLight.this) {
        if (ended) {
          return;
        }
        try {
          lamp.set(pattern.levelAt(Duration.between(start, clock.instant())));
        } catch (LightException e) {
          LOG.error("light stops showing {}: {}", mood, e.getMessage());
          off();
        }
      }
    }
  }

  private Output claim(int bcm) {
    Output there = claimed.get(bcm);
    if (there == null) {
      there = pins.claim(bcm);
      claimed.put(bcm, there);
    }
    return there;
  }

  private List<Output> claim(RgbPins three) {
    List<Output> outputs = new ArrayList<>();
    Set<Integer> channels = new HashSet<>();
    for (int pin : List.of(three.red(), three.green(), three.blue())) {
      Output there = claimed.get(pin);
      Optional<Integer> channel = pins.channel(pin).filter(channels::add);
      if (there == null && channel.isPresent()) {
        there = pins.claimPwm(pin, channel.get());
        claimed.put(pin, there);
      } else if (there == null) {
        LOG.info("light pin {} has no PWM channel of its own: its colour is on or off", pin);
        there = claim(pin);
      }
      outputs.add(there);
    }
    return outputs;
  }

  private void release(int bcm) {
    try {
      claimed.remove(bcm).release();
    } catch (LightException e) {
      LOG.warn("not released: {}", e.getMessage());
    }
  }

  @Override
  public synchronized void off() {
    stopBeat.run();
    stopBeat = () -> {};
    for (Output output : claimed.values()) {
      try {
        output.set(0, false);
      } catch (LightException e) {
        LOG.error("not dark: {}", e.getMessage());
      }
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    off();
    List.copyOf(claimed.keySet()).forEach(this::release);
    pins.close();
  }
}
