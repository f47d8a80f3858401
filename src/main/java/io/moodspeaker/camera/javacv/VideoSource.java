package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A video file, at the pace it is given. */
final class VideoSource implements FrameSource {
  /** Ten seconds: a longer step of a recording's clock is none of time, as at a cut or a loop. */
  private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  private final Path file;
  private final boolean loop;
  private final Duration step;
  private final RateLimiter pace;
  private final int longestSide;

  private Grabber grabber;

  /** The place in the file of the last frame; empty before a loop's first. */
  private Optional<Duration> place = Optional.empty();

  /** The time since the first frame, loops included. */
  private Duration last = Duration.ZERO;

  private Duration due = Duration.ZERO;
  private boolean any;
  private Instant time = Instant.EPOCH;

  /**
   * Opens a video.
   *
   * @param loop whether it starts again at its end
   * @param step frames nearer to the last one than this are left out; zero for all frames
   * @param longestSide larger pictures are scaled down to it
   */
  VideoSource(Path file, boolean loop, Duration step, RateLimiter pace, int longestSide)
      throws CameraException {
    this.longestSide = longestSide;
    this.file = file;
    this.loop = loop;
    this.step = step;
    this.pace = pace;
    this.grabber = open();
  }

  @Override
  public boolean advance() throws CameraException {
    while (true) {
      Optional<Duration> position = grabber.advance();
      if (position.isPresent()) {
        goOn(position.get());
        if (isDue()) {
          time = pace.await(last);
          return true;
        }
      } else if (!rewound()) {
        return false;
      }
    }
  }

  @Override
  public Frame frame() throws CameraException {
    return grabber.frame(time);
  }

  private boolean isDue() {
    if (last.compareTo(due) < 0) {
      return false;
    }
    due = due.plus(step).compareTo(last) > 0 ? due.plus(step) : last.plus(step);
    return true;
  }

  /**
   * Goes on by the time from the last frame to this one; a recording's clock may begin anywhere.
   */
  private void goOn(Duration position) {
    Duration gap = place.map(position::minus).orElse(frameTime());
    if (gap.isNegative() || gap.compareTo(LONGEST_STEP) > 0) {
      gap = frameTime();
    }
    last = any ? last.plus(gap) : Duration.ZERO;
    any = true;
    place = Optional.of(position);
  }

  /** Begins again at the end of the file; false if it has come to its end. */
  private boolean rewound() throws CameraException {
    if (place.isEmpty()) {
      throw new CameraException(file + " holds no picture that can be decoded");
    }
    if (loop) {
      grabber.close();
      grabber = open();
      place = Optional.empty();
    }
    return loop;
  }

  private Grabber open() throws CameraException {
    Grabber opened = Grabber.file(file.toString());
    opened.limit(longestSide);
    return opened;
  }

  private Duration frameTime() {
    double fps = grabber.fps();
    return Duration.ofNanos((long) (1e9 / (fps > 0 ? fps : 25)));
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "%s %dx%d at %.0f fps%s",
        file,
        grabber.width(),
        grabber.height(),
        grabber.fps(),
        loop ? ", looped" : "");
  }

  @Override
  public void close() {
    grabber.close();
  }
}
