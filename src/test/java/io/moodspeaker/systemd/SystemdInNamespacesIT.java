package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged image as a service of a real systemd, which is booted once in namespaces of its own.
 *
 * <p>Needs root, for the namespaces, and debootstrap, for a Debian to boot; that one is kept in
 * {@code $XDG_CACHE_HOME} or {@code /var/cache}, as making it takes a minute or more.
 */
class SystemdInNamespacesIT {
  private static final Path SCRIPT =
      Path.of("src/test/resources/io/moodspeaker/systemd/namespaces.sh").toAbsolutePath();

  /** Longer than the script's own patience with each step, all together. */
  private static final int LIMIT_SECONDS = 240;

  private static final Map<String, String> SEEN = new HashMap<>();
  private static final List<String> JOURNAL = new ArrayList<>();

  @BeforeAll
  static void boot() throws IOException, InterruptedException {
    Path image = Path.of(System.getProperty("moodspeaker.image", "target/moodspeaker"));
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "SKIPPED: systemd in namespaces needs root; run: sudo mvn verify");
    assumeTrue(
        Files.isExecutable(image.resolve("bin/moodspeaker")),
        "SKIPPED: there is no image at " + image + "; run: mvn package");
    List<String> able = script(10, "able");
    assumeTrue(
        able.contains("able=yes"),
        "SKIPPED: no namespaces can be had here (" + able + "); a container must be privileged");
    String home = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path cache = Path.of(home.isEmpty() ? "/var/cache" : home, "moodspeaker-test");
    if (!Files.exists(cache.resolve("root"))) {
      assumeTrue(
          Files.isExecutable(Path.of("/usr/sbin/debootstrap")),
          "SKIPPED: debootstrap is missing; run: sudo apt-get install debootstrap");
      List<String> trouble = script(15 * 60, "prepare", cache.toString());
      assumeTrue(
          Files.exists(cache.resolve("root")),
          "SKIPPED: no Debian could be made in " + cache + ": " + trouble);
    }
    List<String> lines =
        script(
            LIMIT_SECONDS,
            "run",
            cache.toString(),
            image.toAbsolutePath().toString(),
            Path.of("systemd").toAbsolutePath().toString());
    lines.forEach(System.out::println);
    for (String line : lines) {
      if (line.startsWith("journal: ")) {
        JOURNAL.add(line);
      } else if (line.matches("[a-z_0-9]+=.*")) {
        SEEN.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
      }
    }
    assertThat(SEEN).as("boot of systemd; it said: %s", lines).containsEntry("booted", "yes");
  }

  private static List<String> script(int seconds, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("timeout", "--kill-after=10", seconds + "s"));
    command.add(SCRIPT.toString());
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output.lines().toList();
  }

  private static int number(String key) {
    return Integer.parseInt(SEEN.get(key));
  }

  @Test
  void it_starts_and_says_that_it_is_ready() {
    assertThat(SEEN)
        .as("%s", JOURNAL)
        .containsEntry("start", "ok")
        .containsEntry("active", "active");
    assertThat(SEEN.get("status")).contains("mood");
  }

  @Test
  void it_sees_a_mood_inside_its_sandbox() {
    assertThat(SEEN).as("%s", JOURNAL).containsEntry("decided", "yes");
  }

  @Test
  void it_is_not_root_and_has_the_devices_groups() {
    assertThat(SEEN).containsEntry("user", "moodspeaker").doesNotContainEntry("uid", "0");
    assertThat(SEEN.get("groups").split(" ")).contains("video", "audio", "gpio");
  }

  @Test
  void it_may_write_the_pins_and_not_its_own_installation() {
    assertThat(SEEN).containsEntry("sysfs", "rw").containsEntry("opt", "ro");
  }

  @Test
  void its_lines_are_in_the_journal_with_priorities_and_without_times() {
    assertThat(number("priority_6")).as("lines of information: %s", JOURNAL).isPositive();
    assertThat(number("warnings"))
        .as("journalctl -p warning shows these and no others")
        .isEqualTo(number("priority_3") + number("priority_4"));
    assertThat(number("raw_prefixes")).as("prefixes that journald did not take").isZero();
    assertThat(number("own_times")).as("lines with a time of their own").isZero();
  }

  @Test
  @Fault(
      value = "The process hangs",
      seen = "`Watchdog timeout` in the journal",
      goesOn = "nothing",
      heals = "systemd kills it and starts it again",
      within = "30 s")
  void a_process_that_hangs_is_restarted_by_the_watchdog_without_a_core_dump() {
    assertThat(SEEN).as("%s", JOURNAL).containsEntry("watchdog", "restarted");
    assertThat(JOURNAL).anyMatch(line -> line.contains("Watchdog timeout"));
    assertThat(SEEN).containsEntry("core_limit", "0").containsEntry("cores", "0");
  }

  @Test
  void it_stops_within_five_seconds_by_itself() {
    assertThat(number("stop_ms")).isLessThan(5_000);
    assertThat(SEEN)
        .containsEntry("stop_result", "success")
        .containsEntry("after_stop", "inactive");
  }
}
