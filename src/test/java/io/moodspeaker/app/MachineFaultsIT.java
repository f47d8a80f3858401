package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.Fault;
import io.moodspeaker.app.Packaged.Running;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole daemon on a machine that runs out of something: {@code sudo mvn -Plong verify}. */
@Tag("long")
class MachineFaultsIT {
  private static final Path PLUGS =
      Path.of("src/test/resources/io/moodspeaker/app/plugs.sh").toAbsolutePath();

  @TempDir private Path folder;

  private static ConditionFactory patiently() {
    return await().atMost(240, SECONDS).pollInterval(250, MILLISECONDS).ignoreExceptions();
  }

  private static JsonNode status(int port) throws IOException {
    return JsonMapper.shared()
        .readTree(new DaemonClient("127.0.0.1", port).get("/api/status", "application/json"));
  }

  private static long changes(Running daemon) {
    return daemon.log().stream().filter(line -> line.contains(" after ")).count();
  }

  private static boolean plays(int port) throws IOException {
    JsonNode music = status(port).path("music");
    return music.path("state").asString().equals("playing")
        && music.path("position").asDouble() > 0.5;
  }

  /** Waits until so many more changes of mood have been told. */
  private static void awaitChanges(Running daemon, int more) {
    long before = changes(daemon);
    patiently()
        .untilAsserted(
            () ->
                assertThat(changes(daemon))
                    .as("%s", daemon.log())
                    .isGreaterThan(before + more - 1));
  }

  private static void needsRoot() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "SKIPPED: this machine can only be spoilt by root; run: sudo mvn -Plong verify");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", Arrays.toString(command), said).isZero();
    return said;
  }

  private static List<String> spoilt(String... how) {
    List<String> wrapper =
        new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "--"));
    wrapper.add(PLUGS.toString());
    wrapper.addAll(List.of(how));
    return wrapper;
  }

  private static void mount(Running daemon, String... command) throws Exception {
    List<String> inside =
        new ArrayList<>(List.of("nsenter", "--target=" + daemon.pid(), "--mount"));
    inside.addAll(List.of(command));
    run(inside.toArray(String[]::new));
  }

  @Test
  @Fault(
      value = "OutOfMemoryError in one step",
      seen = "`Terminating due to java.lang.OutOfMemoryError`; exit code 3",
      goesOn = "nothing",
      heals = "systemd starts it again: same playlist, same place",
      within = "the start")
  void a_step_that_asks_for_more_memory_than_there_is_ends_the_process_at_once() throws Exception {
    Packaged image = Packaged.in(folder);
    Path greedy = Files.createDirectories(folder.resolve("greedy"));
    try (RandomAccessFile file = new RandomAccessFile(greedy.resolve("huge").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    Files.writeString(
        image.home().resolve("routes/greedy.camel.yaml"),
        """
        - route:
            id: greedy
            from:
              uri: file:%s?initialDelay=3000&noop=true
              steps:
                - convertBodyTo:
                    type: byte[]
        """
            .formatted(greedy));
    try (Running daemon = image.start("--set", "http.port=0", "--set", "audio=silent")) {
      assertThat(daemon.awaitEnd(60)).isEqualTo(3);
      assertThat(String.join("\n", daemon.out())).contains("OutOfMemoryError");
    }
  }

  @Test
  @Fault(
      value = "Disk full",
      seen = "told, once, by whatever is remembered",
      goesOn = "all",
      heals = "by itself, when there is room",
      within = "at the next change")
  void on_a_full_disk_all_goes_on_and_is_remembered_when_there_is_room() throws Exception {
    needsRoot();
    Path state = Files.createDirectories(folder.resolve("state"));
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder)
            .startIn(
                spoilt("small", state.toString(), "2m"),
                Map.of(),
                settings(port, "state.dir=" + state, "history=on"))) {
      patiently().until(() -> plays(port));
      Path seen = Path.of("/proc/" + daemon.pid() + "/root" + state);
      Path ballast = seen.resolve("ballast");
      fill(ballast);
      awaitChanges(daemon, 3);
      assertThat(plays(port)).isTrue();
      DaemonClient client = new DaemonClient("127.0.0.1", port);
      client.post("/api/player/next", "text/plain", "");
      Files.delete(ballast);
      awaitChanges(daemon, 2);
      String playing = status(port).path("music").path("track").asString();
      patiently()
          .untilAsserted(
              () ->
                  assertThat(Files.readString(seen.resolve("player.tsv"))).contains(last(playing)));
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  @Test
  @Fault(
      value = "Disk turns read-only",
      seen = "told, once, by whatever is remembered",
      goesOn = "all",
      heals = "by itself, when it can be written to",
      within = "at the next change")
  void on_a_disk_that_turns_read_only_all_goes_on() throws Exception {
    needsRoot();
    Path state = Files.createDirectories(folder.resolve("state"));
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder)
            .startIn(
                spoilt("small", state.toString(), "8m"),
                Map.of(),
                settings(port, "state.dir=" + state, "history=on"))) {
      patiently().until(() -> plays(port));
      mount(daemon, "mount", "--bind", state.toString(), state.toString());
      mount(daemon, "mount", "-o", "remount,bind,ro", state.toString());
      awaitChanges(daemon, 3);
      assertThat(plays(port)).isTrue();
      mount(daemon, "umount", "--lazy", state.toString());
      awaitChanges(daemon, 2);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  @Test
  @Fault(
      value = "The disk with the music vanishes",
      seen = "told with the change of mood",
      goesOn = "mood, light, page; the track that plays, as far as it was read",
      heals = "by itself, when it is back",
      within = "tried again and again")
  void music_on_a_disk_that_vanishes_plays_again_when_it_is_back() throws Exception {
    needsRoot();
    Packaged image = Packaged.in(folder);
    Path playlists = image.home().resolve("playlists");
    Path music = folder.resolve("music");
    Files.move(playlists, music);
    Files.createDirectory(playlists);
    int port = Packaged.freePort();
    try (Running daemon =
        image.startIn(
            spoilt("stick", music.toString() + "/", playlists.toString()),
            Map.of(),
            settings(port, "camera=drawn"))) {
      patiently().until(() -> plays(port));
      mount(daemon, "umount", "--lazy", playlists.toString());
      awaitChanges(daemon, 3);
      assertThat(daemon.isAlive()).isTrue();
      mount(
          daemon, PLUGS.toString(), "stick", music.toString() + "/", playlists.toString(), "true");
      awaitChanges(daemon, 2);
      patiently().until(() -> plays(port));
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  private static String[] settings(int port, String... more) {
    return Stream.concat(Stream.of("http.port=" + port, "audio=silent"), Stream.of(more))
        .flatMap(setting -> Stream.of("--set", setting))
        .toArray(String[]::new);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[1024];
    try (var out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      assertThat(Files.size(file)).isPositive();
    }
  }
}
