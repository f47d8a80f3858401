package io.moodspeaker.music.library;

import io.moodspeaker.music.Locations;
import io.moodspeaker.support.KernelFolders;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for changes in a folder and those below it, by what the system tells (inotify) and, for
 * disks that tell nothing, every ten minutes. Used by one thread.
 */
public final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  /** A file that is being copied changes more often than that; when it rests it is whole. */
  private static final Duration REST = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Path folder;
  private final Duration rest;
  private final WatchService watcher;
  private final KernelFolders kernel = new KernelFolders();

  /** A watch that has begun: no change from now on is missed. */
  public FolderWatch(Path folder) throws IOException {
    this(folder, REST);
  }

  FolderWatch(Path folder, Duration rest) throws IOException {
    this.folder = folder;
    this.rest = rest;
    watcher = FileSystems.getDefault().newWatchService();
    register();
  }

  /** Watches folders that are new; those that are watched already stay so. */
  private void register() throws IOException {
    Files.walkFileTree(
        Files.isDirectory(folder) ? folder : folder.toAbsolutePath().getParent(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (kernel.holds(directory)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              directory.register(
                  watcher,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_DELETE,
                  StandardWatchEventKinds.ENTRY_MODIFY);
            } catch (IOException e) {
              LOG.warn(
                  "{} is looked at every {} minutes: {}",
                  Locations.shown(directory.toString()),
                  LONGEST.toMinutes(),
                  Reason.of(e));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Returns when something has changed and rests, or ten minutes have passed. */
  public void await() throws IOException, InterruptedException {
    WatchKey key = watcher.poll(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    while (key != null) {
      key.pollEvents();
      key.reset();
      key = watcher.poll(rest.toMillis(), TimeUnit.MILLISECONDS);
    }
    register();
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
