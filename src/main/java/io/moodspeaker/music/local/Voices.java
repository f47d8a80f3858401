package io.moodspeaker.music.local;

import io.moodspeaker.music.Pcm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What sounds: one track in front, and those that fade out behind it. Used by one thread.
 *
 * <p>It owns the tracks that it was given and closes them.
 */
final class Voices implements AutoCloseable {
  /** Hears of what goes wrong with a track while it sounds. */
  interface Trouble {
    void broken(TrackPlayback voice, IOException why);
  }

  private final Mixer mixer;
  private final Trouble trouble;
  private final List<TrackPlayback> leaving = new ArrayList<>();

  /** The track in front; null if nothing sounds but perhaps what is leaving. */
  private TrackPlayback current;

  Voices(int volume, Trouble trouble) {
    this.mixer = new Mixer(volume);
    this.trouble = trouble;
  }

  Optional<TrackPlayback> current() {
    return Optional.ofNullable(current);
  }

  Mixer mixer() {
    return mixer;
  }

  boolean isSilent() {
    return current == null && leaving.isEmpty();
  }

  /** Brings a track to the front, where there is none. */
  void start(TrackPlayback voice, Duration fadeIn) {
    if (!fadeIn.isZero()) {
      voice.fade().out(0);
      voice.fade().in(Pcm.frames(fadeIn));
    }
    current = voice;
  }

  /** Lets all that sounds fade out. */
  void leave(Duration fade) {
    if (current != null) {
      current.fade().out(Pcm.frames(fade));
    }
    leaving.forEach(voice -> voice.fade().out(Pcm.frames(fade)));
  }

  /** Lets the track in front fade out behind the next. */
  void passOn(Duration fade) {
    current.fade().out(Pcm.frames(fade));
    leaving.add(current);
    current = null;
  }

  /** Lets go of the track in front if it has ended or faded out. */
  void sweep() {
    if (current != null && current.hasEnded()) {
      current.close();
      current = null;
    }
  }

  /**
   * Mixes the next block.
   *
   * @param ended gets a track that ends within it, and may start another, which then begins at the
   *     very next frame
   */
  void render(float[] block, boolean paused, Consumer<TrackPlayback> ended) {
    Arrays.fill(block, 0);
    if (!(paused && mixer.isPaused())) {
      int done = 0;
      while (done < Pcm.BLOCK && current != null) {
        done += mix(current, block, done);
        if (done < Pcm.BLOCK) {
          TrackPlayback before = current;
          current.close();
          current = null;
          ended.accept(before);
        }
      }
      for (Iterator<TrackPlayback> all = leaving.iterator(); all.hasNext(); ) {
        TrackPlayback voice = all.next();
        mix(voice, block, 0);
        if (voice.hasEnded()) {
          voice.close();
          all.remove();
        }
      }
    }
    mixer.process(block, Pcm.BLOCK);
  }

  private int mix(TrackPlayback voice, float[] block, int offset) {
    try {
      return voice.mix(block, offset, Pcm.BLOCK - offset);
    } catch (IOException e) {
      trouble.broken(voice, e);
      return 0;
    }
  }

  /** Goes back to where the listener was; what was leaving has left. */
  void rewind(Duration heard, Duration fadeIn) throws IOException {
    closeLeaving();
    mixer.clear();
    if (current != null) {
      current.seek(heard);
      current.fade().out(0);
      current.fade().in(Pcm.frames(fadeIn));
    }
  }

  private void closeLeaving() {
    leaving.forEach(TrackPlayback::close);
    leaving.clear();
  }

  @Override
  public void close() {
    closeLeaving();
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
