package io.moodspeaker.music.ffmpeg;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens any file or stream with FFmpeg. Safe for use by several threads. */
public final class FfmpegOpener implements SourceOpener {
  private final boolean allowInvalidTls;

  /** An opener that refuses servers whose certificate is not theirs. */
  public FfmpegOpener() {
    this(false);
  }

  /**
   * An opener.
   *
   * @param allowInvalidTls whether to take any certificate of an https server
   */
  public FfmpegOpener(boolean allowInvalidTls) {
    this.allowInvalidTls = allowInvalidTls;
  }

  @Override
  public boolean accepts(String location) {
    return Locations.isUrl(location) || !Locations.isUri(location);
  }

  @Override
  public AudioSource open(String location) throws IOException {
    return source(location);
  }

  private FfmpegSource source(String location) throws IOException {
    Optional<Path> trusted = Optional.empty();
    if (!allowInvalidTls && Locations.isUrl(location)) {
      trusted = Optional.of(TrustedRoots.file());
      TrustedRoots.check(Locations.address(location));
    }
    return new FfmpegSource(location, trusted);
  }

  /** The picture within a file or stream; empty if it has none or cannot be read. */
  public Optional<Cover> cover(Track track) {
    if (!accepts(track.location())) {
      return Optional.empty();
    }
    try (FfmpegSource source = source(track.location())) {
      return source.cover().flatMap(Cover::of);
    } catch (IOException e) {
      return Optional.empty(); // Whoever plays the file gets to know why.
    }
  }

  /** What a file says of itself; nothing if it cannot be read. */
  public TrackTags tags(String location) {
    try (FfmpegSource source = new FfmpegSource(location, Optional.empty())) {
      return source.tags();
    } catch (IOException e) {
      return TrackTags.NONE; // Whoever plays the file gets to know why.
    }
  }
}
