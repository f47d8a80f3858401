package io.moodspeaker.app;

import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be fetched, as {@code models/catalogue.yaml} lists it. */
public final class ModelCatalogue {
  /** The file's name in {@code models/}. */
  public static final String NAME = "catalogue.yaml";

  /** How a checksum is written, in either case. */
  public static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  private static final List<String> NAMES = List.of("yunet", "full-range", "sface");
  private static final List<String> KEYS =
      List.of("what", "file", "address", "size", "sha256", "licence");

  /** Half a minute without a byte is a server that will not answer. */
  private static final int PATIENCE_MILLIS = 30_000;

  /** A gigabyte: more is no model for a machine like this. */
  private static final int LARGEST = 1 << 30;

  private ModelCatalogue() {}

  /**
   * Something that can be fetched.
   *
   * @param what it is for, in a few words
   * @param file its path under {@code models/}
   * @param address from where
   * @param size in bytes
   * @param sha256 in lower-case hexadecimal
   */
  public record Entry(
      String what, Path file, URI address, int size, String sha256, String licence) {}

  /** The catalogue of a models folder by name; a problem for each mistake in it. */
  public static Validated<Map<String, Entry>> read(Path models) {
    Path file = models.resolve(NAME);
    List<Problem> problems = new ArrayList<>();
    Validated<String> text = TextFile.read(file, file.toString());
    problems.addAll(text.problems());
    Map<String, Entry> entries = new LinkedHashMap<>();
    text.value()
        .flatMap(yaml -> YamlMapping.root(file.toString(), yaml, NAMES, problems))
        .ifPresent(
            root ->
                root.keys()
                    .forEach(
                        name ->
                            root.section(name, KEYS)
                                .flatMap(section -> entry(section, problems))
                                .ifPresent(entry -> entries.put(name, entry))));
    return new Validated<>(problems.isEmpty() ? Optional.of(entries) : Optional.empty(), problems);
  }

  private static Optional<Entry> entry(YamlMapping section, List<Problem> problems) {
    Optional<String> what = section.text("what");
    Optional<String> file = section.text("file");
    Optional<URI> address = section.url("address");
    Optional<Integer> size = section.whole("size", 1, LARGEST);
    Optional<String> sha256 = section.text("sha256");
    Optional<String> licence = section.text("licence");
    if (sha256.isPresent() && !SHA256.matcher(sha256.get()).matches()) {
      section.note("sha256", "sha256 must be 64 hexadecimal digits, was '" + sha256.get() + "'");
    }
    if (file.isPresent() && (Path.of(file.get()).isAbsolute() || file.get().contains(".."))) {
      section.note("file", "file must be a path under models, was '" + file.get() + "'");
    }
    for (String key : KEYS) {
      if (!section.has(key)) {
        section.note(key, key + " is missing; take the catalogue of the installation");
      }
    }
    return problems.isEmpty()
        ? Optional.of(
            new Entry(
                what.orElseThrow(),
                Path.of(file.orElseThrow()),
                address.orElseThrow(),
                size.orElseThrow(),
                sha256.orElseThrow().toLowerCase(Locale.ROOT),
                licence.orElseThrow()))
        : Optional.empty();
  }

  /**
   * Fetches an entry into a file.
   *
   * @throws IOException if it can't be had or is not as large as it should be; the message names
   *     the address
   */
  public static void fetch(Entry entry, Path to) throws IOException {
    URLConnection connection = entry.address().toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    long got = 0;
    try {
      if (connection instanceof HttpURLConnection http && http.getResponseCode() != 200) {
        throw new IOException("the server answered " + http.getResponseCode());
      }
      try (InputStream in = connection.getInputStream();
          OutputStream out = Files.newOutputStream(to)) {
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0 && got <= entry.size(); n = in.read(buffer)) {
          out.write(buffer, 0, n);
          got += n;
        }
      }
    } catch (IOException e) {
      throw new IOException(
          "%s can't be fetched (%s); fetch it elsewhere and give the file: moodspeaker models add FILE"
              .formatted(entry.address(), Reason.withFile(e)),
          e);
    }
    if (got != entry.size()) {
      throw new IOException(
          "%s is not what the catalogue says: %s %d bytes, expected %d; nothing was installed"
              .formatted(
                  entry.address(),
                  got > entry.size() ? "more than" : "only",
                  Math.min(got, entry.size()),
                  entry.size()));
    }
  }
}
