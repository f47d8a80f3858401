package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model or a detector that can't be opened is bad input to every command that looks at files. */
class ModelOptionsTest {
  @TempDir Path folder;

  private void refused(String said, String... options) throws Exception {
    Path picture = folder.resolve("face.png");
    if (!Files.exists(picture)) {
      Files.createFile(picture);
    }
    for (String command : List.of("recognize", "calibrate")) {
      List<String> args = new ArrayList<>(List.of(options));
      if (command.equals("calibrate")) {
        args.add("--images");
      }
      args.add(picture.toString());
      Object run = command.equals("calibrate") ? new CalibrateCommand() : new RecognizeCommand();
      Ran ran = Ran.command(run, args.toArray(String[]::new));
      assertThat(ran.err().lines()).as(command).singleElement().asString().contains(said);
      assertThat(ran.exit()).as(command).isEqualTo(2);
    }
  }

  @Test
  void a_model_that_is_not_there_is_bad_input() throws Exception {
    String nowhere = folder.resolve("nowhere").toString();

    refused(nowhere, "--model", nowhere, "--detector", "haar");
    refused(nowhere, "--model", nowhere, "--crops");
  }

  @Test
  void a_detector_that_nobody_knows_is_bad_input() throws Exception {
    refused("must be auto, haar, yunet or full-range, was 'foo'", "--detector", "foo");
  }
}
