package io.moodspeaker.composer;

import io.moodspeaker.composer.synth.Instruments;
import io.moodspeaker.composer.synth.LiveMixer;
import io.moodspeaker.composer.synth.Stereo;
import java.util.function.Supplier;

/**
 * Music without end that follows a style, a bar at a time. Seeded: the same seed and styles give
 * the same samples. Used by one thread at a time.
 */
public final class EndlessTune {
  /** Between a living room and a hall, in seconds. */
  private static final double ROOM = 1.8;

  private static final double ROOM_BRIGHTNESS = 4200;

  private final Supplier<Style> style;
  private final Composition composition;
  private final LiveMixer mixer;

  /**
   * A bar as it sounds.
   *
   * @param sound at the tune's rate
   * @param style how it was composed
   * @param key its tonic and mode, such as {@code D minor}
   */
  public record Heard(Stereo sound, Style style, String key) {}

  /**
   * A tune that has not begun.
   *
   * @param rate frames a second, at most {@link Stereo#RATE}
   * @param style asked at each bar
   */
  public EndlessTune(long seed, int rate, Supplier<Style> style) {
    this.style = style;
    composition = new Composition(seed, style.get());
    mixer = new LiveMixer(rate, ROOM, ROOM_BRIGHTNESS, seed);
  }

  /** The next bar: 1.7 to 4 seconds. */
  public Heard next() {
    Bar bar = composition.next(style.get());
    for (Bar.Played part : bar.parts()) {
      mixer.add(Instruments.named(part.instrument()), part.notes(), part.level(), part.send());
    }
    return new Heard(mixer.bar(bar.seconds(), bar.style().corner()), bar.style(), bar.key());
  }
}
