package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.app.Packaged.Running;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole daemon, from the packaged image, as a person would run it. */
class DaemonIT {
  private static final Pattern CHANGE =
      Pattern.compile(
          "mood (\\w+) \\(([\\d.]+)\\) after (\\w+) .*: (playing (\\w+)[^,]*|silence|music as it is), (.*)");

  private static final Map<String, String> PLAYS =
      Map.of(
          "anger", "anger",
          "contempt", "contempt",
          "disgust", "disgust",
          "fear", "fear",
          "happiness", "happiness",
          "neutral", "neutral",
          "sadness", "comfort",
          "surprise", "surprise");

  @TempDir private Path folder;

  private static List<Matcher> changes(Running daemon) {
    return daemon.log().stream().map(CHANGE::matcher).filter(Matcher::find).toList();
  }

  private static JsonNode status(int port) throws IOException, InterruptedException {
    return JsonMapper.shared()
        .readTree(new DaemonClient("127.0.0.1", port).get("/api/status", "application/json"));
  }

  @Test
  void a_day_of_the_drawn_face_changes_music_and_light_and_leaves_no_picture_behind()
      throws Exception {
    Packaged image = Packaged.in(folder);
    Instant begin = Instant.now();
    int port = Packaged.freePort();
    Set<String> playedRight = new TreeSet<>();
    Set<String> written = new TreeSet<>();
    try (Running daemon = image.start("--set", "http.port=" + port)) {
      await()
          .atMost(150, SECONDS)
          .pollInterval(250, MILLISECONDS)
          .until(
              () -> {
                writtenNow(daemon.pid(), written);
                playedRight(daemon, port).ifPresent(playedRight::add);
                return playedRight.size() >= 4;
              });
      assertThat(String.join("\n", daemon.log()))
          .contains("drawn face, because there is no /dev/video*")
          .contains("sound:")
          .contains("lights on the console")
          .doesNotContain("\tat ");
      for (Matcher change : changes(daemon)) {
        if (PLAYS.containsKey(change.group(1))) {
          assertThat(change.group(5)).as(change.group()).isEqualTo(PLAYS.get(change.group(1)));
        }
      }
      assertThat(daemon.stop()).as("ms to stop").isLessThan(5000);
    }
    assertThat(written)
        .as("files open for writing")
        .allMatch(file -> file.startsWith(image.person() + "/.local/state/moodspeaker/"));
    assertThat(picturesSince(begin, folder)).as("pictures on the disk").isEmpty();
  }

  /** The playlist that the log named last, if it is also what sounds. */
  private static java.util.Optional<String> playedRight(Running daemon, int port) {
    List<Matcher> changes = changes(daemon);
    if (changes.isEmpty() || changes.get(changes.size() - 1).group(5) == null) {
      return java.util.Optional.empty();
    }
    String named = changes.get(changes.size() - 1).group(5);
    try {
      JsonNode music = status(port).path("music");
      return music.path("state").asString("").equals("playing")
              && music.path("playlist").asString("").equals("playlists/" + named + ".m3u8")
              && music.path("track").asString("").contains("/" + named + "/")
          ? java.util.Optional.of(named)
          : java.util.Optional.empty();
    } catch (IOException notYet) {
      return java.util.Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return java.util.Optional.empty();
    }
  }

  /** Regular files that a process has open for writing at this moment. */
  private static void writtenNow(long pid, Set<String> written) throws IOException {
    List<Path> descriptors = new ArrayList<>();
    try (Stream<Path> listed = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      listed.forEach(descriptors::add);
    } catch (java.io.UncheckedIOException | IOException gone) {
      return;
    }
    for (Path descriptor : descriptors) {
      try {
        Path file = Files.readSymbolicLink(descriptor);
        String info =
            Files.readString(Path.of("/proc/" + pid + "/fdinfo", descriptor.getFileName() + ""));
        Matcher flags = Pattern.compile("flags:\\s*(\\d+)").matcher(info);
        boolean writes = flags.find() && (Integer.parseInt(flags.group(1), 8) & 3) != 0;
        if (writes && file.toString().startsWith("/") && Files.isRegularFile(file)) {
          written.add(file.toString());
        }
      } catch (IOException closedMeanwhile) {
        // Nothing to see any more.
      }
    }
  }

