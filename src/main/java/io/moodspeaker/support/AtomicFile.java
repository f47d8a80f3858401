package io.moodspeaker.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files of the state folder, which are whole at every moment: written beside their place, synced,
 * and moved there. Only the owner may read them, and the folder.
 */
public final class AtomicFile {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private AtomicFile() {}

  /** Writes a text in UTF-8; what was there before stays if it fails. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; what was there before stays if it fails. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    createFolder(folder);
    Path beside = Files.createTempFile(folder, file.getFileName() + ".", ".new", FILE);
    try {
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * Writes a short text in UTF-8 into the file that is there, without syncing it: for what changes
   * often and may be half written after a power cut.
   */
  public static void overwrite(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      write(file, text);
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.truncate(buffer.limit());
    }
  }

  /** Makes a folder that only the owner may enter, with those above it; one that is there stays. */
  public static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, FOLDER);
    }
  }

  /**
   * Moves a damaged file beside its place, over one that was put there before, and deletes what
   * belongs to it; tells where it is now.
   */
  public static Path putAside(Path file, String... parts) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    for (String part : parts) {
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + part));
    }
    return aside;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException foreign) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
