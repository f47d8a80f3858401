package io.moodspeaker.model;

import java.util.Optional;

/**
 * What one answer did, told after it was done.
 *
 * @param answer who answered: {@code music}, {@code light}
 * @param sink where to: the name of a sound card, {@code pin 21}, the host of a webhook; may be
 *     empty
 * @param result whether it did something
 * @param what plain words that follow a colon: {@code playing comfort}
 * @param why the reason, where the words alone would puzzle: {@code minimum-play until 14:32}
 */
public record Outcome(
    String answer, String sink, Result result, String what, Optional<String> why) {

  /** How it ended. */
  public enum Result {
    /** Something is now other than before. */
    DONE,
    /** All is as it was, on purpose. */
    UNCHANGED,
    /** It should have done something and could not. */
    FAILED
  }

  public Outcome {
    if (answer.isBlank() || what.isBlank()) {
      throw new IllegalArgumentException("an outcome needs an answer and words");
    }
  }

  /** Something was done. */
  public static Outcome done(String answer, String sink, String what) {
    return new Outcome(answer, sink, Result.DONE, what, Optional.empty());
  }

  /** All is as it was, for a reason. */
  public static Outcome unchanged(String answer, String sink, String what, String why) {
    return new Outcome(answer, sink, Result.UNCHANGED, what, Optional.of(why));
  }

  /** It could not be done, for a reason. */
  public static Outcome failed(String answer, String sink, String what, String why) {
    return new Outcome(answer, sink, Result.FAILED, what, Optional.of(why));
  }

  /** Plain words: {@code music goes on with happiness (minimum-play until 14:32)}. */
  @Override
  public String toString() {
    return what + why.map(reason -> " (" + reason + ")").orElse("");
  }
}
