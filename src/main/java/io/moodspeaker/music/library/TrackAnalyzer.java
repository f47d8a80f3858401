package io.moodspeaker.music.library;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.loudness.LoudnessMeter;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Listens to a track and tells what it is like.
 *
 * <p>Tempo from the autocorrelation of the spectral flux; major or minor from the correlation of
 * the chroma with Krumhansl's key profiles. Energy and valence are weighted sums of these, a first
 * estimate that a person can correct by editing the playlist.
 */
public final class TrackAnalyzer {
  private static final int WINDOW = 4096;
  private static final int HOP = 1024;
  private static final double HOPS_PER_MINUTE = 60.0 * Pcm.RATE / HOP;

  /** From a to a''': notes below are too close together for the window, and above are overtones. */
  private static final double LOWEST = 110;

  private static final double HIGHEST = 1760;

  private static final double[] MAJOR = {
    6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88
  };
  private static final double[] MINOR = {
    6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17
  };

  private final AudioSources sources;

  public TrackAnalyzer(AudioSources sources) {
    this.sources = sources;
  }

  /**
   * Listens to a whole track, some hundred times faster than it plays.
   *
   * @throws IOException if it cannot be opened or decoded
   */
  public TrackFacts analyze(Track track) throws IOException {
    try (AudioSource source = sources.open(track)) {
      return analyze(track, source);
    }
  }

  /** Listens to a source to its end. */
  public static TrackFacts analyze(Track track, AudioSource source) throws IOException {
    Optional<String> title = track.title().or(() -> source.tags().title());
    return new Listening().to(track, title.orElse(track.name()), source);
  }

  /** What is gathered while one track goes by. */
  private static final class Listening {
    private final LoudnessMeter loudness = new LoudnessMeter();
    private final Fourier fourier = new Fourier(WINDOW);
    private final double[] window = new double[WINDOW];
    private final double[] power = new double[WINDOW / 2];
    private final double[] before = new double[WINDOW / 2];
    private final double[] chroma = new double[12];
    private final List<Double> flux = new ArrayList<>();
    private double centroids;
    private int loudWindows;

    TrackFacts to(Track track, String title, AudioSource source) throws IOException {
      float[] block = new float[HOP * Pcm.CHANNELS];
      long frames = 0;
      int filled = 0;
      for (int got; (got = source.read(block, HOP - filled % HOP)) >= 0; frames += got) {
        loudness.add(block, got);
        for (int i = 0; i < got; i++) {
          window[WINDOW - HOP + filled % HOP] = (block[2 * i] + block[2 * i + 1]) / 2;
          filled++;
          if (filled % HOP == 0) {
            look();
            System.arraycopy(window, HOP, window, 0, WINDOW - HOP);
          }
        }
      }
      OptionalDouble lufs = loudness.integrated();
      OptionalDouble tempo = tempo();
      return new TrackFacts(
          track.location(),
          title,
          Pcm.duration(frames),
          lufs,
          tempo,
          majorness(),
          brightness(),
          feel(lufs, tempo));
    }

    private double brightness() {
      return loudWindows == 0 ? 0 : centroids / loudWindows;
    }

    private void look() {
      fourier.power(window, power);
      double rise = 0;
      double sum = 0;
      double weighted = 0;
      for (int i = 1; i < power.length; i++) {
        double hz = i * (double) Pcm.RATE / WINDOW;
        double level = Math.log1p(1e4 * power[i]);
        rise += Math.max(0, level - before[i]);
        before[i] = level;
        sum += power[i];
        weighted += hz * power[i];
        if (hz >= LOWEST && hz <= HIGHEST) {
          int note = (int) Math.round(12 * Math.log(hz / 440) / Math.log(2));
          chroma[Math.floorMod(note, 12)] += Math.sqrt(power[i]);
        }
      }
      flux.add(rise);
      if (sum > 1e-7) {
        centroids += weighted / sum;
        loudWindows++;
      }
    }

    private OptionalDouble tempo() {
      double mean = flux.stream().mapToDouble(Double::doubleValue).average().orElse(0);
      double[] onsets = flux.stream().mapToDouble(value -> value - mean).toArray();
      double whole = correlation(onsets, 0);
      double best = 0;
      double bestTempo = 0;
      for (double bpm = 60; bpm <= 180; bpm += 0.5) {
        double lag = HOPS_PER_MINUTE / bpm;
        double found = 0;
        for (int beats = 1; beats <= 4; beats++) {
          found += correlation(onsets, (int) Math.round(beats * lag)) / 4;
        }
        // People tap near 115 a minute rather than at half or twice that.
        double octaves = Math.log(bpm / 115) / Math.log(2);
        double score = found * Math.exp(-octaves * octaves);
        if (score > best) {
          best = score;
          bestTempo = bpm;
        }
      }
      return whole > 0 && best > 0.05 * whole
          ? OptionalDouble.of(bestTempo)
          : OptionalDouble.empty();
    }

    private static double correlation(double[] values, int lag) {
      double sum = 0;
      for (int i = lag; i < values.length; i++) {
        sum += values[i] * values[i - lag];
      }
      return values.length > lag ? sum / (values.length - lag) : 0;
    }

    private Feel feel(OptionalDouble lufs, OptionalDouble tempo) {
      double loud = part(lufs.orElse(-60), -30, -9);
      double bright = part(brightness(), 200, 3000);
      double attacks =
          part(flux.stream().mapToDouble(Double::doubleValue).average().orElse(0), 10, 150);
      double fast = tempo.isPresent() ? part(tempo.getAsDouble(), 60, 160) : 0.3;
      double energy = 0.3 * loud + 0.2 * bright + 0.3 * attacks + 0.2 * fast;
      double valence = 0.5 + 0.3 * majorness() + 0.25 * (fast - 0.5) + 0.15 * (bright - 0.5);
      return new Feel(part(energy, 0, 1), part(valence, 0, 1));
    }

    /** 1 for clearly major, -1 for clearly minor. */
    private double majorness() {
      double major = bestKey(MAJOR);
      double minor = bestKey(MINOR);
      return Math.max(-1, Math.min(1, 5 * (major - minor)));
    }

    private double bestKey(double[] profile) {
      double best = -1;
      for (int key = 0; key < 12; key++) {
        best = Math.max(best, pearson(profile, key));
      }
      return best;
    }

    private double pearson(double[] profile, int key) {
      double chromaMean = mean(chroma);
      double profileMean = mean(profile);
      double product = 0;
      double a = 0;
      double b = 0;
      for (int i = 0; i < 12; i++) {
        double x = chroma[(i + key) % 12] - chromaMean;
        double y = profile[i] - profileMean;
        product += x * y;
        a += x * x;
        b += y * y;
      }
      return a == 0 ? 0 : product / Math.sqrt(a * b);
    }

    private static double mean(double[] values) {
      double sum = 0;
      for (double value : values) {
        sum += value;
      }
      return sum / values.length;
    }

    /** Where a value lies between two, 0 to 1. */
    private static double part(double value, double from, double to) {
      return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }
  }
}
