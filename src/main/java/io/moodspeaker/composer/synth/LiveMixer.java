package io.moodspeaker.composer.synth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Plays parts bar by bar in one room, without end: what rings on goes on in the next bar. Used by
 * one thread at a time.
 *
 * <p>Each bar comes out as loud as {@link Mastering#TARGET}: it is measured before it is heard, and
 * the gain glides along it. Peaks are left to whoever plays it.
 */
public final class LiveMixer {
  /** What is played is put together before its end is known: the longest bar, note and ring. */
  private static final double LONGEST = 9.5;

  /** After so many seconds nothing rings that one hears. */
  private static final double RING = 4;

  /** Room for peaks while parts add up. */
  private static final double REFERENCE = -23;

  /** The gain follows the loudness of so many bars, so that a soft bar stays a little softer. */
  private static final double MEMORY = 0.7;

  /** A filter's corner moves every 64 samples, about a millisecond. */
  private static final int CONTROL = 64;

  private final double scale;
  private final double transpose;
  private final Random random;
  private final Reverb reverb;
  private final Stereo dry = new Stereo(Stereo.samples(LONGEST));
  private final Stereo toRoom = new Stereo(dry.length());
  private final Map<Instrument, Double> loudness = new HashMap<>();
  private final double[] low = new double[4];
  private final Biquad[] floor = {Biquad.highpass(28, 0.7), Biquad.highpass(28, 0.7)};

  private double weight;
  private double power;
  private double gain;

  /**
   * An empty mix.
   *
   * @param rate the rate at which it is played, at most {@link Stereo#RATE}: notes are played so
   *     much higher and shorter that they come out right
   * @param room seconds for which the room rings
   * @param brightness the corner in hertz above which the room is dull
   */
  public LiveMixer(int rate, double room, double brightness, long seed) {
    scale = rate / (double) Stereo.RATE;
    transpose = -12 * StrictMath.log(scale) / StrictMath.log(2);
    random = new Random(seed);
    reverb = new Reverb(room, brightness);
  }

  /**
   * Plays one part into the next bar.
   *
   * @param notes in seconds from the bar's start
   * @param level its loudness against the other parts, in LU
   * @param send how much of it the room gets, 0 to 1
   */
  public void add(Instrument instrument, List<Note> notes, double level, double send) {
    if (notes.isEmpty()) {
      return;
    }
    double end = 0;
    for (Note note : notes) {
      end = Math.max(end, note.start() + note.length());
    }
    Stereo part = new Stereo(Math.min(dry.length(), Stereo.samples(end * scale + RING)));
    boolean drum = instrument instanceof Drums;
    for (Note note : notes) {
      instrument.play(
          new Note(
              note.start() * scale,
              note.length() * scale,
              note.pitch() + (drum ? 0 : transpose),
              note.velocity()),
          part,
          random);
    }
    instrument.colour(part);
    double factor =
        Acoustics.gain(
            REFERENCE + level - loudness.computeIfAbsent(instrument, LiveMixer::measure));
    dry.add(part, factor);
    toRoom.add(part, factor * send);
  }

  /** How loud an instrument is that plays a note of middle length twice a second. */
  private static double measure(Instrument instrument) {
    Stereo sound = new Stereo(Stereo.samples(2.5));
    Random random = new Random(1);
    for (int i = 0; i < 4; i++) {
      double pitch = instrument instanceof Drums ? "ksks".charAt(i) : 60 + 3 * i;
      instrument.play(new Note(0.5 * i, 0.6, pitch, 0.6), sound, random);
    }
    instrument.colour(sound);
    return Loudness.integrated(sound);
  }

  /**
   * Ends a bar.
   *
   * @param seconds its length
   * @param brightness the corner in hertz above which all is dulled; it glides there
   * @return its sound, for the rate that was given
   */
  public Stereo bar(double seconds, double brightness) {
    int samples = Stereo.samples(seconds * scale);
    Stereo out = dry.head(samples);
    reverb.answer(toRoom, out, samples);
    shift(dry, samples);
    shift(toRoom, samples);
    dull(out, Acoustics.onePole(brightness / scale));
    level(out);
    return out;
  }

  private static void shift(Stereo sound, int samples) {
    shift(sound.left(), samples);
    shift(sound.right(), samples);
  }

  private static void shift(double[] channel, int samples) {
    System.arraycopy(channel, samples, channel, 0, channel.length - samples);
    java.util.Arrays.fill(channel, channel.length - samples, channel.length, 0);
  }

  /** Two poles for each side, and the depth that no small loudspeaker plays taken out. */
  private void dull(Stereo out, double target) {
    double now = weight == 0 ? target : weight;
    double step = (target - now) * CONTROL / out.length();
    for (int i = 0; i < out.length(); i++) {
      if (i % CONTROL == 0) {
        now += step;
      }
      low[0] += now * (floor[0].next(out.left()[i]) - low[0]);
      low[1] += now * (low[0] - low[1]);
      low[2] += now * (floor[1].next(out.right()[i]) - low[2]);
      low[3] += now * (low[2] - low[3]);
      out.left()[i] = low[1];
      out.right()[i] = low[3];
    }
    weight = target;
  }

  private void level(Stereo out) {
    double here = StrictMath.pow(10, Loudness.integrated(out) / 10);
    power = power == 0 ? here : Acoustics.mix(here, power, MEMORY);
    double target =
        Math.min(
            Acoustics.gain(24), Acoustics.gain(Mastering.TARGET - 10 * StrictMath.log10(power)));
    double now = gain == 0 ? target : gain;
    double step = (target - now) / out.length();
    for (int i = 0; i < out.length(); i++) {
      now += step;
      out.left()[i] *= now;
      out.right()[i] *= now;
    }
    gain = target;
  }
}
