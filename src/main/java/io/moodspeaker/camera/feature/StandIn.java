package io.moodspeaker.camera.feature;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.model.Frame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The drawn face until a camera is plugged in, and that camera from then on. */
final class StandIn implements FrameSource {
  /** Ten seconds: a plug is felt soon, and a list of a folder costs nothing. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** A camera that another program held may be free without a change of what is attached. */
  private static final Duration TRY = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Supplier<List<String>> attached;
  private final Supplier<Optional<FrameSource>> camera;
  private FrameSource source;
  private List<String> seen;
  private Instant lookedAt;
  private Instant triedAt;
  private boolean found;

  /**
   * A stand-in.
   *
   * @param source shown meanwhile; closed when a camera is found, or with this
   * @param attached what is attached; a change is worth a try
   * @param camera opens the first camera that delivers
   */
  StandIn(
      FrameSource source,
      InstantSource clock,
      Supplier<List<String>> attached,
      Supplier<Optional<FrameSource>> camera) {
    this.source = source;
    this.clock = clock;
    this.attached = attached;
    this.camera = camera;
    this.seen = attached.get();
    this.lookedAt = clock.instant();
    this.triedAt = lookedAt;
  }

  @Override
  public boolean advance() throws CameraException {
    look();
    return source.advance();
  }

  @Override
  public Frame frame() throws CameraException {
    return source.frame();
  }

  private void look() {
    Instant now = clock.instant();
    if (found || now.isBefore(lookedAt.plus(LOOK))) {
      return;
    }
    lookedAt = now;
    List<String> there = attached.get();
    boolean due = !there.isEmpty() && !now.isBefore(triedAt.plus(TRY));
    if (!due && there.equals(seen)) {
      return;
    }
    seen = there;
    triedAt = now;
    Optional<FrameSource> opened = camera.get();
    if (opened.isPresent()) {
      source.close();
      source = opened.get();
      found = true;
    }
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
