package io.moodspeaker.support;

import io.moodspeaker.config.MoodsFile;
import io.moodspeaker.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a configuration file, and again whenever it has been saved.
 *
 * <p>It looks at the file's stamp four times a second rather than wait for events: a folder tells
 * nothing of a change behind a symbolic link, in a container's mount or on a network disk, and four
 * looks cost less than one frame. A file is read once its stamp has stood still for one look, so
 * that an editor's half-written file, or the gap before a rename, is not taken for the new one.
 *
 * <p>The listener is called on the watcher's own thread, one call at a time, within a second of the
 * change, with whatever the reading gave; not when the text is the same as before. Whoever made the
 * watcher closes it.
 */
public final class FileWatcher<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);

  /** Two looks and the reading stay well within the 2 s that a person is promised. */
  private static final long LOOK_MILLIS = 250;

  private final Path file;
  private final String name;
  private final Function<Validated<String>, Validated<T>> reading;
  private final Validated<T> first;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("config-watcher").daemon().factory());

  private Stamp read;
  private Stamp last;
  private Validated<String> text;

  private FileWatcher(Path home, String name, Function<Validated<String>, Validated<T>> reading) {
    this.file = home.resolve(name);
    this.name = name;
    this.reading = reading;
    // The stamp goes before the text: what is saved between the two is read once too often.
    this.read = stamp();
    this.last = read;
    this.text = TextFile.read(file, name);
    this.first = reading.apply(text);
  }

  /**
   * A watcher of {@code config/moods.yaml}.
   *
   * @param home the folder that holds {@code config/}
   */
  public static FileWatcher<MoodsFile> moods(Path home) {
    return new FileWatcher<>(
        home,
        MoodsFile.NAME,
        text ->
            text.value().isPresent()
                ? MoodsFile.parse(text.value().get(), home)
                : new Validated<>(Optional.empty(), text.problems()));
  }

  /**
   * A watcher of {@code config/moodspeaker.properties}.
   *
   * @param environment and {@code overrides} as in {@link Settings#load}
   */
  public static FileWatcher<Settings> settings(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    return new FileWatcher<>(
        home, Settings.NAME, text -> Settings.load(home, environment, overrides));
  }

  /** What was read when this was made: a change since then is heard after {@link #start}. */
  public Validated<T> first() {
    return first;
  }

  /**
   * Begins to look; to be called once.
   *
   * @param listener called after each change
   */
  @SuppressWarnings("FutureReturnValueIgnored") // close() ends it with its executor.
  public void start(Consumer<Validated<T>> listener) {
    looking.scheduleWithFixedDelay(
        () -> lookSafely(listener), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private void lookSafely(Consumer<Validated<T>> listener) {
    try {
      look(listener);
    } catch (RuntimeException e) {
      // An exception would end the schedule, and later changes would go unseen.
      LOG.error("{} was changed, and taking it over failed", name, e);
    }
  }

  private void look(Consumer<Validated<T>> listener) {
    Stamp now = stamp();
    boolean still = now.equals(last);
    last = now;
    if (!still || now.equals(read)) {
      return;
    }
    read = now;
    Validated<String> saved = TextFile.read(file, name);
    if (saved.equals(text)) {
      return;
    }
    text = saved;
    listener.accept(reading.apply(saved));
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          found.lastModifiedTime().toString(), found.size(), String.valueOf(found.fileKey()));
    } catch (NoSuchFileException e) {
      return new Stamp("gone", 0, "");
    } catch (IOException e) {
      return new Stamp(e.toString(), 0, "");
    }
  }

  /** What differs between two versions of a file. */
  private record Stamp(String modified, long size, String key) {}
}
