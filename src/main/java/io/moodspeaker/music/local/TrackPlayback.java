package io.moodspeaker.music.local;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One sounding track: its source, its fade, and what was decoded ahead to prove it plays. */
final class TrackPlayback implements AutoCloseable {
  /** What is shorter is no music, and again and again is none either. */
  private static final Duration SHORTEST = Duration.ofMillis(500);

  /** Why such a track is left out. */
  static final String TOO_SHORT = "is shorter than half a second";

  private final Track track;
  private final AudioSource source;
  private TrackTags tags;
  private final float[] buffer = new float[Pcm.BLOCK * Pcm.CHANNELS];
  private int ahead;
  private int aheadAt;
  private float gain = 1;
  private float targetGain = 1;
  private float gainStep;
  private boolean ended;
  private final Fade fade = Fade.atFull();
  private final Gaps gaps = new Gaps();

  private TrackPlayback(Track track, AudioSource source) {
    this.track = track;
    this.source = source;
    this.tags = source.tags();
  }

  /**
   * Opens a track and decodes its beginning, which may take a while.
   *
   * @throws IOException if it cannot be opened, or holds no sound or hardly any
   */
  static TrackPlayback open(AudioSources sources, Track track, Duration from) throws IOException {
    TrackPlayback voice = new TrackPlayback(track, sources.open(track));
    try {
      if (!from.isZero()) {
        voice.source.seek(from);
      }
      if (!voice.decode()) {
        throw new IOException("holds no sound");
      }
      if (voice.duration().filter(TrackPlayback::isTooShort).isPresent()) {
        throw new IOException(TOO_SHORT);
      }
      voice.tags = voice.source.tags(); // Some know what they are by now alone.
      return voice;
    } catch (IOException | RuntimeException e) {
      voice.close();
      throw e;
    }
  }

  Track track() {
    return track;
  }

  /** What it says of itself at this moment: a stream goes from piece to piece. */
  TrackTags tagsNow() {
    return Locations.isUri(track.location()) ? source.tags() : tags;
  }

  /** Whether it is a station, which has no end. */
  boolean isLive() {
    return Locations.isUrl(track.location()) && source.duration().isEmpty();
  }

  /** Where nothing comes from its server. */
  Gaps gaps() {
    return gaps;
  }

  /** How long it is; empty for a stream. */
  Optional<Duration> duration() {
    return source.duration();
  }

  TrackTags tags() {
    return tags;
  }

  Fade fade() {
    return fade;
  }

  /** The factor that levels it. */
  double gain() {
    return targetGain;
  }

  void gain(double factor) {
    gain = (float) factor;
    targetGain = gain;
  }

  /** Glides to another factor. */
  void glide(double factor, long frames) {
    targetGain = (float) factor;
    gainStep = (targetGain - gain) / frames;
  }

  private boolean decode() throws IOException {
    aheadAt = 0;
    ahead = Math.max(0, source.read(buffer, Pcm.BLOCK));
    gaps.take(ahead, source.isDry());
    return ahead > 0;
  }

  /**
   * Adds its next frames to a block.
   *
   * @param offset the block's frame to begin at
   * @return how many frames it had; fewer than asked for means that it has ended
   * @throws IOException if the rest cannot be decoded; it has ended then
   */
  int mix(float[] block, int offset, int frames) throws IOException {
    int done = 0;
    while (done < frames && !ended) {
      if (ahead == aheadAt) {
        ended = true; // Unless there is more: a failure to decode ends it too.
        ended = !decode();
        continue;
      }
      int count = Math.min(frames - done, ahead - aheadAt);
      for (int i = 0; i < count; i++) {
        if (gain != targetGain) {
          gain += gainStep;
          gain = gainStep > 0 ? Math.min(gain, targetGain) : Math.max(gain, targetGain);
        }
        float factor = gain * fade.next();
        int from = 2 * (aheadAt + i);
        int to = 2 * (offset + done + i);
        block[to] += factor * buffer[from];
        block[to + 1] += factor * buffer[from + 1];
      }
      aheadAt += count;
      done += count;
    }
    return done;
  }

  private static boolean isTooShort(Duration time) {
    return time.compareTo(SHORTEST) < 0;
  }

  /** Whether it has ended almost where it began, whatever it said of its length. */
  boolean wasTooShort() {
    return ended && !fade.isLeaving() && isTooShort(position());
  }

  boolean hasEnded() {
    return ended || fade.isSilent();
  }

  /** Where the next frame to be mixed lies. */
  Duration position() {
    Duration position = source.position().minus(Pcm.duration(ahead - aheadAt));
    return position.isNegative() ? Duration.ZERO : position;
  }

  /** What is left of the track; empty if nobody knows. */
  Optional<Duration> remaining() {
    return source.duration().map(total -> total.minus(position()));
  }

  void seek(Duration position) throws IOException {
    source.seek(position);
    ahead = 0;
    aheadAt = 0;
  }

  @Override
  public void close() {
    source.close();
  }
}
