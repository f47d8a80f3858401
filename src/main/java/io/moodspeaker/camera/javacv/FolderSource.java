package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.NaturalOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of pictures, or one picture, each held before the camera for a while. */
final class FolderSource implements FrameSource {
  private static final Logger LOG = LoggerFactory.getLogger(FolderSource.class);

  /** Five frames a second, as a slow camera: a picture that stands still must not look stalled. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Path path;
  private final List<Path> files;
  private final Duration interval;
  private final boolean loop;
  private final RateLimiter pace;
  private final int longestSide;

  private long shown;
  private Duration position = Duration.ZERO;
  private Frame picture;
  private Instant time = Instant.EPOCH;
  private Duration pictureEnds = Duration.ZERO;

  /**
   * Opens a folder, its subfolders included, or a single picture.
   *
   * @param interval how long each picture is shown
   * @param loop whether the first follows the last
   * @param longestSide larger pictures are scaled down to it
   */
  FolderSource(Path path, Duration interval, boolean loop, RateLimiter pace, int longestSide)
      throws CameraException {
    this.longestSide = longestSide;
    this.path = path;
    this.interval = interval;
    this.loop = loop;
    this.pace = pace;
    this.files = Files.isDirectory(path) ? pictures(path) : List.of(path);
    if (files.isEmpty()) {
      throw new CameraException(path + " holds no pictures; put JPEG or PNG files there");
    }
  }

  /** The pictures under a folder in natural order of their paths. */
  static List<Path> pictures(Path dir) throws CameraException {
    return files(dir).stream()
        .filter(file -> PictureDecoder.isPicture(file.getFileName().toString()))
        .toList();
  }

  /** The files under a folder in natural order of their paths. */
  static List<Path> files(Path dir) throws CameraException {
    try (Stream<Path> all = Files.walk(dir, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .sorted(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE))
          .toList();
    } catch (UncheckedIOException e) {
      throw unlisted(dir, e.getCause());
    } catch (IOException e) {
      throw unlisted(dir, e);
    }
  }

  private static CameraException unlisted(Path dir, IOException e) {
    String where =
        e instanceof FileSystemException at && at.getFile() != null ? at.getFile() : dir.toString();
    String what =
        e instanceof FileSystemLoopException
            ? " is a link to a folder that it lies in; remove the link"
            : " cannot be listed: " + Reasons.of(e) + "; make it readable or move it elsewhere";
    return new CameraException(where + what, e);
  }

  @Override
  public boolean advance() throws CameraException {
    if (position.compareTo(pictureEnds) >= 0) {
      Optional<Frame> following = nextPicture();
      if (following.isEmpty()) {
        return false;
      }
      picture = following.get();
      pictureEnds = pictureEnds.plus(interval);
    }
    time = pace.await(position);
    position = position.plus(PERIOD.compareTo(interval) < 0 ? PERIOD : interval);
    return true;
  }

  @Override
  public Frame frame() {
    return new Frame(time, picture.width(), picture.height(), picture.bgr());
  }

  /** The next picture that can be read; empty after the last. */
  private Optional<Frame> nextPicture() throws CameraException {
    for (int tried = 0; tried < files.size(); tried++) {
      if (!loop && shown == files.size()) {
        return Optional.empty();
      }
      Path file = files.get((int) (shown++ % files.size()));
      try {
        return Optional.of(PictureDecoder.read(file, Instant.EPOCH, longestSide).frame());
      } catch (CameraException e) {
        if (files.size() == 1) {
          throw e;
        }
        LOG.warn("skipped: {}", e.getMessage());
      }
    }
    throw new CameraException("none of the " + files.size() + " pictures in " + path + " is one");
  }

  @Override
  public String description() {
    return files.size() == 1
        ? files.get(0).toString()
        : path + " with " + files.size() + " pictures";
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
