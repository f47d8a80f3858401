package io.moodspeaker.app;

import io.moodspeaker.config.MusicDefaults;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.AudioSinks;
import io.moodspeaker.music.AudioSources;
import io.moodspeaker.music.Bans;
import io.moodspeaker.music.Corrections;
import io.moodspeaker.music.LocalPlayer;
import io.moodspeaker.music.LoudnessCache;
import io.moodspeaker.music.LoudnessNormalizer;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlaybackController;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.RecentTracks;
import io.moodspeaker.music.StateFile;
import io.moodspeaker.music.Strategy;
import io.moodspeaker.music.StreamOpener;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.camel.MusicComponent;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.music.library.LibraryLists;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.mpd.MpdAddress;
import io.moodspeaker.music.mpd.MpdPlayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that plays music, put together; closing it lets go of all of it. */
final class MusicRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MusicRoom.class);

  private static final String MPD = "mpd:";

  /** After a crash or a short power cut the music goes on; next morning it waits for somebody. */
  private static final Duration PLAY_ON = Duration.ofMinutes(2);

  private final LoudnessNormalizer leveler;
  private final MusicPlayer player;
  private final Supplier<PlayerState> present;
  private final Optional<LibraryLists> library;
  private final Corrections corrections;
  private final RecentTracks recent;
  private final PlaybackController director;
  private final Optional<StateFile> memory;
  private final ScheduledFuture<?> ticking;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("music-ticker").factory());

  /**
   * Opens the room.
   *
   * @param wish where the sound goes, as in {@link AudioSinks#choose}; or an MPD server, as in
   *     {@link MpdAddress}
   * @param mpdMusic the MPD server's music directory as this machine sees it
   * @param state where to remember things; without such a folder nothing is remembered
   */
  MusicRoom(
      String wish,
      Optional<Path> mpdMusic,
      MusicDefaults defaults,
      VolumeCeiling ceiling,
      MusicSettings settings,
      Path state,
      Function<Mood, Optional<PlaybackAction>> answers,
      InstantSource clock) {
    Optional<Path> folder = folder(state);
    FfmpegOpener ffmpeg = new FfmpegOpener();
    AudioSources sources =
        new AudioSources(List.of(new StreamOpener(ffmpeg), new Mp3Opener(ffmpeg::tags), ffmpeg));
    recent = new RecentTracks(defaults.limits().repeatAfter(), clock);
    leveler =
        new LoudnessNormalizer(
            sources, new LoudnessCache(folder.map(f -> f.resolve("loudness.tsv"))));
    Consumer<PlayerState> restore;
    Optional<MpdAddress> address = mpd(wish);
    if (address.isPresent()) {
      LOG.info("sound: played by the server at {}, as configured", address.get());
      MpdPlayer mpd =
          new MpdPlayer(
              address.get(),
              new MpdPlayer.Settings(
                  defaults.volume(), ceiling, defaults.crossfade(), recent, mpdMusic),
              RandomGenerator.getDefault());
      player = mpd;
      present = mpd::memory;
      restore = mpd::restore;
    } else {
      AudioSinks.Choice choice = new AudioSinks(new JavaSoundCards()).choose(wish);
      LOG.info("{}", choice.reason());
      LocalPlayer engine =
          new LocalPlayer(
              sources,
              choice.sink(),
              leveler,
              new LocalPlayer.Settings(defaults.volume(), ceiling, defaults.crossfade(), recent),
              RandomGenerator.getDefault());
      player = engine;
      present = engine::memory;
      restore = engine::restore;
    }
    library = folder.map(f -> new LibraryLists(f.resolve("library.db"), f));
    corrections = new Corrections(folder.map(f -> f.resolve("corrections.tsv")));
    director =
        new PlaybackController(
            player,
            mood -> answers.apply(mood).map(answer -> planned(mood, answer)),
            new Bans(folder.map(f -> f.resolve("bans.tsv"))),
            corrections::add,
            settings,
            clock);
    memory = folder.map(StateFile::new);
    memory.ifPresent(file -> restore(file, restore, clock));
    ticking = ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Looks at a wish without opening anything.
   *
   * @throws IllegalArgumentException if it names an MPD server in a form that is none
   */
  static void check(String wish) {
    mpd(wish);
  }

  private static Optional<MpdAddress> mpd(String wish) {
    return wish.startsWith(MPD)
        ? Optional.of(new MpdAddress(wish.substring(MPD.length())))
        : Optional.empty();
  }

  private static Optional<Path> folder(Path state) {
    try {
      return Optional.of(Files.createDirectories(state));
    } catch (IOException e) {
      LOG.warn("{} cannot be made, so the music remembers nothing: {}", state, e.toString());
      return Optional.empty();
    }
  }

  private void restore(StateFile file, Consumer<PlayerState> restore, InstantSource clock) {
    boolean atOnce = file.age(clock).compareTo(PLAY_ON) < 0;
    file.load()
        .map(before -> atOnce ? before : before.asPaused())
        .ifPresent(
            before -> {
              restore.accept(before);
              director.restore(before, atOnce);
            });
  }

  private void tick() {
    try {
      director.tick();
      remember();
    } catch (RuntimeException e) {
      LOG.error("the music's clock stumbles and goes on", e); // Thrown on, it would stop for good.
    }
  }

  private void remember() {
    memory.ifPresent(file -> file.save(present.get()));
  }

  /** Where the person's library allows it, a way out of the mood in place of its playlist. */
  private PlaybackAction planned(Mood mood, PlaybackAction answer) {
    if (answer.strategy() != Strategy.ISO) {
      return answer;
    }
    return library
        .flatMap(lists -> lists.outOf(mood))
        .map(
            list ->
                new PlaybackAction(
                    Strategy.ISO,
                    Optional.of(list.toString()),
                    false,
                    answer.volume(),
                    answer.fade()))
        .orElse(answer);
  }

  /** From now on plays as a person has it in a changed file. */
  void take(MusicDefaults newer) {
    player.crossfade(newer.crossfade());
    recent.take(newer.limits().repeatAfter());
    director.take(MusicWiring.settings(newer.limits()));
    director.reconsider();
  }

  /** The lists that the person's library can give; empty where nothing is remembered. */
  Optional<LibraryLists> library() {
    return library;
  }

  Corrections corrections() {
    return corrections;
  }

  MusicPlayer player() {
    return player;
  }

  PlaybackController director() {
    return director;
  }

  MusicComponent component() {
    return new MusicComponent(player, director);
  }

  @Override
  public void close() {
    ticking.cancel(false);
    ticker.shutdown();
    remember();
    player.close();
    leveler.close();
  }
}
