package io.moodspeaker.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Options whose values are checked before any work is done. */
final class Given {
  /** What every PNG begins with. */
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  private static final int DAY = 24 * 60 * 60;

  private Given() {}

  /**
   * A length of time in seconds.
   *
   * @throws BadInputException if it is less than 0, more than a day or no number
   */
  static Duration seconds(String option, double value) {
    if (!(value >= 0 && value <= DAY)) {
      throw new BadInputException(
          "%s must be 0 to %d seconds, was %s".formatted(option, DAY, value));
    }
    return Duration.ofMillis(Math.round(1000 * value));
  }

  /**
   * Refuses a picture's file that can't be made, or would take the place of something else.
   *
   * @param file null where none is asked for
   */
  static void png(String option, Path file) throws IOException {
    if (file == null) {
      return;
    }
    place(option, file);
    if (Files.exists(file) && Files.size(file) > 0 && !begins(file, PNG)) {
      throw taken(option, file, "PNG picture");
    }
  }

  /** The same for a playlist. */
  static void playlist(String option, Path file) throws IOException {
    place(option, file);
    if (Files.exists(file)
        && Files.size(file) > 0
        && !begins(file, "#EXTM3U".getBytes(StandardCharsets.US_ASCII))) {
      throw taken(option, file, "m3u8 playlist");
    }
  }

  /** Refuses what is no place for a file. */
  static void place(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(
          "%s: %s is a folder; name a file, such as one in it".formatted(option, file));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadInputException(
          "%s: %s can't be written, as %s is no folder; name another place"
              .formatted(option, file, folder));
    }
  }

  /** What is said of a file that something else would take the place of. */
  static BadInputException taken(String option, Path file, String kind) {
    return new BadInputException(
        "%s: %s is there already and is no %s; name another file, or delete it first"
            .formatted(option, file, kind));
  }

  private static boolean begins(Path file, byte[] with) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(with.length), with);
    }
  }
}
