package io.moodspeaker.app.command;

import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.BaselineFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of commands that take a person's baseline out of what they read. */
final class BaselineOption {
  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Take this person's baseline, written by 'calibrate', out of the scores.")
  private Path file;

  /** The baseline; empty when none is asked for. */
  Optional<Baseline> read() {
    if (file == null) {
      return Optional.empty();
    }
    try {
      Optional<Baseline> baseline = new BaselineFile(file).read();
      if (baseline.isEmpty()) {
        throw new BadInputException(
            file + ": no such file; make one with 'moodspeaker calibrate --images … --out FILE'");
      }
      return baseline;
    } catch (IOException unreadable) {
      throw new BadInputException(unreadable.getMessage(), unreadable);
    }
  }
}
