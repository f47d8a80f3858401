package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A baseline in a file that its person can read and delete: {@code key = value} lines. Nobody else
 * can read it, nor list a folder that is made for it.
 *
 * @param path where; the file need not exist
 */
public record BaselineFile(Path path) {
  /** Who a face is of while nobody has a name. */
  public static final String ANYBODY = "default";

  private static final String HEAD =
      "# What is read on this person's neutral face, as scores of 0 to 1; there is no picture.\n";

  private static final String REMEDY = "; delete the file and run 'moodspeaker calibrate' again";

  /** A hundred years in seconds: nobody looks neutral for longer. */
  private static final long LONGEST = 100L * 365 * 24 * 60 * 60;

  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  /** Sixteen times what one needs. */
  private static final int LARGEST = 1 << 13;

  private static final Pattern NEUTRAL = Pattern.compile("(?m)^\\s*neutral\\s*=");

  private static final List<String> KEYS =
      Stream.concat(
              Emotion.all().stream().map(Emotion::label), Stream.of("frames", "taken", "learned"))
          .toList();

  /**
   * The file of a person.
   *
   * @param person a key of letters, digits and dashes, such as {@link #ANYBODY}
   */
  public static BaselineFile of(Path stateDir, String person) {
    if (!person.matches("[\\p{L}\\p{N}-]+")) {
      throw new IllegalArgumentException("a person's key has letters, digits and dashes alone");
    }
    return new BaselineFile(stateDir.resolve("baselines").resolve(person + ".properties"));
  }

  /**
   * The baseline; empty where there is no file.
   *
   * @throws IOException if it can't be read or makes no sense; the message names the file, the
   *     line, the value and what helps
   */
  public Optional<Baseline> read() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    Validated<String> text = TextFile.read(path, path.toString());
    if (text.value().isEmpty()) {
      throw new IOException(text.problems().getFirst().toString());
    }
    Lines lines = new Lines(path, text.value().get());
    Map<Emotion, Double> scores = new EnumMap<>(Emotion.class);
    for (Emotion emotion : Emotion.all()) {
      scores.put(
          emotion,
          lines.value(emotion.label(), "0 to 1", Double::valueOf, one -> one >= 0 && one <= 1));
    }
    if (scores.values().stream().allMatch(one -> one == 0)) {
      throw lines.problem(Emotion.NEUTRAL.label(), "one score must be above 0, all are 0");
    }
    Baseline baseline =
        new Baseline(
            EmotionScores.of(scores),
            lines.value(
                "frames",
                "1 to " + Baseline.MOST_FRAMES,
                Integer::valueOf,
                one -> one >= 1 && one <= Baseline.MOST_FRAMES),
            lines.value(
                "taken",
                "a time as in 2026-11-21T08:00:00Z",
                Instant::parse,
                one -> !one.isBefore(Instant.EPOCH) && one.isBefore(FAR)),
            lines.has("learned")
                ? Optional.of(
                    Duration.ofSeconds(
                        lines.value(
                            "learned",
                            "0 to " + LONGEST + " seconds",
                            Long::valueOf,
                            one -> one >= 0 && one <= LONGEST)))
                : Optional.empty());
    lines.requireNoMore();
    return Optional.of(baseline);
  }

  /** The lines of a baseline, and where they stand. */
  private static final class Lines {
    /** Under this key stands the place of a line that is none. */
    private static final String STRAY = "";

    private final Path path;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private String stray = "";

    Lines(Path path, String text) throws IOException {
      this.path = path;
      int number = 0;
      for (String line : text.lines().map(String::strip).toList()) {
        number++;
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split("\\s*=\\s*", 2);
        places.put(parts[0], number);
        if (parts.length < 2 || !KEYS.contains(parts[0])) {
          stray = "'" + line + "' is no line of a baseline";
          places.put(STRAY, number);
          continue;
        }
        if (values.put(parts[0], parts[1]) != null) {
          throw problem(parts[0], parts[0] + " is set twice");
        }
      }
    }

    /** Throws what no key has asked for. */
    void requireNoMore() throws IOException {
      if (!stray.isEmpty()) {
        throw problem(STRAY, stray);
      }
    }

    boolean has(String key) {
      return values.containsKey(key);
    }

    <T> T value(String key, String range, Function<String, T> reader, Predicate<T> fits)
        throws IOException {
      if (!has(key)) {
        throw problem(
            STRAY, "the line '" + key + " = …' is missing" + (stray.isEmpty() ? "" : ", " + stray));
      }
      String text = values.get(key);
      try {
        T value = reader.apply(text);
        if (fits.test(value)) {
          return value;
        }
      } catch (NumberFormatException | DateTimeParseException unreadable) {
        // Told below.
      }
      throw problem(key, key + " must be " + range + ", was '" + text + "'");
    }

    IOException problem(String key, String what) {
      return new IOException(
          new Problem(path.toString(), places.getOrDefault(key, 0), 0, what + REMEDY).toString());
    }
  }

  /**
   * Whether what is there is a baseline, whole or damaged, or nothing at all: what may be replaced
   * and deleted.
   */
  public boolean isOwn() throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
      return false;
    }
    String text = TextFile.smallText(path);
    return text.isBlank() || text.contains(HEAD) || NEUTRAL.matcher(text).find();
  }

  /** Writes it, whole or not at all; missing folders are made. */
  public void write(Baseline baseline) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("# Delete this file, or run 'moodspeaker calibrate --clear', to forget it.\n");
    text.append("taken = ").append(baseline.taken()).append('\n');
    text.append("frames = ").append(baseline.frames()).append('\n');
    baseline
        .learned()
        .ifPresent(
            seen ->
                text.append("# Seconds of a neutral face that it was learned from by itself.\n")
                    .append("learned = ")
                    .append(seen.toSeconds())
                    .append('\n'));
    for (Emotion emotion : Emotion.all()) {
      text.append(
          String.format(
              Locale.ROOT, "%s = %.4g%n", emotion.label(), baseline.neutral().of(emotion)));
    }
    AtomicFile.write(path, text.toString());
  }

  /** Deletes it; tells whether there was one. */
  public boolean delete() throws IOException {
    return Files.deleteIfExists(path);
  }
}
