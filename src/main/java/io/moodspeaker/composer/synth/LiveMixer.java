package io.moodspeaker.composer.synth;

import java.util.Arrays;
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

  /** Room for peaks while parts add up. */
  private static final double REFERENCE = -23;

  /** The gain follows the loudness of so many bars, so that a soft bar stays a little softer. */
  private static final double MEMORY = 0.7;

  /** A tenth of a second in which an instrument's body falls silent. */
  private static final int DECAY = Stereo.RATE / 10;

  /** A filter's corner moves every 64 samples, about a millisecond. */
  private static final int CONTROL = 64;

  private final double scale;
  private final double transpose;
  private final Random random;
  private final Reverb reverb;
  private final Stereo dry = new Stereo(Stereo.samples(LONGEST));
  private final Stereo toRoom = new Stereo(dry.length());
  private final Stereo part = new Stereo(dry.length());
  private final Map<Instrument, Double> loudness = new HashMap<>();
  private final Dull left = new Dull();
  private final Dull right = new Dull();

  /** Where what was played ends. */
  private int filled;

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
    int length = Math.min(part.length(), part.filled() + DECAY);
    instrument.colour(part, length);
    double factor =
        Acoustics.gain(
            REFERENCE + level - loudness.computeIfAbsent(instrument, LiveMixer::measure));
    mix(part.left(), dry.left(), toRoom.left(), length, factor, factor * send);
    mix(part.right(), dry.right(), toRoom.right(), length, factor, factor * send);
    part.clear(length);
    filled = Math.max(filled, length);
  }

  private static void mix(
      double[] from, double[] dry, double[] room, int length, double gain, double send) {
    for (int i = 0; i < length; i++) {
      dry[i] += gain * from[i];
      room[i] += send * from[i];
    }
  }

  /** How loud an instrument is that plays a note of middle length twice a second. */
  private static double measure(Instrument instrument) {
    Stereo sound = new Stereo(Stereo.samples(2.5));
    Random random = new Random(1);
    for (int i = 0; i < 4; i++) {
      double pitch = instrument instanceof Drums ? "ksks".charAt(i) : 60 + 3 * i;
      instrument.play(new Note(0.5 * i, 0.6, pitch, 0.6), sound, random);
    }
    instrument.colour(sound, sound.length());
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
    for (Stereo sound : List.of(dry, toRoom)) {
      shift(sound.left(), samples);
      shift(sound.right(), samples);
    }
    filled = Math.max(0, filled - samples);
    dull(out, Acoustics.onePole(brightness / scale));
    level(out);
    return out;
  }

  /** Forgets the bar that is over, and moves to the front what rings on. */
  private void shift(double[] channel, int samples) {
    int rest = Math.max(0, filled - samples);
    System.arraycopy(channel, filled - rest, channel, 0, rest);
    Arrays.fill(channel, rest, filled, 0);
  }

  /** Two poles for each side, and the depth that no small loudspeaker plays taken out. */
  private void dull(Stereo out, double target) {
    double from = weight == 0 ? target : weight;
    left.run(out.left(), from, target);
    right.run(out.right(), from, target);
    weight = target;
  }

  /** One side of it. */
  private static final class Dull {
    private final Biquad floor = Biquad.highpass(28, 0.7);
    private double first;
    private double second;

    void run(double[] channel, double from, double to) {
      floor.run(channel);
      double one = first;
      double two = second;
      double now = from;
      double step = (to - from) * CONTROL / channel.length;
      for (int i = 0; i < channel.length; i++) {
        if (i % CONTROL == 0) {
          now += step;
        }
        one += now * (channel[i] - one);
        two += now * (one - two);
        channel[i] = two;
      }
      first = one;
      second = two;
    }
  }

  private void level(Stereo out) {
    double here = StrictMath.pow(10, Loudness.integrated(out) / 10);
    power = power == 0 ? here : Acoustics.mix(here, power, MEMORY);
    double target =
        Math.min(
            Acoustics.gain(24), Acoustics.gain(Mastering.TARGET - 10 * StrictMath.log10(power)));
    double now = gain == 0 ? target : gain;
    double step = (target - now) / out.length();
    double[] l = out.left();
    double[] r = out.right();
    for (int i = 0; i < l.length; i++) {
      now += step;
      l[i] *= now;
      r[i] *= now;
    }
    gain = target;
  }
}
