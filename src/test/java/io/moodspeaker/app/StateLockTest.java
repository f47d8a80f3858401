package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moodspeaker.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateLockTest {
  @TempDir private Path folder;

  @Test
  @Fault(
      value = "Two daemons at once",
      seen = "the second ends: `… is in use by another moodspeaker`",
      goesOn = "the first",
      heals = "stop one, or give it a `state.dir` of its own",
      within = "at once")
  void a_second_daemon_is_refused_until_the_first_is_gone() throws Exception {
    AutoCloseable first = StateLock.take(folder);
    assertThatThrownBy(() -> StateLock.take(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder + " is in use by another moodspeaker; stop that one");
    first.close();
    StateLock.take(folder).close();
  }

  @Test
  @Fault(
      value = "State folder can't be made, as on a read-only disk",
      seen = "`… can't be written to`, once, at the start",
      goesOn = "all; what is learned is gone after a restart",
      heals = "correct its permissions and start again",
      within = "at the start")
  void a_folder_that_cannot_be_made_is_told_and_nothing_else_stops() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    AutoCloseable none = StateLock.take(file.resolve("state"));
    assertThat(none).isNotInstanceOf(StateLock.class);
    none.close();
  }
}
