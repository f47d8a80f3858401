package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.StreamSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Videos, pictures and folders of pictures in the place of a camera. */
public final class Recordings {
  /** Eight seconds a picture, so that a mood has the time to settle. */
  private static final Duration PICTURE_INTERVAL = Duration.ofSeconds(8);

  private Recordings() {}

  /**
   * Opens a recording that begins again at its end, at the pace it was recorded.
   *
   * @param recording a video, a picture or a folder of pictures
   * @throws CameraException if it can't be opened; the message says why and what helps
   */
  public static FrameSource looped(Path recording, StreamSettings settings, InstantSource clock)
      throws CameraException {
    int longestSide = settings.longestSide(PictureDecoder.LIVE_SIDE);
    return open(recording, true, Duration.ZERO, RateLimiter.realTime(clock), longestSide);
  }

  /**
   * Opens a recording for a run as fast as it goes: each frame bears its position, counted from the
   * epoch.
   *
   * @param recording a video, a picture or a folder of pictures
   * @param step frames nearer to the last one than this are left out; zero for all frames
   * @throws CameraException if it can't be opened; the message says why and what helps
   */
  public static FrameSource replay(Path recording, Duration step) throws CameraException {
    return open(recording, false, step, RateLimiter.unpaced(), PictureDecoder.STILL_SIDE);
  }

  /** What keeps a file or folder that is there from being a recording, with a remedy. */
  public static Optional<String> problem(Path recording) {
    if (!Files.isDirectory(recording)) {
      return Files.isRegularFile(recording)
          ? Optional.empty()
          : Optional.of("is no file; name a video, a picture or a folder of pictures");
    }
    try {
      return FolderSource.pictures(recording).isEmpty()
          ? Optional.of("holds no pictures; put JPEG or PNG files there")
          : Optional.empty();
    } catch (CameraException unlisted) {
      return Optional.of(unlisted.getMessage());
    }
  }

  private static FrameSource open(
      Path recording, boolean loop, Duration step, RateLimiter pace, int longestSide)
      throws CameraException {
    if (!Files.exists(recording)) {
      throw new CameraException(recording + " does not exist");
    }
    Optional<String> wrong = problem(recording);
    if (wrong.isPresent()) {
      throw new CameraException(recording + " " + wrong.get());
    }
    return Files.isDirectory(recording) || PictureDecoder.isPicture(recording.toString())
        ? new FolderSource(recording, PICTURE_INTERVAL, loop, pace, longestSide)
        : new VideoSource(recording, loop, step, pace, longestSide);
  }
}
