package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.Garbage;
import io.moodspeaker.music.loudness.LoudnessCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What a power cut, another version or a hand may have made of the player's memory. */
class StateFilePropertiesTest {
  private static Path folder;

  @BeforeContainer
  static void make() throws IOException {
    folder = Files.createTempDirectory("state");
  }

  @AfterContainer
  static void remove() throws IOException {
    for (String name : new String[] {"player.tsv", "position.tsv", "rounds.tsv", "loudness.tsv"}) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Provide
  Arbitrary<byte[]> files() {
    return Garbage.texts(
        """
        volume\t80
        paused\tfalse
        playlist\tplaylists/a.m3u8
        shuffle\ttrue
        fade\t1500
        banned\t/b.mp3
        track\t/a.mp3
        title\tA
        position\t12000
        """,
        "position\t12000\ntrack\t/a.mp3\nend\t\n",
        "playlist\tplaylists/a.m3u8\nplayed\t/a.mp3\nrecent\t2026-11-21T08:00:00Z\t/a.mp3\n",
        "volume\t999\nposition\t-99999999999999999999\nfade\t-1\n",
        "-14.5\t1000\t99999\t/a.mp3\n");
  }

  @Property(tries = 300)
  void whatever_is_in_the_files_it_remembers_something_or_nothing(
      @ForAll("files") byte[] player,
      @ForAll("files") byte[] position,
      @ForAll("files") byte[] rounds)
      throws IOException {
    Files.write(folder.resolve("player.tsv"), player);
    Files.write(folder.resolve("position.tsv"), position);
    Files.write(folder.resolve("rounds.tsv"), rounds);
    assertThat(new StateFile(folder).load().map(PlayerState::volume).orElse(50)).isBetween(0, 100);
    Path loudness = Files.write(folder.resolve("loudness.tsv"), rounds);
    assertThat(new LoudnessCache(Optional.of(loudness))).isNotNull();
  }
}
