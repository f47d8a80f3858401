package io.moodspeaker.music.playlist;

import io.moodspeaker.support.KernelFolders;
import io.moodspeaker.support.NaturalOrder;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The files below a folder, with links followed and each folder read once. Used by one thread. */
final class FolderWalk {
  /** 100,000 tracks with the pictures and texts beside them; beyond this it is no collection. */
  private static final int MOST_ENTRIES = 500_000;

  private static final Comparator<Path> NATURAL =
      (a, b) -> NaturalOrder.INSTANCE.compare(a.toString(), b.toString());

  private final Predicate<Path> wanted;
  private final int most;
  private final int mostEntries;
  private final BiConsumer<Path, String> leftOut;
  private final List<Path> found = new ArrayList<>();
  private final Set<Object> read = new HashSet<>();
  private final KernelFolders kernel = new KernelFolders();
  private final Queue<Path> folders = new ArrayDeque<>();

  /** They wait until all else is read, so that a folder goes by its own name if it has one here. */
  private final Queue<Path> links = new PriorityQueue<>(NATURAL);

  private int entries;

  /**
   * A walk.
   *
   * @param wanted which files it finds
   * @param most it ends once it has found more
   * @param leftOut hears of what is not read, and why
   */
  FolderWalk(Predicate<Path> wanted, int most, BiConsumer<Path, String> leftOut) {
    this(wanted, most, MOST_ENTRIES, leftOut);
  }

  FolderWalk(Predicate<Path> wanted, int most, int mostEntries, BiConsumer<Path, String> leftOut) {
    this.wanted = wanted;
    this.most = most;
    this.mostEntries = mostEntries;
    this.leftOut = leftOut;
  }

  /**
   * The files below a folder, in natural order.
   *
   * @throws InterruptedIOException if its thread is interrupted, as nobody waits any more
   */
  List<Path> files(Path folder) throws InterruptedIOException {
    folders.add(folder);
    for (Path next; (next = next()) != null && !isEnough(); ) {
      read(next);
    }
    if (entries > mostEntries) {
      leftOut.accept(
          folder,
          "is read in part: over " + mostEntries + " files lie below it; name a folder of music");
    }
    return found.stream().sorted(NATURAL).toList();
  }

  private Path next() {
    return folders.isEmpty() ? links.poll() : folders.poll();
  }

  private boolean isEnough() {
    return found.size() > most || entries > mostEntries;
  }

  private void read(Path folder) throws InterruptedIOException {
    try {
      if (!read.add(Files.readAttributes(folder, BasicFileAttributes.class).fileKey())) {
        leftOut.accept(folder, "is left out: it leads to a folder that is read already");
        return;
      }
      if (kernel.holds(folder)) {
        leftOut.accept(folder, "is left out: the kernel keeps it, and no music is there");
        return;
      }
      try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
        for (Path entry : all) {
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("was given up");
          }
          entries++;
          if (isEnough()) {
            return;
          }
          look(entry);
        }
      }
    } catch (InterruptedIOException givenUp) {
      throw givenUp;
    } catch (IOException | DirectoryIteratorException e) {
      leftOut.accept(folder, "is left out, or read in part: " + Reason.of(e));
    }
  }

  private void look(Path entry) throws IOException {
    BasicFileAttributes its =
        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (its.isDirectory()) {
      folders.add(entry);
    } else if (its.isSymbolicLink() && Files.isDirectory(entry)) {
      links.add(entry);
    } else if (!its.isOther() && wanted.test(entry)) {
      found.add(entry);
    }
  }
}
