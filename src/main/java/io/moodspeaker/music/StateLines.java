package io.moodspeaker.music;

import io.moodspeaker.support.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Lines of a file in the state folder, which whatever happened to it must not stop the music. */
public final class StateLines {
  /** A hundred thousand lines of long names; what is larger was not written here. */
  private static final long MOST_BYTES = 32L << 20;

  private StateLines() {}

  /**
   * All lines; bytes that are no UTF-8 become replacement characters.
   *
   * @throws IOException if the file cannot be read, or is none of ours
   */
  public static List<String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is no regular file; remove it");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than " + (MOST_BYTES >> 20) + " MiB; remove it");
    }
    if (Files.size(file) == 0) {
      return List.of(); // Empty, or a file of the kernel's that waits.
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /** Adds a line to a file that only its owner may read. */
  public static void append(Path file, String line) throws IOException {
    if (!Files.exists(file)) {
      AtomicFile.write(file, "");
    }
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }
}
