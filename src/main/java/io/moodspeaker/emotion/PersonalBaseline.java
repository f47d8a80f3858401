package io.moodspeaker.emotion;

import io.moodspeaker.model.Face;
import io.moodspeaker.model.Observation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The baseline in force, and the taking of a new one. Off until a person asks for it. Safe for use
 * by several threads.
 */
public final class PersonalBaseline {
  /** Half a minute: sixty frames at the daemon's pace, and as long as a person holds still. */
  public static final Duration LENGTH = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(PersonalBaseline.class);

  private final BaselineFile file;
  private final InstantSource clock;

  private Optional<Baseline> baseline = Optional.empty();
  private Optional<Recording> recording = Optional.empty();

  /** Why the last recording came to nothing; empty if it did not. */
  private String failure = "";

  /** A recording under way. */
  private record Recording(BaselineRecorder recorder, Instant end) {}

  /** How it stands. */
  public enum State {
    /** No baseline is in force. */
    OFF,
    /** The neutral face is being looked at. */
    RECORDING,
    /** The last recording came to nothing; a former baseline stays in force. */
    FAILED,
    /** A baseline is in force. */
    ON
  }

  /**
   * How it stands, in words.
   *
   * @param message a line for a person
   * @param left how much longer a recording takes; zero when there is none
   */
  public record Report(State state, String message, Duration left) {}

  /** Takes up the baseline that the file holds, if it holds one. */
  public PersonalBaseline(BaselineFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    try {
      baseline = file.read();
    } catch (IOException unreadable) {
      LOG.warn("no baseline is used: {}", unreadable.getMessage(), unreadable);
    }
  }

  /** The baseline in force. */
  public synchronized Optional<Baseline> baseline() {
    finishIfDue();
    return baseline;
  }

  /** Makes the next half minute the person's neutral face; starts again if one is under way. */
  public synchronized Report start() {
    failure = "";
    recording =
        Optional.of(
            new Recording(
                new BaselineRecorder(BaselineRecorder.FRAMES), clock.instant().plus(LENGTH)));
    LOG.info("the next {} s are taken for a neutral face", LENGTH.toSeconds());
    return report();
  }

  /**
   * Forgets the baseline and its file.
   *
   * @throws IOException if the file can't be deleted; then nothing is forgotten
   */
  public synchronized Report clear() throws IOException {
    file.delete();
    baseline = Optional.empty();
    recording = Optional.empty();
    failure = "";
    LOG.info("the baseline is forgotten");
    return report();
  }

  /** How it stands now. */
  public synchronized Report report() {
    finishIfDue();
    if (recording.isPresent()) {
      return new Report(
          State.RECORDING,
          "look neutral into the camera; " + recording.get().recorder().frames() + " frames so far",
          Duration.between(clock.instant(), recording.get().end()));
    }
    if (!failure.isEmpty()) {
      return new Report(
          State.FAILED,
          failure + baseline.map(old -> "; the baseline of " + old.taken() + " stays").orElse(""),
          Duration.ZERO);
    }
    return baseline
        .map(
            now ->
                new Report(
                    State.ON,
                    "a baseline of " + now.frames() + " frames, taken " + now.taken(),
                    Duration.ZERO))
        .orElseGet(() -> new Report(State.OFF, "no baseline", Duration.ZERO));
  }

  /** A reading less the baseline in force. While one is taken the reading goes into it too. */
  public synchronized Observation correct(Observation observation) {
    finishIfDue();
    recording.ifPresent(now -> now.recorder().add(observation));
    return baseline.map(now -> corrected(observation, now)).orElse(observation);
  }

  /** A reading less a baseline. */
  public static Observation corrected(Observation observation, Baseline baseline) {
    return new Observation(
        observation.time(),
        observation.faces().stream()
            .map(face -> new Face(face.box(), baseline.apply(face.scores())))
            .toList());
  }

  private void finishIfDue() {
    if (recording.isEmpty() || clock.instant().isBefore(recording.get().end())) {
      return;
    }
    BaselineRecorder recorder = recording.get().recorder();
    recording = Optional.empty();
    try {
      Baseline fresh = recorder.finish(clock.instant());
      file.write(fresh);
      baseline = Optional.of(fresh);
      LOG.info("a baseline of {} frames is in force, kept in {}", fresh.frames(), file.path());
    } catch (BaselineRecorder.UnfitException unfit) {
      // The message is all there is to know: the person moved, not the program.
      failure = "no baseline was taken: " + unfit.getMessage();
      LOG.warn(failure);
    } catch (IOException failed) {
      failure = "no baseline was taken: " + failed.getMessage();
      LOG.warn(failure, failed);
    }
  }
}
