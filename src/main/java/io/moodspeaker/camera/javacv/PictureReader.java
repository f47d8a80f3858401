package io.moodspeaker.camera.javacv;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.NativeStderr;
import io.moodspeaker.support.NaturalOrder;
import io.moodspeaker.support.Urls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of files, one after the other: of images, folders, zip archives (read in memory) and
 * videos. Used by one thread at a time; the one who opens it closes it.
 */
public final class PictureReader implements AutoCloseable {
  /** An archive may promise little and unpack to any size; beyond 512 MB it is a trap. */
  private static final int LARGEST_ENTRY = 512 << 20;

  /** What is left of an address that was taken for a path: one slash of the two. */
  private static final Pattern ADDRESS = Pattern.compile("(https?):/([^/].*)");

  /** As our own log begins a line: another thread's. */
  private static final Pattern LOG_LINE = Pattern.compile("<\\d>|\\d\\d:\\d\\d:\\d\\d");

  private static final Logger LOG = LoggerFactory.getLogger(PictureReader.class);

  private static final int PATIENCE_MILLIS = 10_000;

  private final Duration step;
  private final Deque<Path> paths;
  private ZipFile zip;
  private Path zipPath;
  private final Deque<ZipEntry> entries = new ArrayDeque<>();
  private Grabber video;
  private String videoName;
  private Duration due;
  private boolean nothingSeen;

  /**
   * A picture of a file.
   *
   * @param name the file's path; of an archive's picture {@code archive.zip!/path/in/archive.jpg}
   * @param frame its time is the position in a video, counted from the epoch
   * @param seconds the position in a video; empty for a still
   * @param scale how many pixels of the file's upright picture one of the frame's stands for, in
   *     width: above 1 for a picture that is larger than 4096 pixels on a side
   */
  public record Picture(String name, Frame frame, Optional<Double> seconds, double scale) {
    /** A length in the frame in pixels of the file's picture. */
    public int inFile(int pixels) {
      return (int) Math.round(pixels * scale);
    }
  }

  /**
   * A reader of some files.
   *
   * @param paths images, folders, zip archives, videos, or http addresses of one; a folder's other
   *     files are passed over
   * @param step pictures of a video nearer to the last one than this are left out; zero for all
   */
  public PictureReader(List<Path> paths, Duration step) {
    this.paths = new ArrayDeque<>(paths);
    this.step = step;
  }

  /**
   * One still picture, upright as its EXIF data says; its time is the epoch.
   *
   * @throws CameraException if it can't be read; the message names it
   */
  public static Frame still(Path file) throws CameraException {
    return read(file).frame();
  }

  /**
   * The files under a folder, those behind links too, in natural order of their paths.
   *
   * @throws CameraException if one of its folders can't be listed; the message names it
   */
  public static List<Path> files(Path folder) throws CameraException {
    return FolderSource.files(folder);
  }

  /**
   * The next picture; empty after the last.
   *
   * @throws CameraException if one cannot be read; the message names it, and the next call goes on
   *     with the one behind it
   */
  public Optional<Picture> next() throws CameraException {
    while (true) {
      if (video != null) {
        Optional<Picture> picture = nextOfVideo();
        if (picture.isPresent()) {
          return picture;
        }
      } else if (!entries.isEmpty()) {
        Optional<Picture> picture = nextOfZip();
        if (picture.isPresent()) {
          return picture;
        }
      } else if (!paths.isEmpty()) {
        closeZip();
        Optional<Picture> picture = open(paths.removeFirst());
        if (picture.isPresent()) {
          return picture;
        }
      } else {
        close();
        return Optional.empty();
      }
    }
  }

  /** A still's picture; empty for all else, which then stands ready. */
  private Optional<Picture> open(Path path) throws CameraException {
    String name = path.toString();
    Matcher address = ADDRESS.matcher(name);
    if (address.matches()) {
      return open(URI.create(address.group(1) + "://" + address.group(2).replace(" ", "%20")));
    }
    if (Files.isDirectory(path)) {
      openFolder(path);
      return Optional.empty();
    }
    if (!Files.exists(path)) {
      throw new CameraException(path + " does not exist");
    }
    if (PictureDecoder.isZip(name)) {
      openZip(path);
      return Optional.empty();
    }
    if (PictureDecoder.isVideo(name)) {
      openVideo(name, Grabber.file(name));
      return Optional.empty();
    }
    return Optional.of(still(name, read(path)));
  }

