package io.moodspeaker.model;

/** Whether a camera shows what is before it; told as an event whenever that changes. */
public enum CameraState {
  /** It is being opened for the first time, or again after a pause. */
  STARTING,
  /** Frames come. */
  RUNNING,
  /** Frames come and show nothing: the lens is covered, or the room is dark. */
  COVERED,
  /** It stalled, failed or could not be opened, and is tried again from time to time. */
  LOST,
  /** Somebody paused it: its device is closed. */
  PAUSED,
  /** A recording has come to its end. */
  ENDED,
  /** It was closed for good. */
  CLOSED;

  /** Whether an empty picture means that nobody is there. */
  public boolean sees() {
    return this == RUNNING;
  }
}
