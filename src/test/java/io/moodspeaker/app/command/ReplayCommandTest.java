package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that did not look with the daemon's settings would judge another speaker. */
class ReplayCommandTest {
  @TempDir Path folder;

  private Ran replay(String... options) {
    String[] args = Arrays.copyOf(options, options.length + 1);
    args[options.length] = folder.toString();
    return Ran.command(new ReplayCommand(), args);
  }

  @Test
  void it_reads_with_the_model_of_the_settings() {
    Path nowhere = folder.resolve("nowhere");

    Ran ran = replay("--set", "emotion.model=" + nowhere);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains(nowhere.toString());
  }

  @Test
  void an_option_comes_before_the_settings() {
    Path nowhere = folder.resolve("nowhere");
    Path elsewhere = folder.resolve("elsewhere");

    Ran ran = replay("--set", "emotion.model=" + nowhere, "--model", elsewhere.toString());

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains(elsewhere.toString()).doesNotContain(nowhere.toString());
  }
}
