package io.moodspeaker.camera.feature;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pause of the camera, where a restart finds it. */
final class PauseFile {
  private static final Logger LOG = LoggerFactory.getLogger(PauseFile.class);
  private static final String NO_END = "until resumed";

  private final Path file;
  private final InstantSource wallClock;

  /** The file in a folder for what outlives a restart. */
  PauseFile(Path stateDir, InstantSource wallClock) {
    this.file = stateDir.resolve("camera-paused");
    this.wallClock = wallClock;
  }

  /** How long the pause goes on: zero for no end; empty for none. */
  Optional<Duration> left() {
    try {
      String text = Files.exists(file) ? TextFile.smallText(file).strip() : "";
      if (text.isEmpty()) {
        return Optional.empty();
      }
      return text.equals(NO_END)
          ? Optional.of(Duration.ZERO)
          : Optional.of(Duration.between(wallClock.instant(), Instant.parse(text)))
              .filter(Duration::isPositive);
    } catch (IOException | DateTimeException unreadable) {
      LOG.warn("{} can't be read ({}): the camera stays closed", file, Reason.of(unreadable));
      return Optional.of(Duration.ZERO);
    }
  }

  /** Notes a pause; one without an end is empty. */
  void write(Optional<Instant> until) {
    try {
      AtomicFile.write(file, until.map(Instant::toString).orElse(NO_END) + "\n");
    } catch (IOException failed) {
      LOG.warn("{} can't be written ({}): the pause ends with a restart", file, Reason.of(failed));
    }
  }

  /** There is no pause. */
  void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      LOG.warn("{} can't be removed ({}); remove it by hand", file, Reason.of(failed));
    }
  }
}
