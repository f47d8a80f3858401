package io.moodspeaker.music.ffmpeg;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.TrackTags;
import java.io.IOException;

/** Opens any file or stream with FFmpeg. Safe for use by several threads. */
public final class FfmpegOpener implements SourceOpener {
  @Override
  public boolean accepts(String location) {
    return true;
  }

  @Override
  public AudioSource open(String location) throws IOException {
    return new FfmpegSource(location);
  }

  /** What a file says of itself; nothing if it cannot be read. */
  public TrackTags tags(String location) {
    try (FfmpegSource source = new FfmpegSource(location)) {
      return source.tags();
    } catch (IOException e) {
      return TrackTags.NONE; // Whoever plays the file gets to know why.
    }
  }
}
