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
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  private static final Path HOUSE =
      Path.of("src/test/resources/io/moodspeaker/app/house.sh").toAbsolutePath();

  /** A user that owns nothing. */
  private static final String NOBODY = "64321";

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
      value = "Descriptors used up, by 400 callers that never finish",
      seen = "the page waits",
      goesOn = "camera, mood, music, light",
      heals = "by itself, when they are gone",
      within = "seconds")
  void with_no_descriptor_left_moods_change_music_and_all_is_well_when_there_are_some_again()
      throws Exception {
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder)
            .startIn(
                List.of("prlimit", "--nofile=256:256"),
                Map.of(),
                "--set",
                "http.port=" + port,
                "--set",
                "audio=silent")) {
      patiently().until(() -> plays(port));
      List<Socket> callers = new ArrayList<>();
      try {
        for (int i = 0; i < 400; i++) {
          Socket caller = new Socket();
          callers.add(caller);
          caller.connect(
              new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
          caller.getOutputStream().write("GET /api/".getBytes(StandardCharsets.US_ASCII));
        }
        awaitChanges(daemon, 2);
      } catch (IOException full) {
        awaitChanges(daemon, 2);
      } finally {
        for (Socket caller : callers) {
          caller.close();
        }
      }
      patiently().until(() -> plays(port));
      awaitChanges(daemon, 2);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  @Test
  @Fault(
      value = "Descriptors used up by something else in the process",
      seen = "told, once, by whoever needs one",
      goesOn = "the last music and mood",
      heals = "by itself, when there are some again",
      within = "10 s")
  void a_daemon_that_may_open_nothing_any_more_goes_on_when_it_may() throws Exception {
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder).start("--set", "http.port=" + port, "--set", "audio=silent")) {
      patiently().until(() -> plays(port));
      run("prlimit", "--pid=" + daemon.pid(), "--nofile=8:");
      awaitChanges(daemon, 3);
      run("prlimit", "--pid=" + daemon.pid(), "--nofile=1024:");
      patiently().until(() -> plays(port));
      awaitChanges(daemon, 2);
      assertThat(daemon.isAlive()).isTrue();
    }
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
      value = "DNS dead: names are asked for and nobody answers",
      seen = "told by what needs the name",
      goesOn = "camera, mood, light, local music",
      heals = "by itself, when names are answered",
      within = "tried again and again")
  void while_no_name_is_answered_moods_change_in_time_and_the_stop_does_not_wait()
      throws Exception {
    needsRoot();
    Packaged image = Packaged.in(folder);
    Path moods = image.home().resolve("config/moods.yaml");
    Files.writeString(
        moods,
        Files.readString(moods)
            .replace("playlists/happiness.m3u8", "http://radio.example/happy.m3u"));
    Path key = Files.writeString(folder.resolve("key"), "a-key-of-this-test\n");
    List<String> wrapper =
        List.of(
            "unshare",
            "--net",
            "--mount",
            "--propagation",
            "private",
            "--",
            PLUGS.toString(),
            "deaf",
            HOUSE.toString());
    try (Running daemon =
        image.startIn(
            wrapper,
            Map.of(),
            "--set",
            "audio=silent",
            "--set",
            "alert.webhook=https://alerts.example/",
            "--set",
            "mqtt.broker=mqtt://broker.example:1883",
            "--set",
            "azure.endpoint=https://faces.example/",
            "--set",
            "azure.key-file=" + key)) {
      patiently().until(() -> changes(daemon) >= 1);
      long begin = System.nanoTime();
      awaitChanges(daemon, 4);
      assertThat((System.nanoTime() - begin) / 1e9)
          .as("seconds for four moods of ten each")
          .isLessThan(120);
      assertThat(daemon.stop()).as("ms to stop").isLessThan(5000);
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
      patiently().until(() -> plays(port));
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
      patiently().until(() -> plays(port));
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

  @Test
  @Fault(
      value = "Threads used up",
      seen = "told, once, by whoever needs one",
      goesOn = "camera, mood, music, light",
      heals = "by itself, when there may be some again",
      within = "seconds")
  void a_daemon_that_may_begin_no_thread_any_more_goes_on_when_it_may() throws Exception {
    needsRoot();
    int port = Packaged.freePort();
    Packaged image = Packaged.in(folder);
    Files.createDirectory(image.person().resolve("tmp"));
    // The kernel counts no thread of root's.
    run("chown", "--recursive", NOBODY, folder.toString());
    List<String> wrapper =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
    try (Running daemon =
        image.startIn(wrapper, Map.of(), settings(port, "light=console", "history=on"))) {
      patiently().until(() -> plays(port));
      List<String> limit =
          Stream.concat(wrapper.stream(), Stream.of("prlimit", "--pid=" + daemon.pid())).toList();
      run(Stream.concat(limit.stream(), Stream.of("--nproc=1:")).toArray(String[]::new));
      awaitChanges(daemon, 4);
      run(Stream.concat(limit.stream(), Stream.of("--nproc=4096:")).toArray(String[]::new));
      patiently().until(() -> plays(port));
      awaitChanges(daemon, 2);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  @Test
  @Fault(
      value = "Model replaced or deleted while running",
      seen = "nothing",
      goesOn = "all, on the model that was read",
      heals = "need not; the next start reads the new one",
      within = "at the next start")
  void a_model_that_is_cut_short_under_the_daemon_or_taken_away_is_not_needed() throws Exception {
    Packaged image = Packaged.in(folder);
    Path models = image.home().resolve("models");
    Path real = models.toRealPath();
    Files.delete(models);
    run("cp", "--recursive", real.toString(), models.toString());
    int port = Packaged.freePort();
    try (Running daemon = image.start(settings(port, "light=console"))) {
      patiently().until(() -> plays(port));
      try (Stream<Path> files = Files.walk(models)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(cut.length() / 2);
          }
        }
      }
      awaitChanges(daemon, 2);
      run("rm", "--recursive", models.toString());
      awaitChanges(daemon, 2);
      assertThat(daemon.log()).noneMatch(line -> line.contains(" WARN "));
    }
  }

  @Test
  @Fault(
      value = "history.db and alerts.db locked by another program",
      seen = "told, once each",
      goesOn = "all; what happens is kept in memory",
      heals = "by itself, when they are free",
      within = "a minute")
  void what_happens_while_the_databases_are_locked_is_written_when_they_are_free()
      throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder).start(settings(port, "state.dir=" + state, "history=on"))) {
      patiently().until(() -> Files.size(state.resolve("history.db")) > 0 && plays(port));
      long locked;
      try (Connection history = lock(state.resolve("history.db"));
          Connection alerts = lock(state.resolve("alerts.db"))) {
        locked = System.currentTimeMillis();
        patiently()
            .until(() -> daemon.log().stream().anyMatch(line -> line.contains("the history can")));
        awaitChanges(daemon, 2);
        patiently().until(() -> plays(port));
        history.rollback();
        alerts.rollback();
      }
      long freed = System.currentTimeMillis();
      patiently().until(() -> moods(state.resolve("history.db"), locked, freed) >= 2);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  private static Connection lock(Path database) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table stranger (a)");
    }
    return connection;
  }

  private static int moods(Path database, long from, long until) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from moods where time between %d and %d".formatted(from, until))) {
      return row.getInt(1);
    }
  }

  @Test
  @Fault(
      value = "GPIO refuses to be written while running",
      seen = "told with the change of mood",
      goesOn = "music, alerts, page",
      heals = "by itself, when the pin can be written to",
      within = "the next change")
  void pins_that_turn_read_only_are_told_and_lit_when_they_are_not() throws Exception {
    needsRoot();
    Path pins = folder.resolve("class");
    for (int pin = 0; pin < 28; pin++) {
      Path gpio = Files.createDirectories(pins.resolve("gpio/gpio" + pin));
      Files.writeString(gpio.resolve("direction"), "in");
      Files.writeString(gpio.resolve("value"), "0");
    }
    Files.writeString(pins.resolve("gpio/export"), "");
    Files.writeString(pins.resolve("gpio/unexport"), "");
    int port = Packaged.freePort();
    try (Running daemon =
        Packaged.in(folder)
            .startIn(
                List.of("unshare", "--mount", "--propagation", "private", "--"),
                Map.of(),
                settings(port, "light=linuxfs:" + pins))) {
      patiently().until(() -> lit(pins) > 0);
      for (String folder : List.of("", "/gpio")) {
        mount(daemon, "mount", "--bind", pins + folder, pins + folder);
        mount(daemon, "mount", "-o", "remount,bind,ro", pins + folder);
      }
      patiently()
          .until(
              () ->
                  daemon.log().stream()
                      .anyMatch(line -> line.contains("light pin") && line.contains("Read-only")));
      awaitChanges(daemon, 2);
      mount(daemon, "mount", "-o", "remount,bind,rw", pins + "/gpio");
      long dark = lit(pins);
      awaitChanges(daemon, 2);
      patiently().until(() -> lit(pins) == 1);
      assertThat(dark).isLessThanOrEqualTo(1);
      assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
    }
  }

  /** How many pins are high. */
  private static long lit(Path pins) throws IOException {
    try (Stream<Path> files = Files.walk(pins)) {
      long lit = 0;
      for (Path file : files.filter(each -> each.endsWith("value")).toList()) {
        lit += Files.readString(file).startsWith("1") ? 1 : 0;
      }
      return lit;
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
