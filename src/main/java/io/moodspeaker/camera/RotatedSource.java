package io.moodspeaker.camera;

import io.moodspeaker.model.Frame;

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
  public boolean advance() throws CameraException {
    return source.advance();
  }

  @Override
  public Frame frame() throws CameraException {
    return rotation.of(source.frame());
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
