package io.moodspeaker.emotion;

import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A recogniser that reads whatever it is told to show. */
public final class FakeRecognizer implements EmotionRecognizer {
  /** What is done with a frame. */
  public interface Reading {
    List<Face> of(Frame frame) throws EmotionException;
  }

  private final String name;
  private final AtomicInteger frames = new AtomicInteger();
  private volatile Reading reading = frame -> List.of();
  private volatile boolean closed;

  public FakeRecognizer(String name) {
    this.name = name;
  }

  /** Sets what the next frames show. */
  public FakeRecognizer show(Reading next) {
    reading = next;
    return this;
  }

  /** Sets one face for the next frames. */
  public FakeRecognizer showFace(EmotionScores scores) {
    return show(frame -> List.of(new Face(new Box(10, 20, 100, 120), scores)));
  }

  /** Lets the next frames fail. */
  public FakeRecognizer fail(String why) {
    return show(
        frame -> {
          throw new EmotionException(why);
        });
  }

  /** How many frames it was given. */
  public int frames() {
    return frames.get();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    frames.incrementAndGet();
    return new Observation(frame.time(), reading.of(frame));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    closed = true;
  }
}