  /** Files below a folder, touched since then, that begin as pictures do or are as large as one. */
  private static List<Path> picturesSince(Instant begin, Path folder) throws IOException {
    List<Path> pictures = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(FileTime.from(begin)) < 0) {
          continue;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
          head = in.readNBytes(4);
        }
        String magic = HexFormat.of().formatHex(head);
        boolean picture =
            magic.startsWith("ffd8ff") || magic.equals("89504e47") || magic.startsWith("424d");
        // A quarter of the smallest frame: nothing else that is written comes near.
        if (picture || Files.size(file) > 48 * 48 * 25) {
          pictures.add(file);
        }
      }
    }
    return pictures;
  }

  @Test
  @Fault(
      value = "moods.yaml broken while running",
      seen = "file, line, column, value and remedy; `the last good version stays`",
      goesOn = "all, on the last good version",
      heals = "save it again",
      within = "2 s")
  void a_saved_change_takes_effect_within_two_seconds_and_a_broken_one_is_reported()
      throws Exception {
    Packaged image = Packaged.in(folder);
    Path moods = image.home().resolve("config/moods.yaml");
    int port = Packaged.freePort();
    try (Running daemon = image.start("--set", "http.port=" + port)) {
      await().atMost(60, SECONDS).until(() -> !changes(daemon).isEmpty());
      String good = Files.readString(moods);

      Files.writeString(moods, good.replace("volume: 80 ", "volume: 140 "));
      await()
          .atMost(2, SECONDS)
          .pollInterval(50, MILLISECONDS)
          .untilAsserted(
              () ->
                  assertThat(String.join("\n", daemon.log()))
                      .containsPattern(
                          "config/moods.yaml:\\d+:\\d+: volume must be 0 to 100, was 140")
                      .contains("the last good version stays"));

      Files.writeString(moods, good.replace("volume: 80 ", "volume: 35 "));
      await()
          .atMost(2, SECONDS)
          .pollInterval(50, MILLISECONDS)
          .untilAsserted(
              () ->
                  assertThat(String.join("\n", daemon.log()))
                      .contains("was changed and taken over"));
      assertThat(daemon.isAlive()).isTrue();
    }
  }

  @Test
  void saved_settings_are_taken_over_or_named_and_other_names_turned_away() throws Exception {
    Packaged image = Packaged.in(folder);
    Path settings = image.home().resolve("config/moodspeaker.properties");
    int port = Packaged.freePort();
    try (Running daemon = image.start("--set", "http.port=" + port)) {
      await().atMost(60, SECONDS).until(() -> !changes(daemon).isEmpty());
      Files.writeString(
          settings,
          "camera.interval = 1s\nazure.endpoint = http://127.0.0.1:9\nazure.key = a-secret\n");
      // The first client of a Face server loads its library, which takes a busy machine a while.
      await()
          .atMost(20, SECONDS)
          .pollInterval(50, MILLISECONDS)
          .untilAsserted(
              () ->
                  assertThat(String.join("\n", daemon.log()))
                      .contains("camera.interval changed: takes effect at the next start")
                      .contains("azure.endpoint, azure.key changed and taken over")
                      .doesNotContain("a-secret"));
      Files.writeString(
          settings, "azure.endpoint = http://127.0.0.1:9\nazure.key = a-secret\n# mine\n");
      await()
          .atMost(20, SECONDS)
          .until(
              () ->
                  String.join("\n", daemon.log())
                      .contains("camera.interval changed back to what runs"));
      Files.delete(settings);
      await()
          .atMost(20, SECONDS)
          .until(
              () ->
                  String.join("\n", daemon.log())
                      .contains(
                          "config/moodspeaker.properties can't be read: the last good version stays"));
      try (Socket page = new Socket(InetAddress.getLoopbackAddress(), port)) {
        page.getOutputStream()
            .write(
                "GET /api/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(page.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 403 ")
            .contains("is not this machine's name");
      }
      assertThat(status(port).path("mood").asString()).isNotEmpty();
    }
  }

  @Test
  void without_a_local_model_the_daemon_runs_on_a_face_server_in_the_house() throws Exception {
    Packaged big = Packaged.in(folder.resolve("big"));
    Path key = Files.writeString(folder.resolve("key"), "a-key-of-this-test\n");
    int serverPort = Packaged.freePort();
    Packaged small = Packaged.in(folder.resolve("small"));
    Files.delete(small.home().resolve("models"));
    int port = Packaged.freePort();
    try (Running server =
            big.start("serve", "--port", "" + serverPort, "--key-file", key.toString());
        Running daemon =
            small.start(
                Map.of("MOODSPEAKER_AZURE_KEY_FILE", key.toString()),
                "--set",
                "http.port=" + port,
                "--set",
                "azure.endpoint=http://127.0.0.1:" + serverPort)) {
      await()
          .atMost(90, SECONDS)
          .untilAsserted(
              () -> {
                assertThat(server.isAlive()).as("%s", server.log()).isTrue();
                assertThat(changes(daemon))
                    .as("%s", daemon.log())
                    .anyMatch(change -> PLAYS.containsKey(change.group(1)));
              });
      assertThat(status(port).path("emotion").path("active").asString()).isEqualTo("azure");
      assertThat(String.join("\n", daemon.log())).doesNotContain("a-key-of-this-test");
    }
  }

  private static int postFromAWebPage(int port, String path)
      throws IOException, InterruptedException {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      return browser
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Origin", "https://example.org")
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void commands_reach_the_running_daemon() throws Exception {
    Packaged image = Packaged.in(folder);
    int port = Packaged.freePort();
    String at = "--port=" + port;
    try (Running daemon = image.start("--set", "http.port=" + port)) {
      await()
          .atMost(90, SECONDS)
          .ignoreExceptions()
          .until(() -> status(port).path("music").path("state").asString().equals("playing"));
      assertThat(postFromAWebPage(port, "/api/player/pause")).isEqualTo(403);
      assertThat(status(port).path("music").path("state").asString()).isEqualTo("playing");
      assertThat(image.run("pause", at).code()).isZero();
      await()
          .atMost(5, SECONDS)
          .until(() -> status(port).path("music").path("state").asString().equals("paused"));
      assertThat(image.run("resume", at).code()).isZero();
      assertThat(image.run("volume", "20", at).out()).containsExactly("volume 20");
      assertThat(image.run("next", at).code()).isZero();

      Path list = image.home().resolve("playlists/comfort.m3u8");
      assertThat(image.run("play", list.toString(), at).code()).isZero();
      await()
          .atMost(30, SECONDS)
          .until(() -> status(port).path("music").path("track").asString().contains("/comfort/"));
      Packaged.Result unknown = image.run("more", at);
      assertThat(unknown.code()).isEqualTo(1);
      assertThat(unknown.err()).singleElement().asString().contains("library scan");
      Path tracks = image.home().resolve("playlists/tracks/comfort");
      assertThat(image.run("library", "scan", tracks.toString()).code()).isZero();
      assertThat(image.run("more", at).out())
          .singleElement()
          .asString()
          .startsWith("music like ")
          .endsWith(" comes next");
      await()
          .atMost(5, SECONDS)
          .until(() -> status(port).path("music").path("playlist").asString().contains("like-"));
      assertThat(image.run("wrong", at).out())
          .singleElement()
          .asString()
          .matches("[a-z]+ noted as wrong, playing .+");
      assertThat(status(port).path("music").path("corrections").size()).isEqualTo(1);
      assertThat(image.run("status", at).out()).anyMatch(line -> line.startsWith("mood "));
      assertThat(follow(image, "status", "--follow", at)).containsPattern("mood|playing|%");
      assertThat(follow(image, "recognize", "--watch", "--set", "http.port=" + port))
          .containsPattern("(neutral|happiness|surprise|sadness|anger|fear|disgust|contempt) ");
      assertThat(daemon.isAlive()).isTrue();
      Packaged.Result json = image.run("status", "--json", at);
      JsonNode all = JsonMapper.shared().readTree(String.join("\n", json.out()));
      assertThat(all.propertyNames())
          .contains(
              "mood",
              "since",
              "confidence",
              "scores",
              "camera",
              "emotion",
              "music",
              "light",
              "alert");
    }
    Packaged.Result gone = image.run("status", at);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).singleElement().asString().contains("no daemon answers");
  }

  /** What a command that goes on has printed when its first line is there; then it is stopped. */
  private static String follow(Packaged image, String... arguments) throws Exception {
    try (Running following = image.start(arguments)) {
      await().atMost(60, SECONDS).until(() -> !following.out().isEmpty());
      return String.join("\n", following.out());
    }
  }

  @Test
  void the_bench_measures_this_machine_and_leaves_nothing_behind() throws Exception {
    Packaged image = Packaged.in(folder);
    Packaged.Result bench =
        image.run("bench", "--detector", "haar", "--frames", "2", "--seconds", "1");
    assertThat(bench.code()).as("%s", bench.err()).isZero();
    assertThat(bench.out())
        .hasSize(4)
        .anyMatch(line -> line.matches("processor over 1 s more: [\\d.]+ % of a core"))
        .anyMatch(line -> line.matches("frame to decision, 640x480, .*: median [\\d.]+ ms.*"))
        .anyMatch(line -> line.matches("start to first mood: [\\d.]+ s"))
        .anyMatch(line -> line.matches("resident memory after 1 s more: \\d+ MB"));
    try (Stream<Path> left = Files.list(image.person().resolve("tmp"))) {
      assertThat(left.filter(file -> file.toString().contains("moodspeaker-bench"))).isEmpty();
    }
  }

  @Test
  void bad_input_ends_in_lines_that_help_and_exit_code_2() throws Exception {
    Packaged image = Packaged.in(folder);
    Path moods = image.home().resolve("config/moods.yaml");
    Files.writeString(
        moods,
        Files.readString(moods, StandardCharsets.UTF_8).replace("volume: 80 ", "volume: loud "));
    Packaged.Result checked = image.run("check");
    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.out()).singleElement().asString().startsWith("config/moods.yaml:");
    // So that a half-saved file leaves nobody without music, the daemon runs on without it.
    try (Running daemon = image.start("--set", "http.port=0")) {
      await()
          .atMost(60, SECONDS)
          .untilAsserted(
              () ->
                  assertThat(String.join("\n", daemon.log()))
                      .contains("config/moods.yaml:")
                      .contains("can't be used; running on the answers that came with"));
      assertThat(daemon.isAlive()).isTrue();
    }
    Files.writeString(
        moods,
        Files.readString(moods, StandardCharsets.UTF_8).replace("volume: loud ", "volume: 80 "));
    Files.writeString(image.home().resolve("config/moodspeaker.properties"), "\nlight = disco\n");
    for (String command : List.of("run", "check")) {
      Packaged.Result result = image.run(command);
      assertThat(result.code()).as(command).isEqualTo(2);
      List<String> lines = result.out().isEmpty() ? result.err() : result.out();
      assertThat(lines)
          .singleElement()
          .isEqualTo(
              "config/moodspeaker.properties:2:1: light must be auto, console, gpio or linuxfs:DIR,"
                  + " was 'disco'");
    }
    assertThat(image.run("recognize", "nowhere.jpg").code()).isEqualTo(2);
    assertThat(image.run("frobnicate").code()).isEqualTo(2);
  }

  @Test
  void a_name_beyond_ascii_is_found_without_a_locale() throws Exception {
    Packaged image = Packaged.in(folder);
    Path music = Files.createDirectories(folder.resolve("Musik für müde Bären"));
    Files.copy(
        image.home().resolve("playlists/tracks/neutral/desk-plant.opus"),
        music.resolve("Bär.opus"));
    Path list = Files.writeString(music.resolve("liste.m3u8"), "Bär.opus\n");
    Path moods = image.home().resolve("config/moods.yaml");
    Files.writeString(
        moods, Files.readString(moods).replace("playlists/neutral.m3u8", list.toString()));
    Packaged.Result result = image.run("check");
    assertThat(result.out()).containsExactly("all good");
    assertThat(result.code()).isZero();
  }

  @Test
  void a_port_that_is_taken_is_told_in_one_line() throws Exception {
    Packaged image = Packaged.in(folder);
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Packaged.Result result = image.run("run", "--set", "http.port=" + other.getLocalPort());
      assertThat(result.code()).isEqualTo(1);
      assertThat(String.join("\n", result.err()))
          .contains("127.0.0.1:" + other.getLocalPort() + " can't be listened on")
          .contains("set http.port")
          .doesNotContain("\tat ");
    }
  }
}
