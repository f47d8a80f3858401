package io.moodspeaker.music.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.music.Track;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpListFetcherTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentLinkedQueue<String> agents = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> logins = new ConcurrentLinkedQueue<>();
  private final PlaylistReader reader = new PlaylistReader(new HttpListFetcher(false));
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
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

  private void answer(HttpExchange exchange) throws IOException {
    agents.add(String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent")));
    logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/station" -> send(exchange, "audio/x-mpegurl", "#EXTM3U\n#EXTINF:-1,One\n/live\n");
        case "/bare" -> send(exchange, "text/plain", at("/live") + "\n" + at("/other") + "\n");
        case "/unnamed" -> send(exchange, "application/octet-stream", "[playlist]\nFile1=/live\n");
        case "/moved" -> {
          exchange.getResponseHeaders().add("Location", "/station");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/away" -> {
          exchange
              .getResponseHeaders()
              .add("Location", "http://localhost:" + server.getAddress().getPort() + "/station");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/round" -> {
          exchange.getResponseHeaders().add("Location", "/round");
          exchange.sendResponseHeaders(302, -1);
        }
        case "/nested" -> send(exchange, "audio/x-scpls", "[playlist]\nFile1=/inner.m3u\n");
        case "/inner.m3u" -> send(exchange, "audio/x-mpegurl", "#EXTM3U\n/live\n");
        case "/odd" ->
            send(
                exchange,
                "audio/x-mpegurl",
                "#EXTM3U\nhttp://a|b[\nfile:///etc/passwd\nx|y \"z\" [1].mp3\n/live\n");
        case "/pieces.m3u8" ->
            send(exchange, "application/vnd.apple.mpegurl", "#EXTM3U\n#EXT-X-VERSION:3\na.ts\n");
        case "/page" -> send(exchange, "text/html", "<html>no list</html>");
        case "/endless" -> {
          exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
          exchange.sendResponseHeaders(200, 0);
          pour(exchange.getResponseBody());
        }
        case "/endless-unnamed" -> {
          exchange.sendResponseHeaders(200, 0);
          pour(exchange.getResponseBody());
        }
        default -> exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private static void pour(OutputStream out) {
    byte[] sound = new byte[4096];
    try {
      while (true) {
        out.write(sound);
      }
    } catch (IOException hungUp) {
      // What the fetcher should do.
    }
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private List<String> tracks(String path) throws IOException {
    return reader.read(at(path)).tracks().stream().map(Track::location).toList();
  }

  @Test
  void a_list_is_known_by_what_is_in_it_whatever_its_address_and_type() throws IOException {
    assertThat(tracks("/station")).containsExactly(at("/live"));
    assertThat(tracks("/bare")).containsExactly(at("/live"), at("/other"));
    assertThat(tracks("/unnamed")).containsExactly(at("/live"));
    assertThat(tracks("/moved")).containsExactly(at("/live"));
    assertThat(tracks("/nested")).containsExactly(at("/live"));
    assertThat(reader.read(at("/station")).tracks().getFirst().name()).isEqualTo("One");
  }

  @Test
  void what_is_no_list_is_left_to_the_decoder() throws IOException {
    for (String path :
        List.of("/pieces.m3u8", "/page", "/endless", "/endless-unnamed", "/nothing", "/round")) {
      assertThat(tracks(path)).as(path).containsExactly(at(path));
    }
  }

  @Test
  void odd_entries_are_skipped_and_none_leads_to_this_machine_s_files() throws IOException {
    assertThat(tracks("/odd")).containsExactly(at("/x%7Cy%20%22z%22%20%5B1%5D.mp3"), at("/live"));
  }

  @Test
  void the_speaker_gives_its_own_name() throws IOException {
    tracks("/station");
    assertThat(agents).containsOnly(HttpListFetcher.USER_AGENT);
  }

  @Test
  void a_password_goes_to_its_own_host_alone() throws IOException {
    reader.read(at("/moved").replace("//", "//joe:s3cret@"));
    assertThat(logins).containsOnly("Basic am9lOnMzY3JldA==");
    logins.clear();
    reader.read(at("/away").replace("//", "//joe:s3cret@"));
    assertThat(logins).containsExactly("Basic am9lOnMzY3JldA==", "null");
  }

  @Test
  void a_server_that_trickles_is_given_up() throws IOException {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> trickle(slow));
      long start = System.nanoTime();
      assertThatThrownBy(() -> reader.read("http://127.0.0.1:" + slow.getLocalPort() + "/slow.m3u"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("does not answer within 8 s");
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    }
  }

  private static void trickle(ServerSocket server) {
    try (Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; ; i++) {
        out.write(("X-Line-" + i + ": 1\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (IOException | InterruptedException end) {
      // Hung up, or the test is over.
    }
  }
}
