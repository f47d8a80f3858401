package io.moodspeaker.music.source;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.TrackTags;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A source whose samples are all numbers of a sane size: one NaN of a broken file would stay in
 * every filter after it, and silence whatever plays later.
 */
final class CleanSource implements AudioSource {
  /** 18 dB over full scale; no recording means more. */
  private static final float MOST = 8;

  private final AudioSource source;

  CleanSource(AudioSource source) {
    this.source = source;
  }

  @Override
  public int read(float[] buffer, int frames) throws IOException {
    int got = source.read(buffer, frames);
    for (int i = 0; i < got * Pcm.CHANNELS; i++) {
      float sample = buffer[i];
      if (!(sample >= -MOST && sample <= MOST)) {
        buffer[i] = Float.isNaN(sample) ? 0 : Math.clamp(sample, -MOST, MOST);
      }
    }
    return got;
  }

  @Override
  public Duration position() {
    return source.position();
  }

  @Override
  public Optional<Duration> duration() {
    return source.duration();
  }

  @Override
  public void seek(Duration position) throws IOException {
    source.seek(position);
  }

  @Override
  public TrackTags tags() {
    return source.tags();
  }

  @Override
  public boolean isDry() {
    return source.isDry();
  }

  @Override
  public void close() {
    source.close();
  }
}