  /** Reads an address into memory: a picture, or a video. */
  private Optional<Picture> open(URI address) throws CameraException {
    String name = Urls.withoutSecrets(address.toString());
    byte[] bytes;
    String type;
    try {
      URLConnection connection = address.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      type = Objects.toString(connection.getContentType(), "");
      if (connection instanceof HttpURLConnection http && http.getResponseCode() >= 400) {
        throw new IOException("its server answered " + http.getResponseCode());
      }
      try (InputStream in = connection.getInputStream()) {
        bytes = in.readNBytes(LARGEST_ENTRY + 1);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CameraException(name + " cannot be read: " + Urls.withoutSecrets(Reasons.of(e)), e);
    }
    if (bytes.length > LARGEST_ENTRY) {
      throw new CameraException(name + " is larger than " + LARGEST_ENTRY + " bytes; download it");
    }
    if (type.startsWith("video/")
        || PictureDecoder.isVideo(Objects.toString(address.getPath(), ""))) {
      openVideo(name, Grabber.stream(name, new ByteArrayInputStream(bytes)));
      return Optional.empty();
    }
    return Optional.of(still(name, decode(name, bytes)));
  }

  private static PictureDecoder.Decoded read(Path file) throws CameraException {
    return named(
        file.toString(), () -> PictureDecoder.read(file, Instant.EPOCH, PictureDecoder.STILL_SIDE));
  }

  private static PictureDecoder.Decoded decode(String name, byte[] bytes) throws CameraException {
    return named(
        name, () -> PictureDecoder.decode(name, bytes, Instant.EPOCH, PictureDecoder.STILL_SIDE));
  }

  /** What libpng and libjpeg say of a picture that they read all the same, with its name. */
  private static PictureDecoder.Decoded named(
      String name, NativeStderr.Work<PictureDecoder.Decoded, CameraException> decoding)
      throws CameraException {
    return NativeStderr.kept(
        decoding,
        line -> {
          if (LOG_LINE.matcher(line).lookingAt()) {
            return false;
          }
          LOG.warn("{}: {}", name, line);
          return true;
        });
  }

  private static Picture still(String name, PictureDecoder.Decoded decoded) {
    return new Picture(name, decoded.frame(), Optional.empty(), decoded.scale());
  }

  private void openFolder(Path dir) throws CameraException {
    List<Path> files =
        FolderSource.files(dir).stream()
            .filter(file -> isReadable(file.getFileName().toString()))
            .toList();
    if (files.isEmpty()) {
      throw new CameraException(dir + " holds no pictures");
    }
    files.reversed().forEach(paths::addFirst);
  }

  private static boolean isReadable(String name) {
    return PictureDecoder.isPicture(name)
        || PictureDecoder.isVideo(name)
        || PictureDecoder.isZip(name);
  }

  private void openZip(Path path) throws CameraException {
    try {
      zip = zipFile(path);
    } catch (ZipException e) {
      throw new CameraException(path + " is not a zip archive: " + Reasons.of(e), e);
    } catch (IOException e) {
      throw new CameraException(path + " cannot be read: " + Reasons.of(e), e);
    }
    zipPath = path;
    zip.stream()
        .filter(entry -> !entry.isDirectory())
        .filter(
            entry ->
                PictureDecoder.isPicture(entry.getName())
                    || PictureDecoder.isVideo(entry.getName()))
        .sorted(Comparator.comparing(ZipEntry::getName, NaturalOrder.INSTANCE))
        .forEach(entries::addLast);
    if (entries.isEmpty()) {
      closeZip();
      throw new CameraException(path + " holds no pictures");
    }
  }

  /** Opens an archive whose names are UTF-8 or, in old ones, anything else. */
  private static ZipFile zipFile(Path path) throws IOException {
    try {
      return new ZipFile(path.toFile());
    } catch (ZipException e) {
      return new ZipFile(path.toFile(), StandardCharsets.ISO_8859_1);
    }
  }

  private Optional<Picture> nextOfZip() throws CameraException {
    ZipEntry entry = entries.removeFirst();
    String name = zipPath + "!/" + entry.getName();
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes(LARGEST_ENTRY + 1);
    } catch (IOException e) {
      throw new CameraException(name + " cannot be read: " + Reasons.of(e), e);
    }
    if (bytes.length > LARGEST_ENTRY) {
      throw new CameraException(name + " is larger than " + LARGEST_ENTRY + " bytes; unpack it");
    }
    if (PictureDecoder.isVideo(entry.getName())) {
      openVideo(name, Grabber.stream(name, new ByteArrayInputStream(bytes)));
      return Optional.empty();
    }
    return Optional.of(still(name, decode(name, bytes)));
  }

  private void openVideo(String name, Grabber grabber) {
    video = grabber;
    videoName = name;
    due = Duration.ZERO;
    nothingSeen = true;
  }

  private Optional<Picture> nextOfVideo() throws CameraException {
    try {
      Optional<Duration> position = video.advance();
      while (position.isPresent() && position.get().compareTo(due) < 0) {
        position = video.advance();
      }
      if (position.isEmpty()) {
        if (nothingSeen) {
          throw new CameraException(videoName + " holds no picture that can be decoded");
        }
        closeVideo();
        return Optional.empty();
      }
      nothingSeen = false;
      due = position.get().plus(step);
      Frame frame = video.frame(Instant.EPOCH.plus(position.get()));
      double seconds = position.get().toNanos() / 1e9;
      return Optional.of(new Picture(videoName, frame, Optional.of(seconds), 1));
    } catch (CameraException e) {
      closeVideo();
      throw e;
    }
  }

  private void closeVideo() {
    if (video != null) {
      video.close();
      video = null;
    }
  }

  private void closeZip() {
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(zipPath + " cannot be closed", e);
      }
      zip = null;
    }
  }

  @Override
  public void close() {
    paths.clear();
    entries.clear();
    closeVideo();
    closeZip();
  }
}
