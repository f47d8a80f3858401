package io.moodspeaker.music.strategy;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The strategies that there are, by their words. */
public final class Strategies {
  private final List<Strategy> all;

  /**
   * All strategies.
   *
   * @param waysOut lists that lead out of a mood, for {@link Iso}
   */
  public Strategies(Function<Mood, Optional<String>> waysOut) {
    all =
        List.of(
            new Match(),
            new Comfort(),
            new Iso(waysOut),
            new Compose(),
            new Keep(),
            new Silence(),
            new Pause());
  }

  /** Their words. */
  public List<String> words() {
    return all.stream().map(Strategy::word).toList();
  }

  /** The strategy of a mood: the one that its plan names, or the one that suits what it names. */
  public Strategy of(Mood mood, MusicPlan plan) {
    String unnamed = plan.of(mood).hasPlaylist() ? "match" : mood == Mood.ABSENT ? "pause" : "keep";
    String word = plan.of(mood).strategy().orElse(unnamed);
    return all.stream().filter(each -> each.word().equals(word)).findFirst().orElseThrow();
  }

  /** What the music does in a mood. */
  public PlaybackAction answer(Mood mood, MusicPlan plan) {
    return of(mood, plan).answer(mood, plan);
  }
}
