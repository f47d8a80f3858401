package io.moodspeaker.music.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.music.source.StreamOpener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Radio as Icecast sends it, from a small server on this machine. */
class RadioTest {
  private static final int METAINT = 4000;

  private static final AudioSources SOURCES =
      new AudioSources(List.of(new StreamOpener(new FfmpegOpener(), new HttpListFetcher(false))));

  @TempDir Path folder;

  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private byte[] mp3;

  @BeforeEach
  void start() throws IOException {
    mp3 = Files.readAllBytes(Sounds.write(folder.resolve("a.mp3"), Sounds.tone(440, 6)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/live", e -> live(e, "Test FM", "Song ".getBytes(UTF_8)));
    server.createContext("/latin", e -> live(e, "Caf\u00e9", "Bj\u00f6rk ".getBytes(ISO_8859_1)));
    server.createContext("/utf", e -> live(e, "Test FM", "Bj\u00f6rk, \u97f3 ".getBytes(UTF_8)));
    server.createContext(
        "/list.pls",
        e -> answer(e, ("[playlist]\nFile1=" + address("/live") + "\n").getBytes(UTF_8)));
    server.createContext("/song.mp3", e -> answer(e, mp3));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** The song with its title between the sound, and then the connection breaks. */
  private void live(HttpExchange exchange, String name, byte[] song) throws IOException {
    int connection = connections.incrementAndGet();
    exchange.getResponseHeaders().set("Content-Type", "audio/mpeg");
    exchange.getResponseHeaders().set("icy-metaint", Integer.toString(METAINT));
    exchange.getResponseHeaders().set("icy-name", name);
    exchange.sendResponseHeaders(200, 0);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes("StreamTitle='".getBytes(UTF_8));
    text.writeBytes(song);
    text.writeBytes((connection + "';").getBytes(UTF_8));
    byte[] title = text.toByteArray();
    int length = (title.length + 15) / 16;
    try (OutputStream out = exchange.getResponseBody()) {
      for (int at = 0; at + METAINT <= mp3.length; at += METAINT) {
        out.write(mp3, at, METAINT);
        out.write(length);
        out.write(Arrays.copyOf(title, 16 * length));
      }
    }
  }

  @Test
  void a_station_is_heard_with_its_titles_and_comes_back_after_a_break() throws IOException {
    try (AudioSource radio = SOURCES.open(new Track(address("/live")))) {
      assertThat(radio.duration()).isEmpty();
      float[] block = new float[4096];
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                assertThat(radio.read(block, 2048)).as("frames, silence or not").isPositive();
                return radio.tags().title().equals(Optional.of("Song 2"));
              });
      assertThat(radio.position()).isGreaterThan(Duration.ofSeconds(1));
      assertThat(connections.get()).isGreaterThanOrEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"/latin, Bj\u00f6rk 1, Caf\u00e9", "/utf, 'Bj\u00f6rk, \u97f3 1', Test FM"})
  void titles_are_read_in_whichever_letters_a_station_writes_them(
      String path, String title, String name) throws IOException {
    try (AudioSource radio = new FfmpegOpener().open(address(path))) {
      radio.read(new float[4096], 2048);
      assertThat(radio.tags().title()).contains(title);
      assertThat(radio.tags().album()).contains(name);
    }
  }

  @Test
  void a_file_on_a_server_ends_where_it_ends() throws IOException {
    try (AudioSource song = SOURCES.open(new Track(address("/song.mp3")))) {
      float[] block = new float[4096];
      double[] frames = new double[1];
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                int got;
                while ((got = song.read(block, 2048)) > 0 && block[100] != 0) {
                  frames[0] += got;
                }
                return got < 0;
              });
      assertThat(frames[0] / Pcm.RATE).isBetween(5.0, 6.1);
    }
  }

  @Test
  void a_list_on_a_server_leads_to_its_stream() throws IOException {
    assertThat(new PlaylistReader(new HttpListFetcher(false)).read(address("/list.pls")).tracks())
        .extracting(Track::location)
        .containsExactly(address("/live"));
  }

  @Test
  void an_address_where_nothing_plays_is_refused() {
    assertThatThrownBy(() -> SOURCES.open(new Track(address("/nothing"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404");
  }
}
