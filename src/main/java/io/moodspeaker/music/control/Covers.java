package io.moodspeaker.music.control;

import io.moodspeaker.music.Cover;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cover of the track that plays. It is looked for in the background, once for each track, so
 * that nobody waits for a slow disk or server. Safe for use by several threads.
 */
public final class Covers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Covers.class);

  /** So many may hang before no more are looked for. */
  private static final int MOST_LOADS = 4;

  private static final List<String> BESIDE =
      List.of("cover.jpg", "cover.png", "folder.jpg", "Cover.jpg", "Folder.jpg", "front.jpg");

  /** Where covers come from; it may take its time. */
  public interface Source {
    /**
     * A track's cover.
     *
     * @param pictures addresses where the track, as it plays now, says that it is
     */
    Optional<Cover> of(Track track, List<String> pictures);
  }

  private final Source source;
  private final ExecutorService loader;
  private Object asked = "";
  private Optional<Cover> found = Optional.empty();

  /** Covers from somewhere. */
  public Covers(Source source) {
    this(source, Threads.pool("music-cover", MOST_LOADS));
  }

  public Covers(Source source, ExecutorService loader) {
    this.source = source;
    this.loader = loader;
  }

  /** A track's cover; empty if it has none, or none is found yet. */
  synchronized Optional<Cover> of(Track track, List<String> pictures) {
    Object now = List.of(track.id(), pictures);
    if (!now.equals(asked)) {
      asked = now;
      found = Optional.empty();
      look(track, pictures);
    }
    return found;
  }

  private void look(Track track, List<String> pictures) {
    Object mine = asked;
    try {
      loader.execute(() -> take(mine, source.of(track, pictures)));
    } catch (RejectedExecutionException e) {
      LOG.debug("no cover of {} is looked for", track.id(), e);
    }
  }

  private synchronized void take(Object of, Optional<Cover> cover) {
    if (of.equals(asked)) {
      found = cover;
    }
  }

  /** A picture that lies beside a music file under one of the usual names. */
  public static Optional<Cover> beside(Track track) {
    if (Locations.isUri(track.location())) {
      return Optional.empty();
    }
    Path folder = Locations.path(track.location()).toAbsolutePath().getParent();
    return BESIDE.stream().flatMap(name -> in(folder.resolve(name)).stream()).findFirst();
  }

  /** The picture in a file; empty if there is none. */
  public static Optional<Cover> in(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= Cover.MOST_BYTES
          ? Cover.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      LOG.debug("{}", file, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    loader.shutdownNow();
  }
}
