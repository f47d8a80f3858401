package io.moodspeaker.music.subsonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.playlist.Podcasts;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a stand-in that speaks the documented API. */
@Timeout(60)
@SuppressWarnings("StringSplitter")
class SubsonicPlaylistsTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpListFetcher http = new HttpListFetcher(false);
  private String password = "s3cret";
  private int status = 200;
  private int seconds;
  private HttpServer server;
  private PlaylistReader reader;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    reader =
        new PlaylistReader(
            http,
            List.of(
                new Podcasts(http),
                new SubsonicPlaylists(
                    () ->
                        Optional.of(
                            new SubsonicPlaylists.Server(
                                URI.create(at("/music")), "joe", new Secret(password))),
                    http)));
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
    Map<String, String> query = new HashMap<>();
    for (String pair : String.valueOf(exchange.getRequestURI().getQuery()).split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    String body =
        switch (exchange.getRequestURI().getPath()) {
          case "/feed.xml" ->
              "<rss xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'><channel>"
                  + "<title>Show</title><itunes:image href='/show.jpg'/>"
                  + "<item><title>Old</title><pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate>"
                  + "<enclosure url='/old.mp3' type='audio/mpeg'/></item>"
                  + "<item><title>New</title><pubDate>Mon, 23 Nov 2026 10:00:00 +0000</pubDate>"
                  + "<enclosure url='/new.mp3' type='audio/mpeg'/></item></channel></rss>";
          case "/music/rest/getPlaylists.view" ->
              isRight(query)
                  ? ok(
                      "\"playlists\":{\"playlist\":[{\"id\":\"7\",\"name\":\"Calm evening\"},"
                          + "{\"id\":\"8\",\"name\":\"Large\"}]}")
                  : wrong();
          case "/music/rest/getPlaylist.view" ->
              isRight(query)
                  ? ok("\"playlist\":{\"entry\":[" + entries(query.get("id")) + "]}")
                  : wrong();
          default -> "<html>nothing here</html>";
        };
    try (exchange) {
      TimeUnit.SECONDS.sleep(seconds);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private static String entries(String id) {
    int count = id.equals("8") ? 5000 : 2;
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                "{\"id\":\"%d\",\"title\":\"Track %d\",\"artist\":\"Ada\",\"coverArt\":\"al-%d\"}"
                    .formatted(i, i, i))
        .collect(Collectors.joining(","));
  }

  private static boolean isRight(Map<String, String> query) {
    try {
      String token =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("MD5")
                      .digest(("s3cret" + query.get("s")).getBytes(StandardCharsets.UTF_8)));
      return query.get("u").equals("joe")
          && token.equals(query.get("t"))
          && query.get("f").equals("json")
          && query.containsKey("v")
          && query.containsKey("c");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String ok(String inside) {
    return "{\"subsonic-response\":{\"status\":\"ok\",\"version\":\"1.16.1\"," + inside + "}}";
  }

  private static String wrong() {
    return "{\"subsonic-response\":{\"status\":\"failed\",\"version\":\"1.16.1\","
        + "\"error\":{\"code\":40,\"message\":\"Wrong username or password.\"}}}";
  }

  @Test
  void a_playlist_of_the_server_becomes_tracks_that_show_no_token() throws IOException {
    List<Track> tracks = reader.read("subsonic:playlist/Calm%20evening").tracks();
    assertThat(tracks).extracting(Track::name).containsExactly("Ada - Track 0", "Ada - Track 1");
    assertThat(tracks.getFirst().location()).startsWith(at("/music/rest/stream.view?"));
    assertThat(tracks.getFirst().cover().orElseThrow())
        .startsWith(at("/music/rest/getCoverArt.view?"))
        .contains("id=al-0", "u=joe");
    assertThat(tracks.getFirst().id()).contains("id=0", "u=…", "t=…", "s=…").doesNotContain("joe");
    assertThat(reader.read("subsonic:playlist/calm evening").tracks())
        .extracting(Track::id)
        .as("the same from time to time")
        .isEqualTo(tracks.stream().map(Track::id).toList());
  }

  @Test
  void a_playlist_of_five_thousand_is_read() throws IOException {
    assertThat(reader.read("subsonic:playlist/Large").tracks()).hasSize(5000);
  }

  @Test
  void what_fails_says_why() {
    assertThatThrownBy(() -> reader.read("subsonic:playlist/none"))
        .hasMessage("is no playlist of the server; it has Calm evening, Large");
    password = "other";
    assertThatThrownBy(() -> reader.read("subsonic:playlist/Large"))
        .hasMessage("the server refuses: Wrong username or password.");
    password = "s3cret";
    status = 500;
    assertThatThrownBy(() -> reader.read("subsonic:playlist/Large"))
        .hasMessage("the server answers 500");
    status = 200;
    seconds = 12;
    assertThatThrownBy(() -> reader.read("subsonic:playlist/Large"))
        .hasMessageContaining("does not answer within");
    assertThatThrownBy(() -> reader.read("subsonic:album/1"))
        .hasMessage("must be subsonic:playlist/NAME");
  }

  @Test
  void a_podcast_s_newest_episode_plays() throws IOException {
    assertThat(reader.read("podcast+" + at("/feed.xml")).tracks())
        .containsExactly(
            new Track(at("/new.mp3"), Optional.of("New"), Optional.of(at("/show.jpg"))));
    assertThatThrownBy(() -> reader.read("podcast+" + at("/page"))).isInstanceOf(IOException.class);
  }
}
