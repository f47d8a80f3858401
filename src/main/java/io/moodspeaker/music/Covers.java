package io.moodspeaker.music;

import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cover of the track that plays. It is looked for in the background, once for each track, so
 * that nobody waits for a slow disk or server. Safe for use by several threads.
 */
final class Covers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Covers.class);

  /** So many may hang before no more are looked for. */
  private static final int MOST_LOADS = 4;

  private static final List<String> BESIDE =
      List.of("cover.jpg", "cover.png", "folder.jpg", "Cover.jpg", "Folder.jpg", "front.jpg");

  private final Function<Track, Optional<Cover>> source;
  private final ExecutorService loader;
  private String asked = "";
  private Optional<Cover> found = Optional.empty();

  /** Covers from somewhere; the function may take its time. */
  Covers(Function<Track, Optional<Cover>> source) {
    this(source, Threads.pool("music-cover", MOST_LOADS));
  }

  Covers(Function<Track, Optional<Cover>> source, ExecutorService loader) {
    this.source = source;
    this.loader = loader;
  }

  /** A track's cover; empty if it has none, or none is found yet. */
  synchronized Optional<Cover> of(Track track) {
    if (!track.id().equals(asked)) {
      asked = track.id();
      found = Optional.empty();
      look(track);
    }
    return found;
  }

  private void look(Track track) {
    try {
      loader.execute(() -> take(track, source.apply(track)));
    } catch (RejectedExecutionException e) {
      LOG.debug("no cover of {} is looked for", track.id(), e);
    }
  }

  private synchronized void take(Track track, Optional<Cover> cover) {
    if (track.id().equals(asked)) {
      found = cover;
    }
  }

  /** A picture that lies beside a music file under one of the usual names. */
  static Optional<Cover> beside(Track track) {
    if (Locations.isUri(track.location())) {
      return Optional.empty();
    }
    Path folder = Locations.path(track.location()).toAbsolutePath().getParent();
    for (String name : BESIDE) {
      Path file = folder.resolve(name);
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= Cover.MOST_BYTES) {
          return Cover.of(Files.readAllBytes(file));
        }
      } catch (IOException e) {
        LOG.debug("{}", file, e);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    loader.shutdownNow();
  }
}
