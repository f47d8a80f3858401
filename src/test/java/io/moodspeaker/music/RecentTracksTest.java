package io.moodspeaker.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecentTracksTest {
  private static final Duration REST = Duration.ofMinutes(30);

  private Instant now = Instant.parse("2026-02-03T12:00:00Z");
  private final RecentTracks recent = new RecentTracks(REST, () -> now);

  private static Playlist playlist(int from, int to) {
    List<Track> tracks = new ArrayList<>();
    for (int i = from; i < to; i++) {
      tracks.add(new Track("/m/" + i));
    }
    return new Playlist("p", tracks);
  }

  private Track play(TrackQueue queue) {
    Track track = queue.peek().orElseThrow();
    queue.started(track);
    return track;
  }

  @Property
  void no_track_returns_within_its_rest_while_another_could_play(
      @ForAll @IntRange(min = 1, max = 20) int tracks,
      @ForAll boolean shuffled,
      @ForAll @IntRange(min = 1, max = 15) int minutes,
      @ForAll long seed) {
    now = Instant.parse("2026-02-03T12:00:00Z");
    RecentTracks resting = new RecentTracks(REST, () -> now);
    Optional<Shuffle> shuffle =
        shuffled ? Optional.of(new Shuffle(new Random(seed))) : Optional.empty();
    TrackQueue queue = new TrackQueue(playlist(0, tracks), shuffle, resting, Taste.NONE);
    Map<Track, Instant> last = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      Track track = play(queue);
      Instant before = last.put(track, now);
      boolean tooSoon = before != null && before.plus(REST).isAfter(now);
      long rested =
          last.entrySet().stream()
              .filter(e -> !e.getKey().equals(track) && !e.getValue().plus(REST).isAfter(now))
              .count();
      assertThat(tooSoon && (rested > 0 || last.size() < tracks)).isFalse();
      now = now.plus(Duration.ofMinutes(minutes));
    }
  }

  @Property
  void where_all_rest_a_shuffled_round_still_holds(
      @ForAll @IntRange(min = 2, max = 8) int tracks, @ForAll long seed) {
    TrackQueue queue =
        new TrackQueue(
            playlist(0, tracks),
            Optional.of(new Shuffle(new Random(seed))),
            new RecentTracks(REST, () -> now),
            Taste.NONE);
    List<Track> played = new ArrayList<>();
    for (int i = 0; i < 5 * tracks; i++) {
      played.add(play(queue));
    }
    for (int round = 0; round < 5; round++) {
      assertThat(played.subList(round * tracks, (round + 1) * tracks)).doesNotHaveDuplicates();
    }
    for (int i = 1; i < played.size(); i++) {
      assertThat(played.get(i)).isNotEqualTo(played.get(i - 1));
    }
  }

  @Test
  void a_rest_holds_in_every_playlist() {
    TrackQueue first = new TrackQueue(playlist(0, 2), Optional.empty(), recent, Taste.NONE);
    assertThat(play(first).location()).isEqualTo("/m/0");
    TrackQueue second = new TrackQueue(playlist(0, 2), Optional.empty(), recent, Taste.NONE);
    assertThat(play(second).location()).isEqualTo("/m/1");
    TrackQueue third = new TrackQueue(playlist(0, 2), Optional.empty(), recent, Taste.NONE);
    assertThat(play(third).location()).as("nothing else is left").isEqualTo("/m/0");
    now = now.plus(REST);
    TrackQueue fourth = new TrackQueue(playlist(0, 2), Optional.empty(), recent, Taste.NONE);
    assertThat(play(fourth).location()).isEqualTo("/m/0");
  }

  @Test
  void the_rest_can_change_and_survives_a_restart() {
    Track track = new Track("/m/0");
    recent.started(track);
    RecentTracks after = new RecentTracks(REST, () -> now);
    after.restore(recent.all());
    assertThat(after.coolsDown(track)).isTrue();
    after.take(Duration.ZERO);
    assertThat(after.coolsDown(track)).isFalse();
  }

  @Test
  void a_radio_never_rests() {
    Track radio = new Track("http://radio/stream");
    recent.started(radio);
    assertThat(recent.coolsDown(radio)).isFalse();
  }
}
