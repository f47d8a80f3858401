package io.moodspeaker.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.drawn.DrawnFaceSource;
import io.moodspeaker.model.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Debian packages that {@code mvn -Pdeb package} made, in Debians of their own: {@code mvn
 * -Pdeb,long verify} as root. The Debians are kept in {@code $XDG_CACHE_HOME} or {@code
 * /var/cache}.
 */
@Tag("long")
class PackageIT {
  private static final Path SCRIPT =
      Path.of("src/test/resources/io/moodspeaker/systemd/package.sh").toAbsolutePath();

  @TempDir private Path folder;
  private Path cache;

  @BeforeEach
  void root() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "SKIPPED: Debians in namespaces need root; run: sudo mvn -Pdeb,long verify");
    String home = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    cache = Path.of(home.isEmpty() ? "/var/cache" : home, "moodspeaker-test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bookworm", "trixie"})
  void it_installs_runs_keeps_edits_over_upgrades_and_leaves_nothing(String suite)
      throws Exception {
    Path made = made("amd64");
    isSmall(made);
    Map<String, String> seen =
        script(1800, "run", prepared(suite), suite, made.toAbsolutePath().toString());

    assertThat(seen)
        .containsEntry("install", "ok")
        .containsEntry("active", "active")
        .containsEntry("enabled", "enabled")
        .containsEntry("decided", "yes")
        .containsEntry("story", "Started Starting camera light mood page recogniser sound")
        .containsEntry("man", "yes")
        .containsEntry("doctor", "0")
        .containsEntry("undecoded", "0")
        .containsEntry("upgrade", "ok")
        .containsEntry("upgraded", "99 active")
        .containsEntry("edits", "1 1")
        .containsEntry("downgrade", "ok")
        .containsEntry("remove", "ok")
        .containsEntry("removed", "inactive 1")
        .containsEntry("purge", "ok")
        .containsEntry("left", "")
        .containsEntry("user", "none");
    assertThat(Integer.parseInt(seen.get("start_ms"))).as("ms to active").isLessThan(5000);
    assertThat(Integer.parseInt(seen.get("aot_mb"))).as("MB of learnt classes").isPositive();
    assertThat(seen.get("status")).contains("mood");
  }

  /** Of the package, and of what it installs. */
  private static void isSmall(Path made) throws Exception {
    assertThat(Files.size(made)).as("bytes of the package").isLessThan(250_000_000L);
    Process asked =
        new ProcessBuilder("dpkg-deb", "--field", made.toString(), "Installed-Size").start();
    String kibibytes = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(Long.parseLong(kibibytes.strip()) * 1024)
        .as("bytes installed")
        .isLessThan(750_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void lintian_finds_no_error(String architecture) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/lintian")),
        "SKIPPED: no lintian; run: sudo apt-get install lintian");
    Process lintian =
        new ProcessBuilder(
                "lintian", "--allow-root", "--fail-on", "error", made(architecture).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(lintian.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(lintian.waitFor()).as(said).isZero();
  }

  @Test
  void on_arm64_it_installs_recognises_a_picture_and_lives_through_a_change_of_mood()
      throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/qemu-aarch64-static")),
        "SKIPPED: no qemu; run: sudo apt-get install qemu-user-static");
    Path made = made("arm64");
    isSmall(made);
    Path picture = folder.resolve("happy.png");
    ImageIO.write(happy(), "png", picture.toFile());
    Map<String, String> seen =
        script(
            2400,
            "foreign",
            prepared("trixie-arm64"),
            "trixie-arm64",
            made.toAbsolutePath().toString(),
            picture.toString());
    assertThat(seen)
        .containsEntry("install", "ok")
        .containsEntry("moods", "mood happiness mood sadness");
    assertThat(seen.get("arm64")).contains("\"happiness\"");
  }

  private static BufferedImage happy() throws Exception {
    try (DrawnFaceSource source =
        DrawnFaceSource.open(Path.of("config/drawn-face.yaml"), RateLimiter.unpaced())) {
      Frame frame = source.next().orElseThrow();
      // The second step begins after ten seconds of five frames each.
      for (int i = 0; i < 80; i++) {
        frame = source.next().orElseThrow();
      }
      BufferedImage image =
          new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
      image.getRaster().setDataElements(0, 0, frame.width(), frame.height(), rgb(frame));
      return image;
    }
  }

  /** The raster wants red first, whatever the image keeps. */
  private static byte[] rgb(Frame frame) {
    byte[] bgr = frame.bgr();
    byte[] rgb = new byte[bgr.length];
    for (int i = 0; i < bgr.length; i += 3) {
      rgb[i] = bgr[i + 2];
      rgb[i + 1] = bgr[i + 1];
      rgb[i + 2] = bgr[i];
    }
    return rgb;
  }

  private static Path made(String architecture) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      found = files.filter(file -> file.toString().endsWith("_" + architecture + ".deb")).toList();
    }
    assumeTrue(!found.isEmpty(), "SKIPPED: there is no package; run: mvn -Pdeb package");
    return found.getFirst();
  }

  private String prepared(String suite) throws Exception {
    script(1800, "prepare", cache.toString(), suite);
    assumeTrue(
        Files.exists(cache.resolve(suite)),
        "SKIPPED: no Debian could be made in " + cache + "; is debootstrap there?");
    return cache.toString();
  }

  private static Map<String, String> script(int seconds, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("timeout", "--kill-after=10", seconds + "s", SCRIPT.toString()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    System.out.println(output);
    Map<String, String> seen = new HashMap<>();
    output
        .lines()
        .filter(line -> line.matches("[a-z_0-9]+=.*"))
        .forEach(line -> seen.put(line.replaceAll("=.*", ""), line.replaceAll("^[a-z_0-9]+=", "")));
    return seen;
  }
}
