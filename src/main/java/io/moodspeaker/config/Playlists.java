package io.moodspeaker.config;

import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether playlists and what they name are there. */
final class Playlists {
  private static final Set<String> LISTS = Set.of("m3u", "m3u8", "pls");
  private static final Set<String> AUDIO =
      Set.of("mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "wav");

  /** A playlist folder holds albums in folders of artists; deeper is a mistake or a loop. */
  private static final int DEPTH = 8;

  private Playlists() {}

  /** What keeps a playlist from being played, as words to follow its name; empty when nothing. */
  static Optional<String> complaint(Path path) {
    if (!Files.exists(path)) {
      return Optional.of("is not there; create it or change the path");
    }
    try {
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.walk(path, DEPTH)) {
          return files.anyMatch(file -> AUDIO.contains(extension(file)))
              ? Optional.empty()
              : Optional.of("holds no music; put audio files into it");
        }
      }
      if (!LISTS.contains(extension(path))) {
        return Optional.of("is neither a folder nor an .m3u8, .m3u or .pls file");
      }
      return entries(path).isEmpty()
          ? Optional.of("is empty; add a track a line")
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.of("cannot be read (" + e + "); check its permissions");
    }
  }

  /** A problem for each entry of a list that is not there, and for one that cannot be read. */
  static List<Problem> missingEntries(Path path, String name) {
    List<Problem> problems = new ArrayList<>();
    if (Files.isRegularFile(path) && LISTS.contains(extension(path))) {
      try {
        for (Entry entry : entries(path)) {
          complaint(path, entry)
              .ifPresent(why -> problems.add(new Problem(name, entry.line(), 1, why)));
        }
      } catch (IOException e) {
        problems.add(Problem.of(name, "cannot be read (" + e + "); check its permissions"));
      }
    }
    return problems;
  }

  private static Optional<String> complaint(Path list, Entry entry) {
    if (entry.text().matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*")) {
      return Optional.empty();
    }
    try {
      return Files.exists(list.resolveSibling(entry.text()))
          ? Optional.empty()
          : Optional.of("track '" + entry.text() + "' is not there; correct or remove the line");
    } catch (InvalidPathException e) {
      return Optional.of("track '" + entry.text() + "' is no path: " + e.getReason());
    }
  }

  private static List<Entry> entries(Path list) throws IOException {
    boolean pls = extension(list).equals("pls");
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    // Latin-1 reads any byte; names in UTF-8 are put together again below.
    for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
      number++;
      String text =
          new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
              .replace("\ufeff", "")
              .strip();
      if (pls) {
        text = text.matches("(?i)File\\d+=.*") ? text.substring(text.indexOf('=') + 1) : "";
      }
      if (!text.isEmpty() && !text.startsWith("#")) {
        entries.add(new Entry(number, text));
      }
    }
    return entries;
  }

  private static String extension(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** A line that names a track. */
  private record Entry(int line, String text) {}
}
