package io.moodspeaker.music.mpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Peer;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.local.Players;
import io.moodspeaker.music.playlist.PlaylistReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is read for an MPD server, and what it is told, whether or not one is there. */
class MpdListsTest {
  @Test
  void a_list_that_nobody_wants_any_more_is_read_no_further() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    PlaylistReader hangs =
        new PlaylistReader(
            address -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                stopped.countDown();
                throw new InterruptedIOException();
              }
              return Optional.empty();
            });
    try (Peer deaf = new Peer(new byte[0]);
        MpdPlayer player =
            new MpdPlayer(
                MpdAddress.of("127.0.0.1:" + deaf.port()),
                hangs,
                Players.settings(50, VolumeCeiling.of(90), Duration.ZERO),
                Optional.empty(),
                new Random(1))) {
      CompletableFuture<PlayResult> told =
          player.play(new PlayRequest("http://radio.example/a.m3u", false, Duration.ZERO));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      player.stop(Duration.ZERO);
      assertThat(told.get(10, TimeUnit.SECONDS)).isInstanceOf(PlayResult.Superseded.class);
      assertThat(stopped.await(10, TimeUnit.SECONDS)).as("its thread is free").isTrue();
    }
  }

  @Test
  void a_server_is_told_every_name_that_is_one_line_of_text() {
    MpdNames names = new MpdNames(true, Optional.of(Path.of("/m")));
    Track turned = new Track(Locations.of(Path.of("/m/a\u200f.mp3")));
    assertThat(names.of(turned)).containsExactly("a\u200f.mp3", "/m/a\u200f.mp3");
    assertThat(names.of(new Track(Locations.of(Path.of("/m/a\nb.mp3"))))).isEmpty();
    assertThat(names.of(new Track(Locations.of(Path.of(URI.create("file:///m/%E9.mp3"))))))
        .isEmpty();
  }
}
