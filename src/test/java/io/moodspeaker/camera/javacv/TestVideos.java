package io.moodspeaker.camera.javacv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small videos, made by the command ffmpeg; tests are skipped where there is none. */
final class TestVideos {
  private TestVideos() {}

  /** Two seconds of 160x120 pixels at 10 frames a second, with further options for the output. */
  static Path make(Path file, String... options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi"));
    line.addAll(List.of("-i", "testsrc2=size=160x120:rate=10:duration=2"));
    line.addAll(List.of(options));
    line.add(file.toString());
    Process process;
    try {
      process = new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException missing) {
      assumeTrue(false, "skipped: no ffmpeg to make a video with");
      throw missing;
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ffmpeg failed: " + said);
    }
    return file;
  }
}
