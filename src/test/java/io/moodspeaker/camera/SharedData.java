package io.moodspeaker.camera;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The data that several projects share; a test is skipped where there is none. */
public final class SharedData {
  private SharedData() {}

  public static Path file(String path) {
    Path file =
        Path.of(System.getProperty("moodspeaker.shared", "../shared"))
            .resolve("data")
            .resolve(path);
    assumeTrue(Files.exists(file), () -> "skipped: " + file + " is missing");
    return file;
  }
}
