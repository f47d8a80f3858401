package io.moodspeaker.emotion;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * A baseline in a file that its person can read and delete: {@code key = value} lines. Nobody else
 * can read it, nor list a folder that is made for it.
 *
 * @param path where; the file need not exist
 */
public record BaselineFile(Path path) {
  /** Who a face is of while nobody has a name. */
  public static final String ANYBODY = "default";

  private static final FileAttribute<Set<PosixFilePermission>> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
   *     value and what helps
   */
  public Optional<Baseline> read() throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    Properties lines = new Properties();
    try (Reader reader = new StringReader(TextFile.smallText(path))) {
      lines.load(reader);
    } catch (IllegalArgumentException
        | UncheckedIOException
        | CharacterCodingException unreadable) {
      throw broken(unreadable.getMessage(), unreadable);
    }
    try {
      Map<Emotion, Double> scores = new EnumMap<>(Emotion.class);
      for (Emotion emotion : Emotion.all()) {
        scores.put(emotion, Double.valueOf(value(lines, emotion.label())));
      }
      return Optional.of(
          new Baseline(
              EmotionScores.of(scores),
              Integer.parseInt(value(lines, "frames")),
              Instant.parse(value(lines, "taken")),
              lines.containsKey("learned")
                  ? Optional.of(Duration.ofSeconds(Long.parseLong(value(lines, "learned"))))
                  : Optional.empty()));
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      throw broken(wrong.getMessage(), wrong);
    }
  }

  /** Writes it, whole or not at all; missing folders are made. */
  public void write(Baseline baseline) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            # What is read on this person's neutral face, as scores of 0 to 1; there is no picture.
            # Delete this file, or run 'moodspeaker calibrate --clear', to forget it.
            """);
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
    Path target = path.toAbsolutePath();
    Files.createDirectories(target.getParent(), OWN_FOLDER);
    Path next = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, OWN_FILE);
    Files.writeString(next, text);
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes it; tells whether there was one. */
  public boolean delete() throws IOException {
    return Files.deleteIfExists(path);
  }

  private static String value(Properties lines, String key) {
    String value = lines.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("the line '" + key + " = …' is missing");
    }
    return value.strip();
  }

  private IOException broken(String why, Exception cause) {
    return new IOException(
        path + ": " + why + "; delete it and run 'moodspeaker calibrate' again", cause);
  }
}
