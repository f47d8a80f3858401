package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShufflePropertiesTest {
  private static List<Track> tracks(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Track("/music/" + i + ".mp3")).toList();
  }

  private static Track play(Shuffle shuffle, List<Track> tracks) {
    Track track = shuffle.draw(tracks).orElseThrow();
    shuffle.played(track);
    return track;
  }

  @Property(tries = 200)
  void nothing_repeats_until_all_have_played(
      @ForAll @IntRange(min = 1, max = 60) int count, @ForAll long seed) {
    List<Track> tracks = tracks(count);
    Shuffle shuffle = new Shuffle(new Random(seed));
    for (int round = 0; round < 3; round++) {
      List<Track> played = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        played.add(play(shuffle, tracks));
      }
      assertThat(played).containsExactlyInAnyOrderElementsOf(tracks);
    }
  }

  @Property(tries = 200)
  void a_new_round_never_begins_with_the_last_track(
      @ForAll @IntRange(min = 2, max = 10) int count, @ForAll long seed) {
    List<Track> tracks = tracks(count);
    Shuffle shuffle = new Shuffle(new Random(seed));
    Track before = play(shuffle, tracks);
    for (int i = 0; i < 4 * count; i++) {
      Track next = play(shuffle, tracks);
      assertThat(next).isNotEqualTo(before);
      before = next;
    }
  }

  @Property(tries = 100)
  void a_restart_midway_changes_nothing_of_that(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(max = 40) int stop,
      @ForAll long seed) {
    List<Track> tracks = tracks(count);
    Shuffle before = new Shuffle(new Random(seed));
    List<Track> played = new ArrayList<>();
    for (int i = 0; i < Math.min(stop, count); i++) {
      played.add(play(before, tracks));
    }
    Shuffle after = new Shuffle(new Random(seed + 1));
    after.restore(before.played());
    while (played.size() < count) {
      played.add(play(after, tracks));
    }
    assertThat(played).containsExactlyInAnyOrderElementsOf(tracks);
  }

  @Property(tries = 100)
  void tracks_that_come_and_go_are_drawn_only_while_they_are_there(
      @ForAll @IntRange(min = 2, max = 30) int count, @ForAll long seed) {
    List<Track> tracks = tracks(count);
    Shuffle shuffle = new Shuffle(new Random(seed));
    play(shuffle, tracks);
    List<Track> fewer = tracks.subList(0, count / 2);
    for (int i = 0; i < count; i++) {
      assertThat(fewer).contains(play(shuffle, fewer));
    }
    assertThat(shuffle.draw(List.of())).isEmpty();
  }

  @Example
  void each_place_in_a_round_is_equally_likely_for_each_track() {
    int count = 5;
    int rounds = 20_000;
    List<Track> tracks = tracks(count);
    Map<String, Integer> seen = new HashMap<>();
    Random random = new Random(42);
    for (int round = 0; round < rounds; round++) {
      Shuffle shuffle = new Shuffle(random);
      for (int place = 0; place < count; place++) {
        seen.merge(place + play(shuffle, tracks).location(), 1, Integer::sum);
      }
    }
    // Chi-square over 25 cells, 16 degrees of freedom: 39.3 is passed by chance once in a thousand.
    double expected = rounds / (double) count;
    double chi = 0;
    for (int n : seen.values()) {
      chi += (n - expected) * (n - expected) / expected;
    }
    assertThat(seen).hasSize(count * count);
    assertThat(chi).isLessThan(39.3);
  }
}
