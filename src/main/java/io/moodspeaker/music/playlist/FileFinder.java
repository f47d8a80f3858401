package io.moodspeaker.music.playlist;

import io.moodspeaker.music.Locations;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Finds files that a list names in another form than the disk does: composed or decomposed letters,
 * other case, bytes that are no UTF-8. Remembers the folders it has seen. Used by one thread.
 */
final class FileFinder {
  /** Folders with more files than this take too long to list for the sake of one. */
  private static final int MOST_NAMES = 20_000;

  private static final int MOST_FOLDERS = 500;

  private final Map<Path, Map<String, Path>> folders = new HashMap<>();

  /** The file that is there under this name or one that reads alike; the path itself if none is. */
  Path find(Path path) {
    if (Files.exists(path)) {
      return path;
    }
    Path found = path.getRoot();
    if (found == null) {
      return path;
    }
    for (Path name : path) {
      Path next = found.resolve(name);
      if (!Files.exists(next)) {
        next = names(found).get(folded(name.toString()));
        if (next == null) {
          return path;
        }
      }
      found = next;
    }
    return found;
  }

  private Map<String, Path> names(Path folder) {
    Map<String, Path> known = folders.get(folder);
    if (known == null) {
      if (folders.size() >= MOST_FOLDERS) {
        folders.clear();
      }
      known = list(folder);
      folders.put(folder, known);
    }
    return known;
  }

  private static Map<String, Path> list(Path folder) {
    Map<String, Path> names = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (names.size() >= MOST_NAMES) {
          break;
        }
        // Of two that read alike always the same one, whatever the order on the disk.
        names.merge(
            folded(name(file)), file, (a, b) -> a.toString().compareTo(b.toString()) <= 0 ? a : b);
      }
    } catch (IOException | DirectoryIteratorException e) {
      return names; // Not listable: then only exact names are found there.
    }
    return names;
  }

  private static String name(Path file) {
    String text = file.getFileName().toString();
    return text.indexOf('\uFFFD') < 0
        ? text
        : Locations.decoded(
            file.toUri().getRawPath().replaceFirst("/$", "").replaceFirst(".*/", ""));
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
