package io.moodspeaker.music.subsonic;

import io.moodspeaker.music.Locations;
import io.moodspeaker.music.PlaylistSource;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Playlists of an OpenSubsonic server by their names: {@code subsonic:playlist/NAME}. The password
 * never travels: each request has a token made of it and of a salt (API version 1.13.0 and later).
 */
public final class SubsonicPlaylists implements PlaylistSource {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String PLAYLIST = "subsonic:playlist/";

  /** The oldest that knows tokens, which all servers speak. */
  private static final String VERSION = "1.13.0";

  private static final int MOST_TRACKS = 100_000;

  /**
   * A server.
   *
   * @param url where its {@code /rest} begins
   */
  public record Server(URI url, String user, Secret password) {}

  private final Supplier<Optional<Server>> server;
  private final HttpListFetcher http;

  /** Playlists of a server that is asked for each time; empty where none is set up. */
  public SubsonicPlaylists(Supplier<Optional<Server>> server, HttpListFetcher http) {
    this.server = server;
    this.http = http;
  }

  @Override
  public boolean knows(String scheme) {
    return scheme.equals("subsonic");
  }

  @Override
  public List<Track> read(String uri) throws IOException {
    if (!uri.startsWith(PLAYLIST) || uri.length() == PLAYLIST.length()) {
      throw new IOException("must be subsonic:playlist/NAME");
    }
    Server at =
        server
            .get()
            .orElseThrow(
                () ->
                    new IOException(
                        "needs a server; set subsonic.url, subsonic.user and subsonic.password"));
    String name = Locations.decoded(uri.substring(PLAYLIST.length()));
    List<Track> tracks = new ArrayList<>();
    for (JsonNode entry : list(at, id(at, name)).path("entry")) {
      if (!entry.path("isDir").asBoolean(false)
          && !entry.path("id").asString("").isEmpty()
          && tracks.size() < MOST_TRACKS) {
        tracks.add(
            new Track(
                address(at, "stream", "id", entry.path("id").asString("")),
                title(entry),
                Optional.of(entry.path("coverArt").asString(""))
                    .filter(art -> !art.isEmpty())
                    .map(art -> address(at, "getCoverArt", "id", art, "size", "600"))));
      }
    }
    return tracks;
  }

  private static Optional<String> title(JsonNode entry) {
    String title = entry.path("title").asString("");
    String artist = entry.path("artist").asString("");
    return title.isBlank()
        ? Optional.empty()
        : Optional.of(artist.isBlank() ? title : artist + " - " + title);
  }

  private String id(Server at, String name) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode playlist : ask(at, "getPlaylists").path("playlists").path("playlist")) {
      String known = playlist.path("name").asString("");
      if (known.equalsIgnoreCase(name)) {
        return playlist.path("id").asString("");
      }
      names.add(known);
    }
    throw new IOException(
        "is no playlist of the server; it has "
            + (names.isEmpty()
                ? "none"
                : String.join(", ", names.subList(0, Math.min(20, names.size())))));
  }

  private JsonNode list(Server at, String id) throws IOException {
    return ask(at, "getPlaylist", "id", id).path("playlist");
  }

  private JsonNode ask(Server at, String method, String... parameters) throws IOException {
    JsonNode answer;
    try {
      answer =
          JSON.readTree(http.document(address(at, method, parameters))).path("subsonic-response");
    } catch (JacksonException e) {
      throw new IOException("the server's answer is no JSON; is subsonic.url right?", e);
    }
    if (!answer.path("status").asString("").equals("ok")) {
      throw new IOException(
          "the server refuses: "
              + answer.path("error").path("message").asString("no reason given"));
    }
    return answer;
  }

  private static String address(Server at, String method, String... parameters) {
    byte[] bytes = new byte[8];
    RANDOM.nextBytes(bytes);
    String salt = HexFormat.of().formatHex(bytes);
    StringBuilder address =
        new StringBuilder(at.url().toString().replaceFirst("/+$", ""))
            .append("/rest/")
            .append(method)
            .append(".view?f=json&c=moodspeaker&v=")
            .append(VERSION);
    for (int i = 0; i + 1 < parameters.length; i += 2) {
      address.append('&').append(parameters[i]).append('=').append(encoded(parameters[i + 1]));
    }
    return address
        .append("&u=")
        .append(encoded(at.user()))
        .append("&t=")
        .append(md5(at.password().reveal() + salt))
        .append("&s=")
        .append(salt)
        .toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The protocol asks for it; it protects no more than that the password itself is not sent. */
  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
