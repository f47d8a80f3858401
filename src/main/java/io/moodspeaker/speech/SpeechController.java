package io.moodspeaker.speech;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.PlainWords;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/** Chooses what is said to a mood, and says it. Safe for use by several threads. */
public final class SpeechController {
  private static final String ANSWER = "speech";
  private static final String NOTHING = "nothing said";

  private final Voice voice;
  private final Speaker speaker;
  private final InstantSource clock;
  private final InstantSource wallClock;
  private final RandomGenerator random;
  private final Map<Mood, List<String>> unsaid = new HashMap<>();
  private final ReentrantLock speaking = new ReentrantLock();
  private volatile SpeechPlan plan;
  private Optional<Instant> last = Optional.empty();

  /**
   * What was chosen.
   *
   * @param sentence empty for silence
   * @param outcome what is told of it; empty where the mood has no words and nothing is to be told
   */
  public record Choice(Optional<String> sentence, Optional<Outcome> outcome) {}

  /**
   * A controller that has said nothing yet.
   *
   * @param clock a monotonic one, for how often
   * @param wallClock the machine's, for the night
   */
  public SpeechController(
      Voice voice,
      Speaker speaker,
      SpeechPlan plan,
      InstantSource clock,
      InstantSource wallClock,
      RandomGenerator random) {
    this.voice = voice;
    this.speaker = speaker;
    this.plan = plan;
    this.clock = clock;
    this.wallClock = wallClock;
    this.random = random;
  }

  /** The code of the language that is spoken. */
  public String language() {
    return plan.language();
  }

  /** Takes over what is said from the next mood on. */
  public synchronized void update(SpeechPlan newer) {
    plan = newer;
    unsaid.clear();
  }

  /** A sentence for a mood that was not said lately; counts as said. */
  public synchronized Choice choose(Mood mood) {
    List<String> lines = plan.lines().getOrDefault(mood, List.of());
    if (lines.isEmpty()) {
      return new Choice(Optional.empty(), Optional.empty());
    }
    if (plan.isQuiet(LocalTime.ofInstant(wallClock.instant(), ZoneId.systemDefault()))) {
      return silence("quiet until " + plan.quietTo());
    }
    Instant now = clock.instant();
    Duration since = last.map(time -> Duration.between(time, now)).orElse(plan.every());
    if (since.compareTo(plan.every()) < 0) {
      return silence("at most one sentence every " + PlainWords.duration(plan.every()));
    }
    last = Optional.of(now);
    List<String> left = unsaid.computeIfAbsent(mood, any -> new ArrayList<>());
    if (left.isEmpty()) {
      left.addAll(lines);
    }
    String sentence = left.remove(random.nextInt(left.size()));
    return new Choice(
        Optional.of(sentence),
        Optional.of(Outcome.done(ANSWER, "", "saying \"" + sentence + "\"")));
  }

  private static Choice silence(String why) {
    return new Choice(Optional.empty(), Optional.of(Outcome.unchanged(ANSWER, "", NOTHING, why)));
  }

  /**
   * Says a sentence to the end, after whatever is being said.
   *
   * @param gain the factor of its samples, 0 to 1
   * @return what came of it
   */
  public Outcome say(String sentence, double gain) throws InterruptedException {
    if (gain == 0) {
      return Outcome.unchanged(ANSWER, "", NOTHING, "the volume is 0");
    }
    speaking.lockInterruptibly();
    try {
      speaker.play(voice.speak(sentence, plan.language()).times(gain));
      return Outcome.done(ANSWER, "", "said \"" + sentence + "\"");
    } catch (IOException failed) {
      return Outcome.failed(ANSWER, "", NOTHING, failed.getMessage());
    } finally {
      speaking.unlock();
    }
  }
}
