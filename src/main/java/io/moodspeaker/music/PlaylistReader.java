package io.moodspeaker.music;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads playlists: m3u, m3u8, pls, folders, single files and stream addresses. */
public final class PlaylistReader {
  /** What counts as music in a folder, where nobody said so of each file. */
  private static final Set<String> MUSIC =
      Set.of(
          "mp3", "flac", "ogg", "oga", "opus", "m4a", "mp4", "aac", "wav", "wma", "aif", "aiff",
          "ape", "wv", "mka", "mpc");

  private static final Set<String> LISTS = Set.of("m3u", "m3u8", "pls");

  /** A large collection has tens of thousands; beyond this something is wrong, such as "/". */
  private static final int MOST_TRACKS = 200_000;

  /** Playlists in playlists; nobody nests them deeper. */
  private static final int MOST_DEPTH = 16;

  /** A list of 200,000 long paths; a larger file is no playlist. */
  private static final long MOST_BYTES = 64L << 20;

  /** A station's list has a few lines; more than this is the stream itself. */
  private static final int MOST_REMOTE_BYTES = 64 * 1024;

  private static final int FETCH_MILLIS = 10_000;

  private final List<Track> tracks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Set<Path> reading = new HashSet<>();

  private PlaylistReader() {}

  /**
   * Reads a playlist.
   *
   * @param location a path of a list, a folder or a music file, or an http(s) URL
   * @throws IOException if there is nothing to read; the message says why
   */
  public static Playlist read(String location) throws IOException {
    PlaylistReader reader = new PlaylistReader();
    if (AudioSources.isUrl(location)) {
      return remote(location);
    }
    Path path = Path.of(location).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new IOException("it does not exist");
    }
    if (Files.isDirectory(path)) {
      reader.folder(path);
    } else if (LISTS.contains(suffix(path))) {
      reader.list(path, 0);
    } else {
      reader.add(new Track(path.toString()));
    }
    return new Playlist(nameOf(path), reader.tracks, reader.notes);
  }

  /** Stations often give the address of a small list that holds those of the stream. */
  private static Playlist remote(String location) throws IOException {
    String path = location.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
    if (!path.endsWith(".m3u") && !path.endsWith(".pls")) {
      return new Playlist(location, List.of(new Track(location)), List.of());
    }
    List<Track> streams = new ArrayList<>();
    for (Entry entry : parse(fetch(location))) {
      URI address = URI.create(location).resolve(entry.location().replace(" ", "%20"));
      streams.add(new Track(address.toString(), entry.title()));
    }
    return new Playlist(location, streams, List.of());
  }

  private static byte[] fetch(String location) throws IOException {
    URLConnection connection = URI.create(location).toURL().openConnection();
    connection.setConnectTimeout(FETCH_MILLIS);
    connection.setReadTimeout(FETCH_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(MOST_REMOTE_BYTES);
    }
  }

  private static String nameOf(Path path) {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  private static String suffix(Path path) {
    String name = nameOf(path);
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private void add(Track track) {
    if (tracks.size() < MOST_TRACKS) {
      tracks.add(track);
      if (tracks.size() == MOST_TRACKS) {
        notes.add("more than " + MOST_TRACKS + " tracks; the rest is left out");
      }
    }
  }

  private void folder(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (MUSIC.contains(suffix(file)) && !nameOf(file).startsWith(".")) {
              files.add(file);
            }
            return files.size() < MOST_TRACKS
                ? FileVisitResult.CONTINUE
                : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            notes.add(file + " is left out: " + e);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e) {
            if (e != null) {
              notes.add(directory + " was read in part: " + e);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.stream()
        .sorted((a, b) -> NaturalOrder.compare(a.toString(), b.toString()))
        .forEach(file -> add(new Track(file.toString())));
  }

  private void list(Path file, int depth) throws IOException {
    Path real = file.toRealPath();
    if (depth > MOST_DEPTH || !reading.add(real)) {
      notes.add(file + " is left out: it leads back to itself");
      return;
    }
    if (Files.size(file) > MOST_BYTES) {
      notes.add(file + " is left out: over " + (MOST_BYTES >> 20) + " MiB, so no playlist");
    } else {
      for (Entry entry : parse(Files.readAllBytes(file))) {
        resolve(entry, file, depth);
      }
    }
    reading.remove(real);
  }

  private void resolve(Entry entry, Path list, int depth) {
    if (AudioSources.isUrl(entry.location())) {
      add(new Track(entry.location(), entry.title()));
      return;
    }
    try {
      Path path = find(entry.location(), list.toAbsolutePath().getParent());
      if (LISTS.contains(suffix(path)) && Files.isRegularFile(path)) {
        list(path, depth + 1);
      } else if (Files.isDirectory(path) && !MUSIC.contains(suffix(path))) {
        folder(path);
      } else {
        add(new Track(path.toString(), entry.title()));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      notes.add(list + ": '" + printable(entry.location()) + "' is left out: " + e.getMessage());
    }
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
  }

  /** Lists come from other systems: try the path as it stands, then in their ways of writing. */
  private static Path find(String location, Path base) {
    if (location.regionMatches(true, 0, "file:", 0, 5)) {
      return Path.of(URI.create(location.replace(" ", "%20"))).normalize();
    }
    Path asWritten = base.resolve(location).normalize();
    if (Files.exists(asWritten)) {
      return asWritten;
    }
    return Stream.of(location.replace('\\', '/'), decoded(location))
        .map(other -> base.resolve(other).normalize())
        .filter(Files::exists)
        .findFirst()
        .orElse(asWritten);
  }

  private static String decoded(String location) {
    try {
      return URLDecoder.decode(location.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return location; // A percent sign in a name, then.
    }
  }

  /**
   * A line of a list.
   *
   * @param location as written there
   */
  record Entry(String location, Optional<String> title) {}

  /** Reads a list's lines, whatever they are: m3u or pls, in any encoding and with any line end. */
  static List<Entry> parse(byte[] bytes) {
    String text = decode(bytes);
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return !lines.isEmpty() && lines.get(0).equalsIgnoreCase("[playlist]")
        ? pls(lines)
        : m3u(lines);
  }

  private static List<Entry> m3u(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    Optional<String> title = Optional.empty();
    for (String line : lines) {
      if (line.regionMatches(true, 0, "#EXTINF:", 0, 8)) {
        // "#EXTINF:123 key="a, b",Artist - Title": the title follows the first comma outside
        // quotes.
        int comma = commaOutsideQuotes(line);
        title = comma < 0 ? Optional.empty() : Optional.of(line.substring(comma + 1).strip());
        title = title.filter(t -> !t.isEmpty());
      } else if (!line.startsWith("#")) {
        entries.add(new Entry(line, title));
        title = Optional.empty();
      }
    }
    return entries;
  }

  private static int commaOutsideQuotes(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return line.indexOf(',');
  }

  private static List<Entry> pls(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(equals + 1).strip();
      if (key.startsWith("file") && !value.isEmpty()) {
        entries.add(new Entry(value, Optional.empty()));
        numbers.add(key.substring("file".length()));
      } else if (key.startsWith("title") && !value.isEmpty()) {
        int index = numbers.indexOf(key.substring("title".length()));
        if (index >= 0) {
          entries.set(index, new Entry(entries.get(index).location(), Optional.of(value)));
        }
      }
    }
    return entries;
  }

  private static String decode(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // Not UTF-8, so an old list: Windows' Latin letters are the likeliest, and decode always.
      return new String(bytes, Charset.forName("windows-1252"));
    }
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xFF) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
