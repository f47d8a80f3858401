package io.moodspeaker.music.subsonic;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.Peer;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.music.playlist.Podcasts;
import io.moodspeaker.support.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Music servers and podcasts that answer badly. */
class FeedsPropertiesTest {
  private final HttpListFetcher http = new HttpListFetcher(false);

  @Provide
  Arbitrary<byte[]> answers() {
    return Garbage.json(
        "{\"subsonic-response\":{\"status\":\"ok\",\"playlists\":{\"playlist\":[{\"id\":\"1\",\"name\":\"a\"}]},"
            + "\"playlist\":{\"entry\":[{\"id\":\"7\",\"title\":\"t\",\"artist\":\"x\",\"isDir\":false}]}}}",
        "{\"subsonic-response\":{\"status\":\"failed\",\"error\":{\"code\":40,\"message\":\"no\"}}}");
  }

  @Provide
  Arbitrary<byte[]> feeds() {
    return Garbage.texts(
        "<?xml version=\"1.0\"?><rss><channel><title>t</title><item><title>one &amp; two</title>"
            + "<pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate><enclosure url=\"/a.mp3\"/></item>"
            + "<item><enclosure url=\"http://[::1]:9/b.mp3\"/></item></channel></rss>",
        "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d SYSTEM \"file:///etc/passwd\">]><rss><item><title>&d;&b;</title></item></rss>");
  }

  @Property(tries = 60)
  void a_server_has_the_list_or_it_is_told(@ForAll("answers") byte[] answer) {
    try (Peer server = Peer.http("application/json", answer)) {
      SubsonicPlaylists lists =
          new SubsonicPlaylists(
              () ->
                  Optional.of(
                      new SubsonicPlaylists.Server(
                          URI.create(server.url()), "joe", new Secret("s3cret"))),
              http);
      assertThat(lists.read("subsonic:playlist/a")).isNotNull();
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotBlank().doesNotContain("s3cret");
    }
  }

  @Property(tries = 60)
  void a_feed_has_an_episode_or_it_is_told(@ForAll("feeds") byte[] feed) {
    try (Peer server = Peer.http("application/rss+xml", feed)) {
      assertThat(new Podcasts(http).read("podcast+" + server.url() + "/feed"))
          .singleElement()
          .satisfies(track -> assertThat(track.location()).startsWith("http"));
    } catch (IOException told) {
      assertThat(told.getMessage()).isNotBlank().doesNotContain("root:");
    }
  }
}
