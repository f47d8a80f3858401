package io.moodspeaker.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a person's file again whenever it has been saved.
 *
 * <p>It looks at the file's stamp four times a second rather than wait for events: a folder tells
 * nothing of a change behind a symbolic link, in a container's mount or on a network disk, and four
 * looks cost less than one frame. A file is read once its stamp has stood still for one look, so
 * that an editor's half-written file, or the gap before a rename, is not taken for the new one.
 *
 * <p>The listener is called on the scheduler's thread within a second of the change, with the text
 * or with why there is none; not when the text is the same as before.
 */
public final class FileWatcher {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatcher.class);

  /** Two looks and the reading stay well within the 2 s that a person is promised. */
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Path file;
  private final String name;
  private Stamp read;
  private Stamp last;
  private Validated<String> text;

  /**
   * A watcher that has read the file, and looks at it when it is started.
   *
   * @param name as a person would name the file, for messages
   */
  public FileWatcher(Path file, String name) {
    this.file = file;
    this.name = name;
    // The stamp goes before the text: what is saved between the two is read once too often.
    this.read = stamp();
    this.last = read;
    this.text = TextFile.read(file, name);
  }

  /** The text as it was read last. */
  public synchronized Validated<String> text() {
    return text;
  }

  /** Begins to look; to be called once. */
  public void start(Scheduler scheduler, Consumer<Validated<String>> listener) {
    scheduler.every(
        LOOK,
        () -> {
          try {
            look(listener);
          } catch (RuntimeException e) {
            LOG.error("{} was changed, and taking it over failed", name, e);
          }
        });
  }

  private synchronized void look(Consumer<Validated<String>> listener) {
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
    listener.accept(saved);
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

  /** What tells one state of a file from another without reading it. */
  private record Stamp(String modified, long size, String key) {}
}
