package io.moodspeaker.camera.drawn;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.model.Frame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The drawn face as a camera that follows a scenario. */
public final class DrawnFaceSource implements FrameSource {
  /** Five frames a second: twice what the mood needs, and cheap enough for a small board. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Scenario scenario;
  private final RateLimiter pace;
  private final String description;
  private long count;
  private Duration position = Duration.ZERO;
  private Instant time = Instant.EPOCH;

  /**
   * A source that follows a scenario.
   *
   * @param name for logs and status
   * @param pace when each frame is due and what time it bears
   */
  public DrawnFaceSource(String name, Scenario scenario, RateLimiter pace) {
    this.scenario = scenario;
    this.pace = pace;
    this.description = "%s %dx%d at 5 fps".formatted(name, DrawnFace.WIDTH, DrawnFace.HEIGHT);
  }

  /**
   * A source that follows the scenario in a file.
   *
   * @throws CameraException if the file is no scenario; the message gives file, line and column
   */
  public static DrawnFaceSource open(Path file, RateLimiter pace) throws CameraException {
    return new DrawnFaceSource("drawn face (" + file + ")", ScenarioReader.read(file), pace);
  }

  @Override
  public boolean advance() throws CameraException {
    position = PERIOD.multipliedBy(count);
    if (scenario.isOver(position)) {
      return false;
    }
    time = pace.await(position);
    count++;
    return true;
  }

  @Override
  public Frame frame() {
    long seed = count - 1;
    return scenario
        .at(position)
        .map(scene -> DrawnFace.person(scene.expression(), scene.pose(), seed, time))
        .orElseGet(() -> DrawnFace.nobody(seed, time));
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
