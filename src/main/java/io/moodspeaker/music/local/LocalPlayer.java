package io.moodspeaker.music.local;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.ChosenVolume;
import io.moodspeaker.music.Loader;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayQueue;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerSettings;
import io.moodspeaker.music.PlayerState;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Volume;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.sink.SinkConnection;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The player: one thread pulls from sources, mixes and writes to a sink, which paces it.
 *
 * <p>All state belongs to that thread. Commands, and files that another thread has opened, come to
 * it through a mailbox that it empties between blocks, so that neither a caller nor the sound ever
 * waits for a disk or a network.
 */
public final class LocalPlayer implements MusicPlayer {
  private static final Logger LOG = LoggerFactory.getLogger(LocalPlayer.class);

  private final Optional<Thread> thread;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  // Everything below belongs to the thread.
  private final Rounds rounds;
  private final SinkConnection sink;
  private final Stage stage;
  private final Loader loader;
  private final LocalSessions sessions;
  private final PlayerReport report;

  /**
   * A player that is silent until it is told to play.
   *
   * @param sink opened when there is something to play; this player closes it
   * @param normalizer makes tracks equally loud; stays its opener's to close
   * @param random draws the order of shuffled playlists
   */
  public LocalPlayer(
      PlaylistReader reader,
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer normalizer,
      PlayerSettings settings,
      RandomGenerator random) {
    this(
        reader,
        sources,
        sink,
        normalizer,
        settings,
        random,
        MonotonicClock::nanoTime,
        Threads.pool("music-loader", Loader.MOST),
        true);
  }

  /** A player for tests: they give the time, and without a thread call {@link #step} themselves. */
  LocalPlayer(
      PlaylistReader reader,
      AudioSources sources,
      AudioSink sink,
      LoudnessNormalizer normalizer,
      PlayerSettings settings,
      RandomGenerator random,
      LongSupplier nanoTime,
      ExecutorService threads,
      boolean threaded) {
    this.rounds = new Rounds(random, settings.recent(), settings.taste());
    this.sink = new SinkConnection(sink, nanoTime);
    Reported reported = new Reported(LOG);
    // The volume's cube is what is heard: 0.6 of it is 13 dB less.
    ChosenVolume volume =
        new ChosenVolume(
            settings.volume(), settings.ceiling(), loudest -> (int) (loudest * 0.6), nanoTime);
    this.stage = new Stage(this.sink, volume, reported);
    this.loader = new Loader(threads, nanoTime, this::post);
    this.sessions =
        new LocalSessions(
            reader,
            sources,
            normalizer,
            rounds,
            stage,
            loader,
            this::post,
            reported,
            settings.crossfade());
    this.report = new PlayerReport(stage, sessions, rounds);
    this.thread = threaded ? Optional.of(Threads.unstarted("music", this::run)) : Optional.empty();
    thread.ifPresent(Thread::start);
  }

  // ---- what callers ask for

  @Override
  public CompletableFuture<PlayResult> play(PlayRequest request) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    post(
        () -> {
          stage.resume();
          sessions.play(request, result);
        });
    return result;
  }

  @Override
  public CompletableFuture<PlayResult> follow(PlayRequest request) {
    CompletableFuture<PlayResult> result = new CompletableFuture<>();
    post(() -> sessions.follow(request, result));
    return result;
  }

  @Override
  public void stop(Duration fade) {
    post(() -> sessions.stop(fade));
  }

  @Override
  public void pause() {
    post(() -> stage.pause(Stage.SHORT_FADE));
  }

  @Override
  public void resume() {
    post(stage::resume);
  }

  @Override
  public void next() {
    post(sessions::next);
  }

  @Override
  public void previous() {
    post(sessions::previous);
  }

  @Override
  public void volume(int percent) {
    Volume.check(percent);
    post(() -> stage.volume().wish(percent));
  }

  @Override
  public void duck(boolean now) {
    post(() -> stage.volume().duck(now));
  }

  @Override
  public void crossfade(Duration time) {
    PlayerSettings.check(time);
    post(() -> sessions.crossfade(time));
  }

  @Override
  public PlayerStatus status() {
    return report.status();
  }

  @Override
  public PlayQueue queue() {
    return report.queue();
  }

  @Override
  public String sink() {
    return sink.name();
  }

  @Override
  public String waitsFor() {
    return report.silentStation().map("the station "::concat).orElse("the sound device " + sink());
  }

  @Override
  public PlayerState memory() {
    return report.memory();
  }

  @Override
  public void restore(PlayerState before) {
    boolean playing = before.request().isPresent();
    if (playing) {
      report.restored(before);
      sessions.expect();
    }
    post(
        () -> {
          stage.volume().wish(before.volume());
          rounds.restore(before);
          report.takeRounds();
          if (playing) {
            sessions.restore(before);
          }
          if (before.paused()) {
            stage.pause(Duration.ZERO);
          }
        });
  }

  @Override
  public void close() {
    stop(Stage.SHORT_FADE);
    closing = true;
    thread.ifPresentOrElse(LocalPlayer::join, this::release);
    loader.close();
  }

  private static void join(Thread thread) {
    LockSupport.unpark(thread);
    try {
      // The fade, what the card still holds, and a little.
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Runnable command) {
    mailbox.add(command);
    thread.ifPresent(LockSupport::unpark);
  }

  // ---- the thread

  private void run() {
    try {
      while (!closing || !stage.isSilent()) {
        if (!attempt()) {
          LockSupport.parkNanos(this, SinkConnection.RETRY_NANOS);
        }
        if (closing && sink.isLost()) {
          break;
        }
      }
      stage.drain();
    } finally {
      release();
    }
  }

  /** An Error too: one track that is too much must not end all music. */
  private boolean attempt() {
    try {
      return step();
    } catch (RuntimeException | Error failed) {
      LOG.error("the music goes on after what must not happen", failed);
      return false;
    }
  }

  private void release() {
    sessions.close();
    stage.close();
  }

  /**
   * Does what is due and plays one block.
   *
   * @return false if there is nothing to play for now, so that it may wait for a command
   */
  boolean step() {
    for (Runnable command; (command = mailbox.poll()) != null; ) {
      try {
        command.run();
      } catch (RuntimeException | Error e) {
        LOG.error("an order failed, and the music goes on", e);
      }
    }
    loader.giveUp();
    sessions.advance();
    boolean plays = stage.play(sessions::ended);
    report.publish();
    sessions.tellSettled();
    return plays;
  }
}
