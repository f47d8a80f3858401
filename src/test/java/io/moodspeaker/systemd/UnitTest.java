package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit file as systemd itself judges it. */
class UnitTest {
  private static final Path UNIT = Path.of("systemd/moodspeaker.service");

  /** At most this exposure, of 10; the unit's own figure is 1.5. */
  private static final double MAX_EXPOSURE = 1.8;

  @TempDir private Path root;

  private record Result(int code, String output) {}

  private static Result run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }

  @BeforeAll
  static void needs_systemd() throws InterruptedException {
    boolean there;
    try {
      there = run("systemd-analyze", "--version").code == 0;
    } catch (IOException e) {
      there = false;
    }
    assumeTrue(there, "SKIPPED: systemd-analyze is missing; sudo apt-get install systemd");
  }

  @Test
  void the_exposure_is_low() throws Exception {
    Result result =
        run("systemd-analyze", "security", "--offline=yes", "--no-pager", UNIT.toString());
    Matcher exposure =
        Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)").matcher(result.output);
    assertThat(exposure.find()).as(result.output).isTrue();
    assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(MAX_EXPOSURE);
  }

  @Test
  void systemd_finds_no_fault_in_it() throws Exception {
    install(Files.readString(UNIT));
    assertThat(verify()).isEqualTo(new Result(0, ""));
  }

  @Test
  void a_fault_would_be_found() throws Exception {
    install(Files.readString(UNIT).replace("WatchdogSec=", "WatchdogSecs="));
    assertThat(verify().output).contains("Unknown key");
  }

  private void install(String unit) throws IOException {
    Path units = Files.createDirectories(root.resolve("etc/systemd/system"));
    Files.writeString(units.resolve("moodspeaker.service"), unit);
    for (String target :
        List.of("sysinit", "basic", "shutdown", "multi-user", "network", "sound")) {
      Files.writeString(units.resolve(target + ".target"), "[Unit]\nDescription=" + target + "\n");
    }
    Path bin = Files.createDirectories(root.resolve("opt/moodspeaker/bin"));
    Files.createFile(
        bin.resolve("moodspeaker"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private Result verify() throws Exception {
    return run("systemd-analyze", "verify", "--root=" + root, "moodspeaker.service");
  }
}
