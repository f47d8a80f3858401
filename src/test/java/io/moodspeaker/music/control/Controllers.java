package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlaylistCatalogue;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Times;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.support.FakeTime;
import io.moodspeaker.support.NotFoundException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A controller of a fake player, on time that stands still until it is told to go on. */
public final class Controllers {
  private final FakePlayer player = new FakePlayer();
  private final Map<Mood, PlaybackAction> answers = new EnumMap<>(Mood.class);
  private final List<Outcome> later = new ArrayList<>();
  private final FakeTime time = new FakeTime();
  private final Corrections corrections = new Corrections(Optional.empty());
  private final PlaybackController controller;
  private Duration set = Duration.ZERO;

  public Controllers() {
    this(MusicSettings.DEFAULT);
  }

  /** A plan for everybody by such settings. */
  static MusicPlan plan(MusicSettings settings, boolean shuffle, Optional<WakeUp> wakeUp) {
    MusicPlan usual = MusicPlan.DEFAULT;
    return new MusicPlan(
        usual.volume(),
        usual.fade(),
        usual.crossfade(),
        shuffle,
        usual.comfort(),
        new MusicPlan.Limits(100, Optional.empty(), settings, usual.limits().repeatAfter()),
        usual.learning(),
        wakeUp,
        Map.of());
  }

  public Controllers(MusicSettings settings) {
    this(settings, VolumeCeiling.of(100));
  }

  public Controllers(MusicSettings settings, VolumeCeiling ceiling) {
    controller =
        new PlaybackController(
            player,
            mood ->
                answers.getOrDefault(
                    mood,
                    PlaybackAction.only(
                        PlaybackAction.Kind.KEEP, Duration.ofSeconds(1), "strategy keep")),
            new PlaylistCatalogue() {
              @Override
              public String find(String name) {
                if (name.startsWith("/") || name.startsWith("http")) {
                  return name;
                }
                throw new NotFoundException("no playlist is called '" + name + "'");
              }

              @Override
              public Optional<String> like(Track track) {
                return Optional.of("/lists/like.m3u8");
              }
            },
            new Notes(
                new MoodTracks(Optional.empty()),
                new MoodTracks(Optional.empty()),
                corrections,
                Taste.NONE),
            ceiling,
            plan(settings, true, Optional.empty()),
            new Times(time, () -> time.instant().plus(set), ZoneOffset.UTC),
            Runnable::run,
            later::add);
  }

  public void answer(Mood mood, PlaybackAction action) {
    answers.put(mood, action);
  }

  public FakePlayer player() {
    return player;
  }

  public FakeTime time() {
    return time;
  }

  /** Sets the machine's clock: the other one runs on evenly. */
  public void setClock(Duration by) {
    set = set.plus(by);
  }

  public Corrections corrections() {
    return corrections;
  }

  /** What was told after an order had been answered. */
  public List<Outcome> later() {
    return later;
  }

  public PlaybackController controller() {
    return controller;
  }
}
