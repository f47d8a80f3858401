package io.moodspeaker.music.playlist;

import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.PlaylistSource;
import io.moodspeaker.music.Track;
import io.moodspeaker.support.OneLine;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Reads playlists: m3u, m3u8, pls, xspf, asx, folders, single files and addresses of stations.
 *
 * <p>The player and {@code check} read with it, so that they agree on what can be played. Safe for
 * use by several threads.
 */
public final class PlaylistReader {
  /** What counts as music in a folder, where nobody said so of each file: what FFmpeg plays. */
  static final Set<String> MUSIC =
      Set.of(
          ("3g2 3ga 3gp 8svx aa3 aac ac3 adts aea aif aifc aiff amr ape apc asf ast au avi avr awb"
                  + " caf cdda dff divx dsf dss dts dtshd eac3 ec3 f4a f4v fla flac flv gsm iff ircam"
                  + ""
                  + "loas m1a m2a m2ts m4a m4b m4p m4r m4v mka mkv mlp mov mp+ mp1 mp2"
                  + " mp3 mp4 mpa mpc mpeg mpg mpp mxf nist nsa nut oga ogg ogm ogv oma opus paf pvf qoa"
                  + " ra ram rf64 rm rmvb rso sf snd sox sph spx tak thd tta ts voc vob vqf vox w64"
                  + " wav wave weba webm wma wmv wsd wv xa")
              .split(" "));

  /** A large collection has tens of thousands; beyond this something is wrong, such as "/". */
  public static final int MOST_TRACKS = 100_000;

  /** Playlists in playlists; nobody nests them deeper. */
  private static final int MOST_DEPTH = 16;

  /** A list of 100,000 long paths; a larger file is no playlist. */
  private static final long MOST_BYTES = 16L << 20;

  /** More are no help to anybody. */
  private static final int MOST_PROBLEMS = 1000;

  /** Lists of other servers that a list may send on to; each may take some seconds. */
  private static final int MOST_FETCHES = 8;

  private final ListFetcher fetcher;
  private final List<PlaylistSource> others;

  /** A reader that fetches the lists of stations in some way. */
  public PlaylistReader(ListFetcher fetcher) {
    this(fetcher, List.of());
  }

  /**
   * A reader.
   *
   * @param others where the playlists of URIs come from that are neither files nor stations
   */
  public PlaylistReader(ListFetcher fetcher, List<PlaylistSource> others) {
    this.fetcher = fetcher;
    this.others = List.copyOf(others);
  }

  /**
   * Reads a playlist.
   *
   * @param location a path of a list, a folder or a music file, or a URI
   * @throws IOException if there is nothing to read; the message says why
   */
  public Playlist read(String location) throws IOException {
    return new Reading().read(location);
  }

  /**
   * Where a playlist that a person names lies.
   *
   * @param name a path, in which {@code ~} is the person's home, or a URI
   * @param base where relative paths begin
   * @throws IllegalArgumentException if it can be no path
   */
  public static String locate(String name, Path base) {
    if (Locations.isUri(name) && !Files.exists(base.resolve(name))) {
      return name;
    }
    FileFinder finder = new FileFinder();
    return Locations.of(
        Locations.isFileUri(name) ? fromUri(name, base, finder) : find(home(name), base, finder));
  }

  private static String home(String name) {
    return name.equals("~") || name.startsWith("~/")
        ? System.getProperty("user.home") + name.substring(1)
        : name;
  }

  private static Path find(String name, Path base, FileFinder finder) {
    return finder.find(base.resolve(name).toAbsolutePath().normalize());
  }

