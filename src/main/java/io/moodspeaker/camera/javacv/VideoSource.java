package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A video file, at the pace it is given. */
final class VideoSource implements FrameSource {
  private final Path file;
  private final boolean loop;
  private final Duration step;
  private final RateLimiter pace;

  private Grabber grabber;
  private Duration loopStart = Duration.ZERO;
  private Duration last = Duration.ZERO;
  private Duration due = Duration.ZERO;
  private boolean anyInThisLoop;

  /**
   * Opens a video.
   *
   * @param loop whether it starts again at its end
   * @param step frames nearer to the last one than this are left out; zero for all frames
   */
  VideoSource(Path file, boolean loop, Duration step, RateLimiter pace) throws CameraException {
    this.file = file;
    this.loop = loop;
    this.step = step;
    this.pace = pace;
    this.grabber = Grabber.file(file.toString());
  }

  @Override
  public Optional<Frame> next() throws CameraException {
    while (true) {
      Optional<Grabber.Picture> grabbed = grabber.next();
      if (grabbed.isEmpty()) {
        if (!anyInThisLoop) {
          throw new CameraException(file + " holds no picture that can be decoded");
        }
        if (!loop) {
          return Optional.empty();
        }
        rewind();
        continue;
      }
      anyInThisLoop = true;
      Grabber.Picture picture = grabbed.get();
      last = loopStart.plus(picture.position());
      if (last.compareTo(due) >= 0) {
        due = due.plus(step).compareTo(last) > 0 ? due.plus(step) : last.plus(step);
        return Optional.of(
            new Frame(pace.await(last), picture.width(), picture.height(), picture.bgr()));
      }
    }
  }

  private void rewind() throws CameraException {
    grabber.close();
    grabber = Grabber.file(file.toString());
    loopStart = last.plus(frameTime());
    anyInThisLoop = false;
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
