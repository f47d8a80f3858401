package io.moodspeaker.camera.drawn;

import io.moodspeaker.model.Emotion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the drawn face does over time.
 *
 * @param blend how long it takes to pass from one step to the next
 * @param loop whether the first step follows the last
 * @param steps at least one
 */
public record Scenario(Duration blend, boolean loop, List<Step> steps) {
  /** From here a head is outside the picture. */
  private static final double OUTSIDE = 500;

  /** People blink some fifteen times a minute. */
  private static final double BLINK_EVERY = 3.9;

  /**
   * One step.
   *
   * @param show the emotion; empty for an empty room
   * @param length how long, the passing from the step before included
   * @param strength how strongly, 0 to 1
   * @param pose where the head is meanwhile
   */
  public record Step(Optional<Emotion> show, Duration length, double strength, Pose pose) {
    public Step {
      if (!length.isPositive()) {
        throw new IllegalArgumentException("a step's length must be above 0, was " + length);
      }
      if (!(strength >= 0 && strength <= 1)) {
        throw new IllegalArgumentException("strength must be 0 to 1, was " + strength);
      }
    }

    private Expression expression() {
      return Expression.of(Emotion.NEUTRAL)
          .toward(Expression.of(show.orElse(Emotion.NEUTRAL)), strength);
    }
  }

  /** A person at a moment. */
  record Scene(Expression expression, Pose pose) {}

  public Scenario {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a scenario needs at least one step");
    }
    if (blend.isNegative()) {
      throw new IllegalArgumentException("blend must be 0 or more, was " + blend);
    }
  }

  /** How long all steps take together. */
  public Duration length() {
    return steps.stream().map(Step::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** Whether the scenario is over at a position. */
  boolean isOver(Duration position) {
    return !loop && position.compareTo(length()) >= 0;
  }

  /**
   * The step that a position falls into; beyond the end the last one, or with a loop the one of the
   * next round.
   */
  public Step stepAt(Duration position) {
    return steps.get(index(position));
  }

  /** Who is to be seen at a position, counted from the start; empty when nobody is. */
  Optional<Scene> at(Duration position) {
    int index = index(position);
    Duration into = into(position, index);
    Step step = steps.get(index);
    boolean first = position.compareTo(steps.get(0).length()) < 0;
    Step before = first ? step : steps.get(Math.floorMod(index - 1, steps.size()));
    double t = blend.isZero() ? 1 : ease((double) into.toNanos() / blend.toNanos());
    double away = mix(absence(before), absence(step), t);
    if (away >= 1) {
      return Optional.empty();
    }
    // Who leaves keeps the face that they had, and who comes brings the new one.
    Step from = before.show().isEmpty() ? step : before;
    Step to = step.show().isEmpty() ? before : step;
    Expression expression = from.expression().toward(to.expression(), t);
    double seconds = position.toNanos() / 1e9;
    double side = step.show().isEmpty() ? 1 : -1;
    Pose pose =
        new Pose(
            mix(from.pose().x(), to.pose().x(), t) + side * OUTSIDE * away + 3 * wave(seconds, 5.3),
            mix(from.pose().y(), to.pose().y(), t) + 2 * wave(seconds, 3.7),
            mix(from.pose().scale(), to.pose().scale(), t) * (1 + .006 * wave(seconds, 7.1)),
            mix(from.pose().roll(), to.pose().roll(), t) + wave(seconds, 6.1));
    return Optional.of(new Scene(expression.blinking(blink(seconds)), pose));
  }

  private int index(Duration position) {
    Duration rest = loop ? wrapped(position) : position;
    for (int i = 0; i < steps.size(); i++) {
      if (rest.compareTo(steps.get(i).length()) < 0) {
        return i;
      }
      rest = rest.minus(steps.get(i).length());
    }
    return steps.size() - 1;
  }

  private Duration into(Duration position, int index) {
    Duration rest = loop ? wrapped(position) : position;
    for (Step before : steps.subList(0, index)) {
      rest = rest.minus(before.length());
    }
    return rest;
  }

  private Duration wrapped(Duration position) {
    return Duration.ofNanos(position.toNanos() % length().toNanos());
  }

  private static double absence(Step step) {
    return step.show().isEmpty() ? 1 : 0;
  }

  /** How far the lids are shut: for two tenths of a second, again and again. */
  private static double blink(double seconds) {
    double phase = seconds % BLINK_EVERY;
    return phase > BLINK_EVERY - .2 ? Math.sin((phase - BLINK_EVERY + .2) / .2 * Math.PI) : 0;
  }

  private static double wave(double seconds, double period) {
    return Math.sin(2 * Math.PI * seconds / period);
  }

  private static double ease(double t) {
    double x = Math.clamp(t, 0, 1);
    return x * x * (3 - 2 * x);
  }

  private static double mix(double from, double to, double t) {
    return from + (to - from) * t;
  }
}
