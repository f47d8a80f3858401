package io.moodspeaker.app;

import io.moodspeaker.alert.AlertRule;
import io.moodspeaker.config.LightPlan;
import io.moodspeaker.config.MoodPlan;
import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.light.Lamp;
import io.moodspeaker.light.LightPattern;
import io.moodspeaker.light.LightState;
import io.moodspeaker.light.MoodLight;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.Strategy;
import io.moodspeaker.music.Track;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What answers each mood now: the person's file in the words of music, light and alert. Safe for
 * use by several threads.
 */
public final class Answers {
  private static final String PAUSED = "music paused";

  private final boolean rgbLamp;
  private volatile MoodsFile file;

  /**
   * Answers as a file gives them.
   *
   * @param rgbLamp whether an RGB lamp is connected, which then shows a mood's colour
   */
  public Answers(MoodsFile file, boolean rgbLamp) {
    this.file = file;
    this.rgbLamp = rgbLamp;
  }

  /** From now on answers as another file gives them. */
  public void take(MoodsFile newer) {
    file = newer;
  }

  /** What the music does; empty for a pause until somebody returns. */
  public Optional<PlaybackAction> music(Mood mood) {
    MoodsFile now = file;
    MoodPlan plan = now.plan(mood);
    Optional<String> playlist = now.playlist(mood).map(Path::toString);
    return strategy(plan.strategy(), playlist.isPresent())
        .map(
            strategy ->
                new PlaybackAction(
                    strategy,
                    playlist,
                    now.music().shuffle(),
                    playlist.isPresent() ? OptionalInt.of(plan.volume()) : OptionalInt.empty(),
                    now.music().fade()));
  }

  /** The music's word for a strategy; one that has nothing to play keeps what plays. */
  private static Optional<Strategy> strategy(
      io.moodspeaker.config.Strategy wanted, boolean playable) {
    return switch (wanted) {
      case MATCH -> Optional.of(playable ? Strategy.MATCH : Strategy.KEEP);
      case COMFORT -> Optional.of(playable ? Strategy.COMFORT : Strategy.KEEP);
      case ISO -> Optional.of(playable ? Strategy.ISO : Strategy.KEEP);
      case KEEP -> Optional.of(Strategy.KEEP);
      case SILENCE -> Optional.of(Strategy.SILENCE);
      case PAUSE -> Optional.empty();
    };
  }

  /** What is lit; empty for nothing. */
  public Optional<LightState> light(Mood mood) {
    return file.plan(mood).light().flatMap(this::pattern);
  }

  private Optional<LightState> pattern(LightPlan plan) {
    return moodLight(plan).state(rgbLamp);
  }

  private static MoodLight moodLight(LightPlan plan) {
    return new MoodLight(
        plan.pin().map(Lamp.Pin::new),
        plan.rgb().map(rgb -> new Lamp.Rgb(rgb.red(), rgb.green(), rgb.blue())),
        LightPattern.valueOf(plan.pattern().name()));
  }

  /** The light of each mood that has one. */
  public Map<Mood, MoodLight> lights() {
    Map<Mood, MoodLight> lights = new EnumMap<>(Mood.class);
    file.moods()
        .forEach((mood, plan) -> plan.light().ifPresent(one -> lights.put(mood, moodLight(one))));
    return lights;
  }

  /** When the mood becomes an alert; empty for never. */
  public Optional<AlertRule> alert(Mood mood) {
    return file.plan(mood).alert().map(plan -> new AlertRule(plan.after(), plan.every()));
  }

  /** Where the mood's alert goes, if it has an address of its own. */
  public Optional<URI> webhook(Mood mood) {
    return file.plan(mood).alert().flatMap(plan -> plan.webhook());
  }

  /** How the music answers, in plain words: {@code playing comfort}. */
  public String musicWords(Mood mood) {
    return music(mood).map(answer -> words(mood, answer)).orElse(PAUSED);
  }

  private static String words(Mood mood, PlaybackAction answer) {
    return switch (answer.strategy()) {
      case MATCH, COMFORT, ISO -> "playing " + new Track(answer.playlist().orElseThrow()).name();
      case KEEP -> "music as it is";
      // In an empty room the music's silence is a pause as well.
      case SILENCE -> mood == Mood.ABSENT ? PAUSED : "silence";
    };
  }

  /** A sentence for the mood; empty for none. */
  public Optional<String> words(Mood mood) {
    return file.plan(mood).words();
  }

  /** What is lit, in plain words: {@code light pin 21 pulse}. */
  public String lightWords(Mood mood) {
    return light(mood).map(pattern -> "light " + pattern).orElse("no light");
  }
}
