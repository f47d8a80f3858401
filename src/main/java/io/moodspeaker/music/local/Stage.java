package io.moodspeaker.music.local;

import io.moodspeaker.music.ChosenVolume;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Reported;
import io.moodspeaker.music.sink.SinkConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is heard of the local player: its tracks, fading and mixed, as loud as was asked for, until
 * the device has them. Used by one thread.
 */
final class Stage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

  /** For pause, next and the return of a device: no click, and no waiting either. */
  static final Duration SHORT_FADE = Duration.ofMillis(250);

  /** After a pause has faded out, silence for as long as any card buffers: then it may stop. */
  private static final int SILENT_BLOCKS = Pcm.RATE / Pcm.BLOCK;

  private final SinkConnection sink;
  private final ChosenVolume volume;
  private final Reported reported;
  private final Voices voices;
  private final float[] block = new float[Pcm.BLOCK * Pcm.CHANNELS];

  /** How the next track comes in if nothing plays at that moment. */
  private Duration entrance = SHORT_FADE;

  private int audible;
  private boolean paused;
  private int silentBlocks;

  Stage(SinkConnection sink, ChosenVolume volume, Reported reported) {
    this.sink = sink;
    this.volume = volume;
    this.reported = reported;
    this.audible = volume.audible();
    this.voices = new Voices(audible, this::broken);
  }

  private void broken(TrackPlayback voice, IOException e) {
    String what = "broken from " + seconds(voice.position()) + " on";
    reported.track(voice.track(), what, Reported.reason(e));
    LOG.debug("{}", voice.track().id(), e);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** The track in front. */
  Optional<TrackPlayback> current() {
    return voices.current();
  }

  boolean isSilent() {
    return voices.isSilent();
  }

  ChosenVolume volume() {
    return volume;
  }

  // ---- pauses

  boolean isPaused() {
    return paused;
  }

  void pause(Duration fade) {
    paused = true;
    voices.mixer().pause(Pcm.frames(fade));
  }

  void resume() {
    paused = false;
    voices.mixer().resume(Pcm.frames(SHORT_FADE));
  }

  // ---- tracks

  /** Brings a track to the front, where there is none, as what played before has left. */
  void enter(TrackPlayback voice) {
    start(voice, entrance);
    entrance = SHORT_FADE;
  }

  /** Brings a track to the front, where there is none. */
  void start(TrackPlayback voice, Duration fadeIn) {
    voices.start(voice, fadeIn);
  }

  /** Lets what plays fade out; what follows starts when it has, and fades in as long. */
  void leave(Duration fade) {
    entrance = fade;
    voices.leave(fade);
  }

  /** Lets the track in front fade out behind the next. */
  void passOn(Duration fade) {
    voices.passOn(fade);
  }

  // ---- the device

  boolean isLost() {
    return sink.isLost();
  }

  /** Where in its track the listener is. */
  Duration position(TrackPlayback voice) {
    Duration position = voice.position().minus(sink.behind());
    return position.isNegative() ? Duration.ZERO : position;
  }

  /** Lets go of a track that has ended, and follows the volume. */
  void sweep() {
    int allowed = volume.audible();
    if (allowed != audible) {
      audible = allowed;
      voices.mixer().volume(allowed);
    }
    voices.sweep();
  }

  /**
   * Plays one block, if there is something to play.
   *
   * @param ended gets a track that ends within it, and may start another, which then begins at the
   *     very next frame
   * @return false if nothing is to be played for now
   */
  boolean play(Consumer<TrackPlayback> ended) {
    boolean sounding = !voices.isSilent() && !(paused && voices.mixer().isPaused());
    silentBlocks = sounding ? 0 : Math.min(SILENT_BLOCKS + 1, silentBlocks + 1);
    boolean awake = sounding || (sink.isOpen() && silentBlocks <= SILENT_BLOCKS);
    if (awake && sink.ready()) {
      render(ended);
    } else if (silentBlocks == SILENT_BLOCKS + 1) {
      sink.idle();
    }
    return awake && sink.isOpen();
  }

  private void render(Consumer<TrackPlayback> ended) {
    voices.render(block, paused, ended);
    sink.write(block, Pcm.BLOCK, this::rewind);
  }

  /** Goes back to what was heard last. */
  private void rewind() {
    Duration heard = voices.current().map(this::position).orElse(Duration.ZERO);
    try {
      voices.rewind(heard, SHORT_FADE);
    } catch (IOException e) {
      voices
          .current()
          .ifPresent(
              voice ->
                  reported.track(
                      voice.track(), "cannot go back to " + seconds(heard), Reported.reason(e)));
    }
  }

  /** Lets the card play what it holds. */
  void drain() {
    for (int i = 0; i < SILENT_BLOCKS && sink.isOpen(); i++) {
      render(ended -> {});
    }
  }

  @Override
  public void close() {
    voices.close();
    sink.close();
  }
}
