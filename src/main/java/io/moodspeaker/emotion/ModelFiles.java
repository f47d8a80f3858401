package io.moodspeaker.emotion;

import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The files of a model's folder, whole or not. */
public final class ModelFiles {
  private ModelFiles() {}

  /**
   * The mapping that a model's YAML file is.
   *
   * @throws EmotionException if it is none; the message begins with file:line:column
   */
  static YamlMapping yaml(Path file, List<String> keys, List<Problem> problems)
      throws EmotionException {
    Validated<String> text = TextFile.read(file, file.toString());
    problems.addAll(text.problems());
    Optional<YamlMapping> root =
        text.value().flatMap(found -> YamlMapping.root(file.toString(), found, keys, problems));
    refuse(problems);
    return root.orElseThrow();
  }

  /** Throws what is wrong, a line each. */
  static void refuse(List<Problem> problems) throws EmotionException {
    if (!problems.isEmpty()) {
      throw new EmotionException(
          String.join(System.lineSeparator(), problems.stream().map(Problem::toString).toList()));
    }
  }

  /**
   * Checks the landmark model in a folder.
   *
   * @throws EmotionException if a file is missing or not the one that was made
   */
  public static void check(Path folder) throws EmotionException {
    List<Problem> problems = new ArrayList<>();
    YamlMapping yaml =
        yaml(folder.resolve("model.yaml"), List.of("input", "size", "output", "sha256"), problems);
    Optional<String> sum = yaml.text("sha256");
    refuse(problems);
    if (sum.isPresent()) {
      check(folder.resolve("saved_model.pb"), sum.get());
    }
  }

  /**
   * Checks a file's checksum.
   *
   * @throws EmotionException if it is another, or the file can't be read
   */
  public static void check(Path file, String wanted) throws EmotionException {
    try {
      String found = sha256(file);
      if (!found.equalsIgnoreCase(wanted)) {
        throw new EmotionException(
            String.format(
                "%s has SHA-256 %s, model.yaml says %s; fetch or export the model again",
                file, found, wanted));
      }
    } catch (IOException e) {
      throw new EmotionException(file + " cannot be read; fetch or export the model again", e);
    }
  }

  /** A file's SHA-256 in lower-case hexadecimal. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
