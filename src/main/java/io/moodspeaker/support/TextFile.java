package io.moodspeaker.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A text file of a person's, read strictly as UTF-8. */
public final class TextFile {
  /** A megabyte: a thousand times what these files need. */
  private static final long LIMIT = 1_000_000;

  private TextFile() {}

  /** The text without a byte order mark; a problem under {@code name} if it cannot be read. */
  public static Validated<String> read(Path file, String name) {
    try {
      if (Files.isDirectory(file)) {
        return failed(Problem.of(name, "is a folder; a file is needed here"));
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return failed(Problem.of(name, "is no plain file (a pipe or a device); put a file there"));
      }
      if (Files.size(file) > LIMIT) {
        return failed(Problem.of(name, "is larger than 1 MB; this is no configuration"));
      }
      return decode(Files.readAllBytes(file), name);
    } catch (NoSuchFileException e) {
      return failed(Problem.of(name, "is not there; restore it from the installation"));
    } catch (IOException e) {
      return failed(
          Problem.of(name, "cannot be read: " + Reason.of(e) + "; check it and its permissions"));
    }
  }

  /**
   * The bytes of a file that ought to be small.
   *
   * @throws IOException if it is none, or a pipe or a device, on which reading might never end
   */
  public static byte[] small(Path file) throws IOException {
    return small(file, LIMIT);
  }

  /** The same for up to {@code most} bytes. */
  public static byte[] small(Path file, long most) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(file + " is no plain file; put a file there");
    }
    if (Files.size(file) > most) {
      throw new IOException(file + " is larger than " + most / 1_000_000 + " MB; remove it");
    }
    // A file of the kernel's is 0 bytes long, and may keep its reader waiting.
    return Files.size(file) == 0 ? new byte[0] : Files.readAllBytes(file);
  }

  /** The same as a text; bytes that are no UTF-8 become replacement characters. */
  public static String smallText(Path file) throws IOException {
    return new String(small(file), StandardCharsets.UTF_8);
  }

  private static Validated<String> decode(byte[] bytes, String name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    try {
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException e) {
      String before = out.flip().toString();
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = before.length() - before.lastIndexOf('\n');
      return failed(
          new Problem(
              name,
              line,
              column,
              String.format(
                  "byte 0x%02x is no UTF-8 (%s); save the file in UTF-8",
                  bytes[in.position()] & 0xff, e.getMessage())));
    }
    String text = out.flip().toString();
    return new Validated<>(
        Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text), List.of());
  }

  private static Validated<String> failed(Problem problem) {
    return new Validated<>(Optional.empty(), List.of(problem));
  }
}
