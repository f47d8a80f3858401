package io.moodspeaker.emotion;

import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A recogniser opened at its first frame. While it can't be opened, each frame fails with the
 * reason; it is tried again after a while, or as soon as its files change.
 */
public final class ReloadingRecognizer implements EmotionRecognizer {
  /** Opens a recogniser. */
  public interface Opening {
    /**
     * The recogniser, ready for frames; whoever opened it closes it.
     *
     * @throws EmotionException if it can't be opened; the message says why and what helps
     */
    EmotionRecognizer open() throws EmotionException;
  }

  private final String name;
  private final Opening opener;
  private final Supplier<?> files;
  private final Duration retry;
  private final InstantSource clock;

  private volatile EmotionRecognizer opened;
  private volatile boolean closed;

  /** Held while it is opened. */
  private final ReentrantLock opening = new ReentrantLock();

  private EmotionException failure;
  private Instant failedAt;
  private Object filesAtFailure;

  /**
   * A recogniser that is opened on demand.
   *
   * @param files a value that changes when the files of the recogniser do, such as their times
   * @param retry how long to wait after a failure before it is opened again
   */
  public ReloadingRecognizer(
      String name, Opening opening, Supplier<?> files, Duration retry, InstantSource clock) {
    this.name = name;
    this.opener = opening;
    this.files = files;
    this.retry = retry;
    this.clock = clock;
  }

  /** A recogniser that is opened on demand and depends on no file. */
  public ReloadingRecognizer(String name, Opening opening, Duration retry, InstantSource clock) {
    this(name, opening, () -> "", retry, clock);
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    return recognizer().recognize(frame);
  }

  @Override
  public Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    return recognizer().recognize(found, limit);
  }

  @Override
  public EmotionScores resting() {
    EmotionRecognizer recognizer = opened;
    return recognizer == null ? ModelDescription.RESTING : recognizer.resting();
  }

  /** Whether it has been opened. */
  public boolean isOpen() {
    return opened != null;
  }

  @Override
  public String name() {
    return name;
  }

  /** Returns at once also while a model loads, which is then closed when it has. */
  @Override
  public void close() {
    closed = true;
    if (opening.tryLock()) {
      try {
        closeOpened();
      } finally {
        opening.unlock();
      }
    }
  }

  private void closeOpened() {
    if (opened != null) {
      opened.close();
      opened = null;
    }
  }

  private EmotionRecognizer recognizer() throws EmotionException {
    EmotionRecognizer recognizer = opened;
    if (recognizer != null) {
      return recognizer;
    }
    opening.lock();
    try {
      recognizer = open();
    } finally {
      opening.unlock();
    }
    if (closed) {
      close();
      throw closed();
    }
    return recognizer;
  }

  private EmotionException closed() {
    return new EmotionException("recogniser " + name + " is closed");
  }

  private EmotionRecognizer open() throws EmotionException {
    if (closed) {
      throw closed();
    }
    if (opened != null) {
      return opened;
    }
    Instant now = clock.instant();
    Object filesNow = files.get();
    if (failure != null && now.isBefore(failedAt.plus(retry)) && filesNow.equals(filesAtFailure)) {
      throw new EmotionException(failure.getMessage(), failure);
    }
    try {
      opened = opener.open();
      failure = null;
      return opened;
    } catch (EmotionException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      // A LinkageError is how a missing native library shows, other errors what a file can do.
      failure =
          new EmotionException("recogniser " + name + " did not load: " + Reason.withFile(e), e);
    }
    failedAt = now;
    filesAtFailure = filesNow;
    throw failure;
  }
}
