package io.moodspeaker.music.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.Playlist;
import io.moodspeaker.music.RecentTracks;
import io.moodspeaker.music.Rounds;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.TrackQueue;
import io.moodspeaker.support.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A listener with likings that the bandit does not know. */
class SimulatedListenerTest {
  private static final double EXPLORE = 0.05;
  private static final int TRACKS = 10;
  private static final int LISTENERS = 40;
  private static final List<String> IDS =
      IntStream.range(0, TRACKS).mapToObj(Integer::toString).toList();

  /** What each track does to somebody: 0.35 to 0.65 for most, and 0.85 for one. */
  private static double[] taste(Random random) {
    double[] taste = random.doubles(TRACKS, 0.35, 0.65).toArray();
    taste[random.nextInt(TRACKS)] = 0.85;
    return taste;
  }

  private static double hear(double[] taste, String id, Random random) {
    return Math.clamp(taste[Integer.parseInt(id)] + 0.15 * random.nextGaussian(), 0, 1);
  }

  private static double best(double[] taste) {
    double best = 0;
    for (double each : taste) {
      best = Math.max(best, each);
    }
    return best;
  }

  private static double mean(List<Double> rewards) {
    return rewards.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  @Test
  void within_two_hundred_plays_the_mean_reward_nears_the_best_track_s() {
    double learned = 0;
    double shuffled = 0;
    for (int seed = 0; seed < LISTENERS; seed++) {
      Random random = new Random(seed);
      double[] taste = taste(random);
      Bandit bandit = new Bandit(random);
      List<Double> rewards = new ArrayList<>();
      Set<String> heard = new HashSet<>();
      for (int play = 0; play < 200; play++) {
        String id = bandit.choose(IDS, EXPLORE);
        double reward = hear(taste, id, random);
        bandit.reward(id, reward);
        rewards.add(reward);
        heard.add(id);
      }
      assertThat(heard).as("no track starves").hasSize(TRACKS);
      learned += mean(rewards) / best(taste) / LISTENERS;
      shuffled +=
          mean(IDS.stream().map(id -> taste[Integer.parseInt(id)]).toList())
              / best(taste)
              / LISTENERS;
    }
    System.out.printf(
        "mean reward over 200 plays: %.0f %% of the best track's, plain shuffle %.0f %%%n",
        100 * learned, 100 * shuffled);
    assertThat(learned).isGreaterThanOrEqualTo(0.85);
    assertThat(shuffled).isLessThan(0.75);
  }

  @Test
  void in_a_playlist_no_track_returns_before_its_rest_and_none_starves_whatever_is_liked() {
    Duration rest = Duration.ofMinutes(30);
    for (int seed = 0; seed < LISTENERS; seed++) {
      Random random = new Random(seed);
      double[] taste = taste(random);
      Bandit bandit = new Bandit(random);
      FakeTime time = new FakeTime();
      Taste learned =
          new Taste() {
            @Override
            public Optional<Track> choose(List<Track> candidates) {
              String id = bandit.choose(candidates.stream().map(Track::id).toList(), EXPLORE);
              return candidates.stream().filter(track -> track.id().equals(id)).findFirst();
            }
          };
      TrackQueue queue =
          new Rounds(random, new RecentTracks(rest, time), learned)
              .queue(
                  new PlayRequest("/list", true, Duration.ZERO),
                  new Playlist("list", IDS.stream().map(Track::new).toList()));
      Map<String, Instant> last = new HashMap<>();
      for (int play = 0; play < 200; play++) {
        Track track = queue.peek().orElseThrow();
        queue.started(track);
        Instant now = time.instant();
        Instant before = last.put(track.id(), now);
        assertThat(before == null || !before.plus(rest).isAfter(now))
            .as("%s after %s", track.id(), before)
            .isTrue();
        bandit.reward(track.id(), hear(taste, track.id(), random));
        time.advance(Duration.ofMinutes(4));
      }
      assertThat(last).as("no track starves").hasSize(TRACKS);
      assertThat(last.values())
          .as("nor is it forgotten")
          .allMatch(at -> at.isAfter(time.instant().minus(Duration.ofHours(8))));
    }
  }

  @Test
  void another_taste_is_followed_within_a_hundred_plays() {
    double after = 0;
    for (int seed = 0; seed < LISTENERS; seed++) {
      Random random = new Random(seed);
      double[] taste = taste(random);
      Bandit bandit = new Bandit(random);
      List<Double> late = new ArrayList<>();
      for (int play = 0; play < 350; play++) {
        if (play == 200) {
          int was =
              IntStream.range(0, TRACKS).filter(i -> taste[i] == 0.85).findFirst().orElseThrow();
          taste[was] = 0.4;
          taste[(was + 3) % TRACKS] = 0.85;
        }
        String id = bandit.choose(IDS, EXPLORE);
        double reward = hear(taste, id, random);
        bandit.reward(id, reward);
        if (play >= 300) {
          late.add(reward);
        }
      }
      after += mean(late) / 0.85 / LISTENERS;
    }
    System.out.printf("100 plays after a change of taste: %.0f %% of the best%n", 100 * after);
    assertThat(after).isGreaterThanOrEqualTo(0.85);
  }
}
