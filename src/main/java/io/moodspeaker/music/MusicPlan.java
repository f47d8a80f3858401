package io.moodspeaker.music;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that moods.yaml says of music.
 *
 * @param volume 0 to 100, for moods that have none of their own
 * @param fade how long the music fades out, and in again, when the mood changes
 * @param crossfade how long one track runs into the next; 0 for one after the other
 * @param shuffle whether the tracks of a playlist come in random order
 * @param comfort the playlist that comforts
 * @param limits how loud it gets at most, and when moods have to wait
 * @param learning whether it learns what helps
 * @param wakeUp when music wakes somebody; empty for never
 * @param moods the music of each mood that the file names
 */
public record MusicPlan(
    int volume,
    Duration fade,
    Duration crossfade,
    boolean shuffle,
    Optional<PlaylistName> comfort,
    Limits limits,
    Learning learning,
    Optional<WakeUp> wakeUp,
    Map<Mood, MoodMusic> moods) {
  /**
   * Half of full scale, by the cube of the volume: tracks levelled to -17 LUFS come out at -23
   * LUFS, as loud as television is mixed (EBU R 128).
   */
  public static final int VOLUME = 80;

  /** Long enough to be no jolt, short enough that the new music is there within 3 s. */
  public static final Duration FADE = Duration.ofMillis(1500);

  /**
   * The limits within which moods rule the music.
   *
   * @param ceiling 0 to 100, the volume that nothing passes
   * @param quiet hours with a ceiling of their own; empty for none
   * @param settings when moods have to wait
   * @param repeatAfter how long a track waits before it plays again, if there are others
   */
  public record Limits(
      int ceiling,
      Optional<VolumeCeiling.QuietHours> quiet,
      MusicSettings settings,
      Duration repeatAfter) {
    /** No ceiling below full volume; a track returns after half an hour at the earliest. */
    public static final Limits DEFAULT =
        new Limits(100, Optional.empty(), MusicSettings.DEFAULT, Duration.ofMinutes(30));
  }

  /**
   * Whether music learns what helps.
   *
   * @param on whether it does
   * @param explore how often, in percent, it plays what it knows least
   */
  public record Learning(boolean on, int explore) {
    /** Plain shuffling. */
    public static final Learning OFF = new Learning(false, 5);
  }

  /** What holds where nothing is said. */
  public static final MusicPlan DEFAULT =
      new MusicPlan(
          VOLUME,
          FADE,
          Duration.ZERO,
          true,
          Optional.empty(),
          Limits.DEFAULT,
          Learning.OFF,
          Optional.empty(),
          Map.of());

  public MusicPlan {
    Map<Mood, MoodMusic> all = new EnumMap<>(Mood.class);
    all.putAll(moods);
    moods = Collections.unmodifiableMap(all);
  }

  /** The same with another playlist as a mood's own. */
  public MusicPlan playing(Mood mood, PlaylistName playlist) {
    Map<Mood, MoodMusic> others = new EnumMap<>(Mood.class);
    others.putAll(moods);
    MoodMusic music = of(mood);
    others.put(
        mood,
        new MoodMusic(music.strategy(), Optional.of(playlist), music.rules(), music.volume()));
    return new MusicPlan(
        volume, fade, crossfade, shuffle, comfort, limits, learning, wakeUp, others);
  }

  /** How somebody is woken where nothing is said: with what comforts, on no day by itself. */
  public WakeUp usualWakeUp() {
    WakeUp usual = wakeUp.orElseGet(() -> WakeUp.once(LocalTime.MIDNIGHT, volume));
    return new WakeUp(
        usual.at(), usual.days(), usual.playlist().or(() -> comfort), usual.rise(), usual.volume());
  }

  /**
   * What a person asked for in place of what holds for all.
   *
   * @param playlists for moods that have one of the person's own
   * @param volume 0 to 100; empty for that of the moods
   */
  public record Person(Map<Mood, PlaylistName> playlists, Optional<Integer> volume) {}

  /** The same for a person. */
  public MusicPlan of(Person person) {
    Map<Mood, MoodMusic> theirs = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      MoodMusic usual = of(mood);
      Optional<PlaylistName> own = Optional.ofNullable(person.playlists().get(mood));
      theirs.put(
          mood,
          new MoodMusic(
              own.isPresent() ? Optional.empty() : usual.strategy(),
              own.or(usual::playlist),
              own.isPresent() ? List.of() : usual.rules(),
              person.volume().or(usual::volume)));
    }
    return new MusicPlan(
        volume, fade, crossfade, shuffle, comfort, limits, learning, wakeUp, theirs);
  }

  /** The music of a mood. */
  public MoodMusic of(Mood mood) {
    return moods.getOrDefault(mood, MoodMusic.NONE);
  }

  /** The volume of a mood, 0 to 100. */
  public int volume(Mood mood) {
    return of(mood).volume().orElse(volume);
  }
}
