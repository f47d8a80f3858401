package io.moodspeaker.music.composed;

import io.moodspeaker.composer.EndlessTune;
import io.moodspeaker.composer.Style;
import io.moodspeaker.composer.synth.Stereo;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.loudness.Limiter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** The bars of an endless tune as the player takes them. Used by one thread. */
final class ComposedBars {
  /** What ReplayGain takes for a track of -17 LUFS, so that no level is looked for. */
  private static final OptionalDouble GAIN = OptionalDouble.of(-1);

  /** Under the player's own ceiling, so that no bar sets that to work. */
  static final double CEILING = Math.pow(10, -2 / 20.0);

  private final EndlessTune tune;
  private final Limiter limiter = new Limiter(CEILING);

  /** A bar's samples, and what it is. */
  @SuppressWarnings("ArrayRecordComponent") // The samples are handed on, and never compared.
  record Piece(float[] samples, TrackTags tags) {}

  ComposedBars(long seed, Supplier<Style> style) {
    tune = new EndlessTune(seed, Pcm.RATE, style);
  }

  Piece next() {
    EndlessTune.Heard bar = tune.next();
    Stereo sound = bar.sound();
    float[] samples = new float[sound.length() * Pcm.CHANNELS];
    for (int i = 0; i < sound.length(); i++) {
      samples[2 * i] = (float) sound.left()[i];
      samples[2 * i + 1] = (float) sound.right()[i];
    }
    limiter.process(samples, sound.length());
    String title =
        String.format(Locale.ROOT, "%s, %.0f beats a minute", bar.key(), bar.style().tempo());
    return new Piece(
        samples,
        new TrackTags(
            Optional.of(title), Optional.of("moodspeaker"), Optional.empty(), GAIN, GAIN));
  }
}
