package io.moodspeaker.music.loudness;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all tracks equally loud: by their ReplayGain, else by a measurement that is done once in
 * the background and remembered. Safe for use by several threads.
 */
public final class LoudnessNormalizer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoudnessNormalizer.class);

  /** What all tracks come out at, in LUFS: loud enough for small speakers, with room for peaks. */
  public static final double TARGET = -17;

  /** What ReplayGain 2.0 aims at, in LUFS. */
  private static final double REPLAY_GAIN_TARGET = -18;

  /** Most music is loud; so much less, in dB, is right for it within a few until it is measured. */
  private static final double GUESS = -6;

  /** More than this, in dB, would lift a track that is silence and hiss. */
  private static final double MOST = 20;

  /** Half an hour tells how loud a track is, however long it goes on. */
  private static final long MOST_FRAMES = 30L * 60 * Pcm.RATE;

  private final AudioSources sources;
  private final LoudnessCache memory;
  private final ExecutorService background;

  /** A leveler that measures in a thread of its own. */
  public LoudnessNormalizer(AudioSources sources, LoudnessCache memory) {
    this(sources, memory, Threads.one("music-loudness"));
  }

  public LoudnessNormalizer(
      AudioSources sources, LoudnessCache memory, ExecutorService background) {
    this.sources = sources;
    this.memory = memory;
    this.background = background;
  }

  /**
   * The gain for a track, in dB, as far as it is known now.
   *
   * @param album whether to keep the differences within its album
   * @param later gets a better gain when the track has been measured, from another thread
   */
  public double gain(Track track, TrackTags tags, boolean album, DoubleConsumer later) {
    OptionalDouble tagged =
        album && tags.albumGain().isPresent() ? tags.albumGain() : tags.trackGain();
    if (tagged.isPresent() && Double.isFinite(tagged.getAsDouble())) {
      return clamp(tagged.getAsDouble() + TARGET - REPLAY_GAIN_TARGET);
    }
    OptionalDouble known = memory.get(track);
    if (known.isPresent()) {
      return clamp(TARGET - known.getAsDouble());
    }
    if (!Locations.isUri(track.location())) {
      try {
        background.execute(
            () -> measure(track).ifPresent(lufs -> later.accept(clamp(TARGET - lufs))));
      } catch (RejectedExecutionException e) {
        LOG.debug("closed before {} was measured", track.location(), e);
      }
    }
    return GUESS;
  }

  /** Measures a track in the background if its gain will need that: it is about to play. */
  public void learn(Track track, TrackTags tags) {
    gain(track, tags, false, better -> {});
  }

  /** Measures a track, unless that was done; empty if it cannot be or holds silence. */
  public OptionalDouble measure(Track track) {
    OptionalDouble known = memory.get(track);
    if (known.isPresent()) {
      return known;
    }
    LoudnessMeter meter = new LoudnessMeter();
    float[] block = new float[Pcm.BLOCK * Pcm.CHANNELS];
    try (AudioSource source = sources.open(track)) {
      long frames = 0;
      for (int got; (got = source.read(block, Pcm.BLOCK)) >= 0 && frames < MOST_FRAMES; ) {
        if (Thread.currentThread().isInterrupted()) {
          return OptionalDouble.empty();
        }
        meter.add(block, got);
        frames += got;
      }
    } catch (IOException e) {
      // What could be decoded is what will be heard; the player reports the rest.
      LOG.debug("{} was measured in part", track.location(), e);
    }
    OptionalDouble lufs = meter.integrated();
    lufs.ifPresent(value -> memory.put(track, value));
    return lufs;
  }

  private static double clamp(double decibels) {
    return Math.max(-MOST - 10, Math.min(MOST, decibels));
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
