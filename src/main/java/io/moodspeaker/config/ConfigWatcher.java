package io.moodspeaker.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code config/moods.yaml} again whenever it has been saved.
 *
 * <p>It looks at the file's stamp four times a second rather than wait for events: a folder tells
 * nothing of a change behind a symbolic link, in a container's mount or on a network disk, and four
 * looks cost less than one frame. A file is read once its stamp has stood still for one look, so
 * that an editor's half-written file, or the gap before a rename, is not taken for the new one.
 *
 * <p>The listener is called on the watcher's own thread, one call at a time, within a second of the
 * change, with whatever {@link MoodsFile#read} gave; not when the text is the same as before.
 * Whoever made the watcher closes it.
 */
public final class ConfigWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatcher.class);

  /** Two looks and the reading stay well within the 2 s that a person is promised. */
  private static final long LOOK_MILLIS = 250;

  private final Path home;
  private final Path file;
  private final Consumer<Checked<MoodsFile>> listener;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("config-watcher").daemon().factory());

  private Stamp read;
  private Stamp last;
  private Checked<String> text;

  /**
   * A watcher that takes the file as it is now for known; make it before the first reading, and no
   * change falls between the two.
   *
   * @param home the folder that holds {@code config/}
   * @param listener called after each change
   */
  public ConfigWatcher(Path home, Consumer<Checked<MoodsFile>> listener) {
    this.home = home;
    this.file = home.resolve(MoodsFile.NAME);
    this.listener = listener;
    this.read = stamp();
    this.last = read;
    this.text = TextFile.read(file, MoodsFile.NAME);
  }

  /** Begins to look; to be called once. */
  @SuppressWarnings("FutureReturnValueIgnored") // close() ends it with its executor.
  public void start() {
    looking.scheduleWithFixedDelay(
        this::lookSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      // An exception would end the schedule, and later changes would go unseen.
      LOG.error("{} was changed, and taking it over failed", MoodsFile.NAME, e);
    }
  }

  private void look() {
    Stamp now = stamp();
    boolean still = now.equals(last);
    last = now;
    if (!still || now.equals(read)) {
      return;
    }
    read = now;
    Checked<String> saved = TextFile.read(file, MoodsFile.NAME);
    if (saved.equals(text)) {
      return;
    }
    text = saved;
    listener.accept(
        saved.value().isPresent()
            ? MoodsFile.parse(saved.value().get(), home)
            : new Checked<>(Optional.empty(), saved.problems()));
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
