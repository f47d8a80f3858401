package io.moodspeaker.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java that prints what it is asked to do. */
class LauncherTest {
  @TempDir private Path home;

  @BeforeEach
  void lay() throws IOException {
    program("bin/moodspeaker", Files.readString(Path.of("src/main/bin/moodspeaker")));
    program("runtime/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/moodspeaker.aot"));
  }

  private void program(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<String> java(String line) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/moodspeaker").toString()));
    command.addAll(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status --json",
        "--set http.port=1 status",
        "--set=http.port=1 status",
        "--port 1 --host ::1 pause",
        "--port=1 volume +10",
        "--set a=run --set b=bench queue",
        "wake 06:45",
        "--version",
        "--help"
      })
  void a_command_that_only_asks_is_light_wherever_its_settings_stand(String line) throws Exception {
    assertThat(java(line))
        .contains("-Xmx64m")
        .noneMatch(option -> option.startsWith("-XX:AOTCache"))
        .endsWith(line.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "run", "--set camera=drawn", "--set status=1 run", "--set=a=b bench", "soak"})
  void the_daemon_is_steady(String line) throws Exception {
    assertThat(java(line))
        .contains("-Xmx192m", "-XX:AOTCache=" + home.toRealPath().resolve("lib/moodspeaker.aot"));
  }

  @Test
  void what_holds_whole_data_sets_may() throws Exception {
    assertThat(java("--set a=b train --epochs 1")).contains("-XX:MaxRAMPercentage=50");
  }

  @Test
  void training_keeps_its_blocks_and_the_daemon_gives_them_back() throws Exception {
    program("runtime/bin/java", "#!/bin/sh\necho \"${GLIBC_TUNABLES:-none}\"\n");

    assertThat(java("train --epochs 1")).singleElement().asString().contains("trim_threshold");
    assertThat(java("run")).containsExactly("none");
  }
}