  /** The forms that file URIs are written in, of which only some are URIs. */
  private static Path fromUri(String uri, Path base, FileFinder finder) {
    String text = uri.substring("file:".length());
    if (text.startsWith("//")) {
      int slash = text.indexOf('/', 2);
      Path beside = slash < 0 ? find(Locations.decoded(text.substring(2)), base, finder) : base;
      if (slash < 0 && Files.exists(beside)) {
        return beside;
      }
      String host = slash < 0 ? text.substring(2) : text.substring(2, slash);
      if (slash < 0 || !(host.isEmpty() || host.equalsIgnoreCase("localhost"))) {
        throw new IllegalArgumentException("it is on another machine, '" + host + "'; mount it");
      }
      text = text.substring(slash);
    }
    Path plain = find(Locations.decoded(text), base, finder);
    if (Files.exists(plain)) {
      return plain;
    }
    Path raw = find(text, base, finder);
    return Files.exists(raw) ? raw : plain;
  }

  private static String nameOf(Path path) {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  private static String suffix(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static String urlSuffix(String url) {
    return suffix(url.replaceFirst("[?#].*", ""));
  }

  /** One reading of a playlist with all that it leads to. */
  private final class Reading {
    private final List<Track> tracks = new ArrayList<>();
    private final List<Problem> leftOut = new ArrayList<>();
    private final List<Problem> missing = new ArrayList<>();
    private final Set<Path> reading = new HashSet<>();
    private final FileFinder finder = new FileFinder();
    private int fetches;
    private boolean full;

    Playlist read(String location) throws IOException {
      if (Locations.isUri(location)) {
        remote(new Track(location), 0);
        return new Playlist(Locations.shown(location), tracks, leftOut, missing);
      }
      Path path = finder.find(Locations.path(location).toAbsolutePath().normalize());
      if (!Files.exists(path)) {
        throw new IOException("is not there");
      }
      if (Files.isDirectory(path)) {
        folder(path);
      } else if (!Files.isRegularFile(path)) {
        throw new IOException("is neither a file nor a folder");
      } else if (ListParser.SUFFIXES.contains(suffix(nameOf(path)))) {
        list(path, 0);
      } else {
        add(new Track(Locations.of(path)));
      }
      return new Playlist(nameOf(path), tracks, leftOut, missing);
    }

    private void add(Track track) {
      if (tracks.size() < MOST_TRACKS) {
        tracks.add(track);
      } else if (!full) {
        full = true;
        leftOut.add(
            Problem.of(
                "playlist", "has more than " + MOST_TRACKS + " tracks; the rest is left out"));
      }
    }

    private void leaveOut(String source, int line, String message) {
      if (leftOut.size() < MOST_PROBLEMS) {
        leftOut.add(new Problem(source, line, line > 0 ? 1 : 0, message));
      }
    }

    /** Stations often give the address of a small list that holds those of the stream. */
    private void remote(Track named, int depth) throws IOException {
      String address = named.location();
      String scheme = Locations.scheme(address);
      for (PlaylistSource other : others) {
        if (other.knows(scheme)) {
          other.read(address).forEach(this::add);
          return;
        }
      }
      Optional<ListFetcher.RemoteList> list = Optional.empty();
      if (Locations.isUrl(address) && depth <= MOST_DEPTH && fetches++ < MOST_FETCHES) {
        try {
          list = fetcher.fetch(address);
        } catch (IOException e) {
          if (ListParser.SUFFIXES.contains(urlSuffix(address)) && depth == 0) {
            throw e;
          }
        }
      }
      if (list.isEmpty()) {
        add(named); // The decoder gets to know what it is.
        return;
      }
      String source = Locations.shown(address);
      URI base = list.get().address();
      for (ListParser.Entry entry : ListParser.parse(list.get().content(), MOST_TRACKS)) {
        try {
          String found = base.resolve(Locations.address(entry.location())).toString();
          if (!Locations.isUrl(found)) {
            throw new IllegalArgumentException("is no web address");
          }
          Track track =
              new Track(
                  found,
                  entry.title().or(named::title),
                  cover(entry, c -> base.resolve(Locations.address(c)).toString())
                      .filter(Locations::isUrl)
                      .or(named::cover));
          if (ListParser.SUFFIXES.contains(urlSuffix(found)) && !found.equals(address)) {
            remote(track, depth + 1);
          } else {
            add(track);
          }
        } catch (IOException | IllegalArgumentException e) {
          leaveOut(source, entry.line(), shown(entry) + " is left out: " + Reason.of(e));
        }
      }
    }

    private void folder(Path folder) throws IOException {
      Predicate<Path> music =
          file -> MUSIC.contains(suffix(nameOf(file))) && !nameOf(file).startsWith(".");
      new FolderWalk(music, MOST_TRACKS, (path, why) -> leaveOut(path.toString(), 0, why))
          .files(folder)
          .forEach(file -> add(new Track(Locations.of(file))));
    }

    private void list(Path file, int depth) throws IOException {
      Path real = file.toRealPath();
      if (depth > MOST_DEPTH || !reading.add(real)) {
        leaveOut(file.toString(), 0, "is left out: it leads back to itself");
        return;
      }
      if (Files.size(file) > MOST_BYTES) {
        leaveOut(
            file.toString(), 0, "is left out: over " + (MOST_BYTES >> 20) + " MiB, so no playlist");
      } else if (Files.size(file) > 0) { // Else it is empty, or a file of the kernel's that waits.
        for (ListParser.Entry entry : ListParser.parse(Files.readAllBytes(file), MOST_TRACKS)) {
          if (full || Thread.currentThread().isInterrupted()) {
            break;
          }
          resolve(entry, file, depth);
        }
      }
      reading.remove(real);
    }

    private void resolve(ListParser.Entry entry, Path list, int depth) {
      try {
        Path base = list.toAbsolutePath().getParent();
        Track named =
            new Track(
                entry.location(),
                entry.title(),
                cover(entry, c -> Locations.isUrl(c) ? c : base.resolve(c).toString()));
        if (Locations.isUrl(entry.location())) {
          URI address = Locations.address(entry.location());
          if (address.getHost() == null && address.getRawAuthority() == null) {
            throw new IllegalArgumentException("is no web address");
          }
          if (ListParser.SUFFIXES.contains(urlSuffix(entry.location()))) {
            remote(named, depth + 1);
          } else {
            add(named);
          }
          return;
        }
        Path path = file(entry.location(), base);
        if (path == null) {
          remote(named, depth + 1);
          return;
        }
        String suffix = suffix(nameOf(path));
        if (ListParser.SUFFIXES.contains(suffix) && Files.isRegularFile(path)) {
          list(path, depth + 1);
        } else if (Files.isDirectory(path) && !MUSIC.contains(suffix)) {
          folder(path);
        } else {
          add(new Track(Locations.of(path), entry.title(), named.cover()));
          if (!Files.exists(path) && missing.size() < MOST_PROBLEMS) {
            missing.add(
                new Problem(
                    list.toString(),
                    entry.line(),
                    1,
                    "track " + shown(entry) + " is not there; correct or remove the line"));
          }
        }
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        leaveOut(list.toString(), entry.line(), shown(entry) + " is left out: " + Reason.of(e));
      }
    }

    /**
     * Lists come from other systems: the path as it stands, then in their ways of writing; null for
     * a URI that names no file.
     */
    private Path file(String location, Path base) {
      if (Locations.isFileUri(location)) {
        return fromUri(location, base, finder);
      }
      boolean uri = Locations.isUri(location);
      Path asWritten = null;
      for (String form :
          new String[] {home(location), location.replace('\\', '/'), Locations.decoded(location)}) {
        Path path = finder.find(base.resolve(form).normalize());
        if (Files.exists(path)) {
          return path;
        }
        asWritten = asWritten == null ? path : asWritten;
      }
      return uri ? null : asWritten;
    }
  }

  /** Where an entry's picture is; one that can be nowhere is no reason to do without the entry. */
  private static Optional<String> cover(ListParser.Entry entry, UnaryOperator<String> from) {
    try {
      return entry.cover().map(from);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String shown(ListParser.Entry entry) {
    return "'" + OneLine.of(Locations.shown(entry.location())) + "'";
  }
}
