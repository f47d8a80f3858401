package io.moodspeaker.music;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Opens any track: the first decoder that can read it gets it. */
public final class AudioSources {
  private static final Pattern URL = Pattern.compile("(?i)https?://.*");

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

  /** Whether a location is a stream's address and not a path. */
  public static boolean isUrl(String location) {
    return URL.matcher(location).matches();
  }

  /**
   * Opens a track.
   *
   * @throws IOException if none of the decoders can read it; the message says why, the causes of
   *     the others are suppressed in it
   */
  public AudioSource open(Track track) throws IOException {
    String location = track.location();
    if (!isUrl(location)) {
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
    throw failure != null ? failure : new IOException("no decoder reads this kind of file");
  }

  private static AudioSource open(SourceOpener opener, String location) throws IOException {
    try {
      return opener.open(location);
    } catch (LinkageError e) {
      // One decoder's native library is missing; another may still read the track.
      throw new IOException("a decoder cannot load its native library: " + e.getMessage(), e);
    }
  }

  /** Finds the plain reasons first: a decoder would put them in its own, stranger words. */
  private static void checkFile(String location) throws IOException {
    Path path;
    try {
      path = Path.of(location);
    } catch (InvalidPathException e) {
      throw new IOException("not a path: " + e.getReason(), e);
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
    try (InputStream in = Files.newInputStream(path)) {
      if (in.read() < 0) {
        throw new IOException("is empty");
      }
    }
  }
}
