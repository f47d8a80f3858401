package io.moodspeaker.music.source;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens any track: the first decoder that can read it gets it. */
public final class AudioSources {
  private final List<SourceOpener> openers;

  /**
   * Decoders in the order in which they are tried.
   *
   * @throws IllegalArgumentException if there are none
   */
  public AudioSources(List<SourceOpener> openers) {
    if (openers.isEmpty()) {
      throw new IllegalArgumentException("at least one decoder is needed");
    }
    this.openers = List.copyOf(openers);
  }

  /**
   * Opens a track.
   *
   * @throws IOException if none of the decoders can read it; the message says why, the causes of
   *     the others are suppressed in it
   */
  public AudioSource open(Track track) throws IOException {
    String location = track.location();
    if (!Locations.isUri(location)) {
      checkFile(location);
    }
    IOException failure = null;
    for (SourceOpener opener : openers) {
      if (!opener.accepts(location)) {
        continue;
      }
      try {
        return open(opener, location);
      } catch (IOException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    if (failure == null) {
      throw new IOException(
          Locations.isUri(location) && !Locations.isUrl(location)
              ? Locations.scheme(location)
                  + ": is played by an MPD or Mopidy server alone; see audio = mpd:HOST"
              : "no decoder reads this kind of file");
    }
    throw failure;
  }

  private static AudioSource open(SourceOpener opener, String location) throws IOException {
    try {
      return new CleanSource(opener.open(location));
    } catch (LinkageError e) {
      // One decoder's native library is missing; another may still read the track.
      throw new IOException("a decoder cannot load its native library: " + e.getMessage(), e);
    }
  }

  /** Finds the plain reasons first: a decoder would put them in its own, stranger words. */
  private static void checkFile(String location) throws IOException {
    Path path;
    try {
      path = Locations.path(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a path: " + e.getMessage(), e);
    }
    if (Files.isDirectory(path)) {
      throw new IOException("is a directory");
    }
    if (!Files.exists(path)) {
      throw new IOException("does not exist");
    }
    if (!Files.isRegularFile(path)) {
      throw new IOException("is not a regular file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("may not be read by this user");
    }
    if (Files.size(path) == 0) { // So are the kernel's files, and reading one may never end.
      throw new IOException("is empty");
    }
  }
}
