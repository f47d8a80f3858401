package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;
import java.util.Optional;

/**
 * A source whose frames are turned. Owns the one whose frames they are.
 *
 * @param source who delivers
 * @param rotation what is done with each frame
 */
public record RotatedSource(FrameSource source, Rotation rotation) implements FrameSource {
  /** A source whose frames are turned; itself where they need not be. */
  public static FrameSource of(FrameSource source, Rotation rotation) {
    return rotation.equals(Rotation.NONE) ? source : new RotatedSource(source, rotation);
  }

  @Override
  public Optional<Frame> next() throws CameraException {
    return source.next().map(rotation::of);
  }

  @Override
  public boolean skips() {
    return source.skips();
  }

  @Override
  public boolean skip() throws CameraException {
    return source.skip();
  }

  @Override
  public String description() {
    return source.description();
  }

  @Override
  public void close() {
    source.close();
  }
}
