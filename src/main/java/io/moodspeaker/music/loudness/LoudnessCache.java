package io.moodspeaker.music.loudness;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.StateLines;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how loud files are, across restarts, until they change. Safe for use by several
 * threads.
 *
 * <p>A line is added to a file for each: LUFS, size, time of change, path.
 */
public final class LoudnessCache {
  private static final Logger LOG = LoggerFactory.getLogger(LoudnessCache.class);

  /** What tells that a file is still the one that was measured. */
  private record Key(String location, long size, long modified) {}

  private final Map<Key, Double> known = new ConcurrentHashMap<>();
  private final Optional<Path> file;

  /** A memory in a file, which need not exist yet; without one it lasts as long as the process. */
  public LoudnessCache(Optional<Path> file) {
    this.file = file;
    file.filter(Files::exists).ifPresent(this::load);
  }

  private void load(Path path) {
    try {
      for (String line : StateLines.read(path)) {
        String[] parts = line.split("\t", 4);
        try {
          double lufs = Double.parseDouble(parts[0]);
          if (Double.isFinite(lufs)) {
            known.put(new Key(parts[3], Long.parseLong(parts[1]), Long.parseLong(parts[2])), lufs);
          }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
          LOG.debug("{}: a line is not whole: {}", path, line, e); // The power went, then.
        }
      }
    } catch (IOException e) {
      LOG.warn("loudness measured earlier is lost: {} cannot be read: {}", path, Reason.of(e));
    }
  }

  /** How loud a track is in LUFS; empty if it was not measured, or has changed since. */
  public OptionalDouble get(Track track) {
    Double lufs = key(track).map(known::get).orElse(null);
    return lufs == null ? OptionalDouble.empty() : OptionalDouble.of(lufs);
  }

  /** Remembers how loud a track is; streams are not remembered. */
  public void put(Track track, double lufs) {
    key(track).ifPresent(key -> put(key, lufs));
  }

  private synchronized void put(Key key, double lufs) {
    known.put(key, lufs);
    if (file.isEmpty() || key.location().contains("\n")) {
      return;
    }
    String line = lufs + "\t" + key.size() + "\t" + key.modified() + "\t" + key.location();
    try {
      StateLines.append(file.get(), line);
    } catch (IOException e) {
      LOG.warn("loudness is not remembered: {} cannot be written: {}", file.get(), Reason.of(e));
    }
  }

  private static Optional<Key> key(Track track) {
    if (Locations.isUri(track.location())) {
      return Optional.empty();
    }
    try {
      Path path = Locations.path(track.location());
      return Optional.of(
          new Key(track.location(), Files.size(path), Files.getLastModifiedTime(path).toMillis()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // It is gone; whoever plays it gets to know.
    }
  }
}
