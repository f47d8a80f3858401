package io.moodspeaker.app;

import io.moodspeaker.component.music.MusicComponent;
import io.moodspeaker.config.MusicDefaults;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.AudioSinks;
import io.moodspeaker.music.AudioSources;
import io.moodspeaker.music.Bans;
import io.moodspeaker.music.Leveler;
import io.moodspeaker.music.LoudnessMemory;
import io.moodspeaker.music.MemoryFile;
import io.moodspeaker.music.MusicAnswer;
import io.moodspeaker.music.MusicDirector;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlayerEngine;
import io.moodspeaker.music.StreamOpener;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.music.mp3.Mp3Opener;
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
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that plays music, put together; closing it lets go of all of it. */
final class MusicRoom implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MusicRoom.class);

  /** After a crash or a short power cut the music goes on; next morning it waits for somebody. */
  private static final Duration PLAY_ON = Duration.ofMinutes(2);

  private final Leveler leveler;
  private final PlayerEngine player;
  private final MusicDirector director;
  private final Optional<MemoryFile> memory;
  private final ScheduledFuture<?> ticking;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("music-ticker").factory());

  /**
   * Opens the room.
   *
   * @param wish where the sound goes, as in {@link AudioSinks#choose}
   * @param state where to remember things; without such a folder nothing is remembered
   */
  MusicRoom(
      String wish,
      MusicDefaults defaults,
      VolumeCeiling ceiling,
      MusicSettings settings,
      Path state,
      Function<Mood, Optional<MusicAnswer>> answers,
      InstantSource clock) {
    Optional<Path> folder = folder(state);
    FfmpegOpener ffmpeg = new FfmpegOpener();
    AudioSources sources =
        new AudioSources(List.of(new StreamOpener(ffmpeg), new Mp3Opener(ffmpeg::tags), ffmpeg));
    AudioSinks.Choice choice = new AudioSinks(new JavaSoundCards()).choose(wish);
    LOG.info("{}", choice.reason());
    leveler = new Leveler(sources, new LoudnessMemory(folder.map(f -> f.resolve("loudness.tsv"))));
    player =
        new PlayerEngine(
            sources,
            choice.sink(),
            leveler,
            new PlayerEngine.Settings(defaults.volume(), ceiling, defaults.crossfade()),
            RandomGenerator.getDefault());
    director =
        new MusicDirector(
            player,
            answers,
            new Bans(folder.map(f -> f.resolve("bans.tsv"))),
            correction -> LOG.info("mood {} was called wrong", correction.mood()),
            settings,
            clock);
    memory = folder.map(MemoryFile::new);
    memory.ifPresent(file -> restore(file, clock));
    ticking = ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private static Optional<Path> folder(Path state) {
    try {
      return Optional.of(Files.createDirectories(state));
    } catch (IOException e) {
      LOG.warn("{} cannot be made, so the music remembers nothing: {}", state, e.toString());
      return Optional.empty();
    }
  }

  private void restore(MemoryFile file, InstantSource clock) {
    file.load()
        .ifPresent(
            before -> {
              player.restore(before);
              director.restore(before, file.age(clock).compareTo(PLAY_ON) < 0);
            });
  }

  private void tick() {
    try {
      director.tick();
      memory.ifPresent(file -> file.save(player.memory()));
    } catch (RuntimeException e) {
      LOG.error("the music's clock stumbles and goes on", e); // Thrown on, it would stop for good.
    }
  }

  MusicPlayer player() {
    return player;
  }

  MusicDirector director() {
    return director;
  }

  MusicComponent component() {
    return new MusicComponent(player, director);
  }

  @Override
  public void close() {
    ticking.cancel(false);
    ticker.shutdown();
    memory.ifPresent(file -> file.save(player.memory()));
    player.close();
    leveler.close();
  }
}
