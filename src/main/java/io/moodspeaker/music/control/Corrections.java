package io.moodspeaker.music.control;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.StateLines;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moods that a person called wrong. Safe for use by several threads.
 *
 * <p>Kept in a file: a time, a mood and the playlist that played at that moment on each line, with
 * tabs between.
 */
public final class Corrections {
  private static final Logger LOG = LoggerFactory.getLogger(Corrections.class);

  /** Hears of what people call wrong. */
  public interface Listener {
    /** Nobody listens. */
    Listener NONE =
        new Listener() {
          @Override
          public void called(Correction correction) {}

          @Override
          public void cleared() {}
        };

    /** A mood was called wrong. */
    void called(Correction correction);

    /** All of it was forgotten. */
    void cleared();
  }

  private final Listener listener;
  private final Optional<Path> file;
  private final Map<Mood, Integer> counts = new EnumMap<>(Mood.class);

  /** Corrections in a file, which need not exist yet; without one they last as the process does. */
  public Corrections(Optional<Path> file) {
    this(file, Listener.NONE);
  }

  /** The same, and somebody hears of new ones. */
  public Corrections(Optional<Path> file, Listener listener) {
    this.listener = listener;
    this.file = file;
    file.filter(Files::exists).ifPresent(this::load);
  }

  private void load(Path path) {
    try {
      for (String line : StateLines.read(path)) {
        String[] fields = line.split("\t", -1);
        try {
          count(Mood.of(fields.length > 1 ? fields[1] : ""));
        } catch (IllegalArgumentException e) {
          LOG.warn("{}: '{}' corrects nothing: {}", path, line, e.getMessage());
        }
      }
    } catch (IOException e) {
      LOG.warn("earlier corrections cannot be read: {}", Reason.withFile(e));
    }
  }

  /**
   * Keeps a correction.
   *
   * @throws IOException if it is forgotten at the next start, as it cannot be written down
   */
  public synchronized void add(Correction correction) throws IOException {
    count(correction.mood());
    listener.called(correction);
    if (file.isEmpty()) {
      return;
    }
    String line =
        String.join(
            "\t",
            correction.time().toString(),
            correction.mood().label(),
            correction.playlist().orElse(""));
    StateLines.append(file.get(), line);
  }

  private void count(Mood mood) {
    counts.merge(mood, 1, Integer::sum);
  }

  /**
   * Forgets all of them.
   *
   * @throws IOException if they come back at the next start, as the file cannot be deleted
   */
  public synchronized void clear() throws IOException {
    counts.clear();
    listener.cleared();
    if (file.isPresent()) {
      Files.deleteIfExists(file.get());
    }
  }

  /** How often each mood was called wrong; those that never were are left out. */
  public synchronized Map<Mood, Integer> counts() {
    return Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}
