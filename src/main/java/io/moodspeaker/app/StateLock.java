package io.moodspeaker.app;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claim of one daemon on its state folder, which ends with the process at the latest. */
final class StateLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  private final FileChannel channel;

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Claims a folder; one that can't be written to is told, and used as far as it goes.
   *
   * @throws IOException if another daemon has it
   */
  static AutoCloseable take(Path stateDir) throws IOException {
    FileChannel channel;
    try {
      AtomicFile.createFolder(stateDir);
      channel =
          FileChannel.open(
              stateDir.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException unwritable) {
      LOG.warn(
          "{} can't be written to ({}): what is learned is gone after a restart; correct its"
              + " permissions or set state.dir",
          stateDir,
          Reason.of(unwritable));
      return () -> {};
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new StateLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      LOG.debug("taken by this process", sameProcess);
    }
    channel.close();
    throw new IOException(
        stateDir
            + " is in use by another moodspeaker; stop that one, or give this one a folder of its"
            + " own with state.dir");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
