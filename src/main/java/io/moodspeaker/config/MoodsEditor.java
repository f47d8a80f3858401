package io.moodspeaker.config;

import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.ConflictException;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads, checks and saves moods.yaml for whoever edits it elsewhere than on the disk. Nothing with
 * a mistake is saved, nor what is based on another text than the file's; one step back is kept.
 * Safe for use by several threads.
 */
public final class MoodsEditor {
  private static final String BEFORE = "moods.before.yaml";

  private final Path file;
  private final Path before;
  private final Function<String, List<Problem>> mistakes;
  private final Function<String, List<Problem>> warnings;

  /**
   * An editor of one file.
   *
   * @param stateDir keeps what was there before the last save
   * @param mistakes what is wrong with a text
   * @param warnings what a text without mistakes asks for that can't be
   */
  public MoodsEditor(
      Path file,
      Path stateDir,
      Function<String, List<Problem>> mistakes,
      Function<String, List<Problem>> warnings) {
    this.file = file;
    this.before = stateDir.resolve(BEFORE);
    this.mistakes = mistakes;
    this.warnings = warnings;
  }

  /** The file's {@code text}, its {@code version}, and whether {@code undo} leads anywhere. */
  public synchronized Map<String, Object> read() throws IOException {
    String text = current();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("text", text);
    told.put("version", version(text));
    told.put("undo", Files.isRegularFile(before));
    return told;
  }

  /** The {@code mistakes} and {@code warnings} of a text, with their lines and columns from 1. */
  public Map<String, Object> check(Map<String, Object> fields) {
    String text = text("text", fields);
    List<Problem> wrong = mistakes.apply(text);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("mistakes", wrong.stream().map(MoodsEditor::told).toList());
    told.put(
        "warnings",
        wrong.isEmpty()
            ? warnings.apply(text).stream().map(MoodsEditor::told).toList()
            : List.of());
    return told;
  }

  private static Map<String, Object> told(Problem problem) {
    return Map.of("line", problem.line(), "column", problem.column(), "message", problem.message());
  }

  /**
   * Saves {@code text} in the place of the file's {@code version}.
   *
   * @return as {@link #read}
   * @throws ConflictException if the file has changed since
   * @throws IllegalArgumentException if the text has mistakes
   */
  public synchronized Map<String, Object> save(Map<String, Object> fields) throws IOException {
    return replace(text("text", fields), text("version", fields));
  }

  /** Puts back what was there before the last save; again, and that is undone. */
  public synchronized Map<String, Object> undo(Map<String, Object> fields) throws IOException {
    String version = text("version", fields);
    if (!Files.isRegularFile(before)) {
      throw new ConflictException("nothing was saved from here before");
    }
    return replace(TextFile.smallText(before), version);
  }

  private Map<String, Object> replace(String text, String version) throws IOException {
    List<Problem> wrong = mistakes.apply(text);
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("\n", wrong.stream().map(Problem::toString).toList()));
    }
    String old = current();
    if (!version(old).equals(version)) {
      throw new ConflictException(
          ConfigReader.MOODS + " was changed on the disk meanwhile; nothing was saved");
    }
    if (!text.equals(old)) {
      AtomicFile.write(before, old);
      write(text);
    }
    return read();
  }

  /** As the file is, a link stays a link, and who could read it still can. */
  private void write(String text) throws IOException {
    Path real = file.toRealPath();
    Path beside = real.resolveSibling(real.getFileName() + ".new");
    try {
      Files.writeString(beside, text);
      Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real));
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw new IllegalArgumentException(
          "%s can't be written (%s); let moodspeaker's user write to its folder, or copy the text there"
              .formatted(real, refused.getClass().getSimpleName()),
          refused);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private String current() {
    Validated<String> text = TextFile.read(file, ConfigReader.MOODS);
    return text.value()
        .orElseThrow(
            () ->
                new ConflictException(
                    String.join("; ", text.problems().stream().map(Problem::toString).toList())));
  }

  private static String text(String name, Map<String, Object> fields) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        "%s must be sent as a text, as in {\"%s\":\"…\"}".formatted(name, name));
  }

  private static String version(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
