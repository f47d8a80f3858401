package io.moodspeaker.training.data;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** FER2013 where it is at hand: read once for all tests that measure on it. */
public final class SharedFer2013 {
  private static List<LabeledFace> faces;

  private SharedFer2013() {}

  /** The folder of the data set; the test is skipped where it is missing. */
  public static Path folder() {
    Path folder = Path.of(System.getProperty("moodspeaker.shared", "../shared"), "data", "fer2013");
    assumeTrue(
        Files.exists(folder.resolve(Fer2013.ZIP)),
        "skipped: " + folder.resolve(Fer2013.ZIP) + " is missing");
    return folder;
  }

  /** All faces; the test is skipped where they are missing. */
  public static synchronized List<LabeledFace> faces() throws IOException {
    Path folder = folder();
    if (faces == null) {
      faces = Fer2013.read(folder.resolve(Fer2013.ZIP));
    }
    return faces;
  }
}
