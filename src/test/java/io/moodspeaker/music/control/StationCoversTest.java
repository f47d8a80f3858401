package io.moodspeaker.music.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.Pictures;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.SameThread;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackTags;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.playlist.HttpListFetcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of stations, from a small server on this machine. */
class StationCoversTest {
  private static final int METAINT = 4000;

  @TempDir Path home;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpListFetcher http = new HttpListFetcher(false);
  private HttpServer server;
  private byte[] mp3;

  @BeforeEach
  void start() throws IOException {
    mp3 = Files.readAllBytes(Sounds.write(home.resolve("a.mp3"), Sounds.tone(440, 6)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/live", e -> answer(e, "audio/mpeg", stream()));
    server.createContext("/piece", e -> answer(e, "image/jpeg", Pictures.jpeg()));
    server.createContext(
        "/page", e -> answer(e, "text/html", "<html>a page</html>".getBytes(UTF_8)));
    server.createContext("/moved", e -> answer(e, "", new byte[0]));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (type.isEmpty()) {
      exchange.getResponseHeaders().set("Location", at("/piece"));
    }
    if (type.startsWith("audio")) {
      exchange.getResponseHeaders().set("icy-metaint", Integer.toString(METAINT));
      exchange.getResponseHeaders().set("icy-name", "Test FM");
      exchange.getResponseHeaders().set("icy-logo", at("/logo"));
    }
    exchange.sendResponseHeaders(type.isEmpty() ? 302 : 200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private byte[] stream() {
    byte[] title = ("StreamTitle='Song';StreamUrl='" + at("/piece") + "';").getBytes(UTF_8);
    int length = (title.length + 15) / 16;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at + METAINT <= mp3.length; at += METAINT) {
      out.write(mp3, at, METAINT);
      out.write(length);
      out.writeBytes(Arrays.copyOf(title, 16 * length));
    }
    return out.toByteArray();
  }

  @Test
  void a_station_names_the_picture_of_its_piece_and_its_own() throws IOException {
    try (AudioSource radio = new FfmpegOpener().open(at("/live"))) {
      float[] block = new float[4096];
      for (int i = 0; i < 10; i++) {
        radio.read(block, 2048);
      }
      assertThat(radio.tags().title()).contains("Song");
      assertThat(radio.tags().pictures()).containsExactly(at("/piece"), at("/logo"));
    }
  }

  @Test
  void what_is_at_such_an_address_is_shown_only_if_it_is_a_picture() {
    assertThat(http.picture(at("/piece"), at("/live")).orElseThrow().bytes())
        .isEqualTo(Pictures.jpeg());
    assertThat(http.picture(at("/moved"), at("/live"))).isPresent();
    assertThat(http.picture(at("/page"), at("/live"))).isEmpty();
    assertThat(http.picture(at("/gone"), at("/live"))).isEmpty();
    assertThat(http.picture("http://127.0.0.1:1/", at("/live"))).isEmpty();
  }

  @Test
  void a_station_elsewhere_cannot_send_to_a_server_of_this_house() {
    assertThat(http.picture(at("/piece"), "http://203.0.113.7/live")).isEmpty();
    assertThat(http.picture(at("/moved"), "https://203.0.113.7/live")).isEmpty();
  }

  @Test
  void a_picture_within_a_file_on_a_server_is_found_too() throws IOException {
    byte[] song = Files.readAllBytes(Pictures.withCover(home.resolve("b.mp3"), Pictures.jpeg()));
    server.createContext("/song.mp3", e -> answer(e, "application/octet-stream", song));
    assertThat(new FfmpegOpener().cover(new Track(at("/song.mp3"))).orElseThrow().bytes())
        .isEqualTo(Pictures.jpeg());
  }

  @Test
  void a_station_has_the_name_and_the_picture_of_the_list_that_one_edits() throws IOException {
    Files.createDirectories(home.resolve("playlists"));
    Files.writeString(
        home.resolve("playlists/stations.m3u8"),
        """
        #EXTM3U
        #EXTINF:-1 tvg-logo="logos/one.png" group-title="x, y",One
        http://one.example/live
        #EXTINF:-1 tvg-logo="https://two.example/logo.png",Two
        http://two.example/list.m3u
        #EXTINF:-1,Three
        http://three.example/live
        """);
    List<String> asked = new ArrayList<>();
    Covers covers =
        new Covers(
            (track, pictures) -> {
              asked.add(track.cover().orElse("none"));
              return Optional.empty();
            },
            new SameThread());
    MusicCatalogue catalogue =
        new MusicCatalogue(() -> MusicPlan.DEFAULT, home, track -> Optional.empty(), covers);
    assertThat(catalogue.find("two")).isEqualTo("http://two.example/list.m3u");
    assertThat(catalogue.nameOf("http://one.example/live")).isEqualTo("One");
    catalogue.cover(playing("http://one.example/live", "http://one.example/live"));
    catalogue.cover(playing("http://two.example/list.m3u", "http://cdn.example/2"));
    catalogue.cover(playing("http://three.example/live", "http://three.example/live"));
    assertThat(asked)
        .containsExactly(
            home.resolve("playlists/logos/one.png").toString(),
            "https://two.example/logo.png",
            "none");
  }

  private static PlayerStatus playing(String playlist, String track) {
    return new PlayerStatus(
        PlayerStatus.State.PLAYING,
        Optional.of(playlist),
        Optional.of(new Track(track)),
        TrackTags.NONE,
        Duration.ZERO,
        Optional.empty(),
        50);
  }
}
