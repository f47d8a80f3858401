package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.MusicSettings;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlayerStatus.State;
import io.moodspeaker.music.Track;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever moods and people do, what is told is what the player did. */
class TruthPropertiesTest {
  private static final Duration FADE = Duration.ofSeconds(1);

  private static final List<String> STEPS =
      List.of(
          "mood neutral",
          "mood happiness",
          "mood sadness",
          "mood fear",
          "mood anger",
          "mood unsure",
          "mood absent",
          "mood contempt",
          "choose /lists/jazz",
          "choose /lists/gone",
          "pause",
          "resume",
          "next",
          "ban",
          "wrong",
          "more",
          "lose",
          "bring",
          "run out",
          "unplug",
          "plug",
          "hold",
          "release",
          "wait 1",
          "wait 5",
          "wait 11",
          "wait 70",
          "wait 3600");

  @Provide
  Arbitrary<List<String>> lives() {
    return Arbitraries.of(STEPS).list().ofMinSize(1).ofMaxSize(60);
  }

  @Property(tries = 500)
  void what_is_told_is_what_was_done(@ForAll("lives") List<String> life, @ForAll boolean atLeast) {
    Life it = new Life(atLeast ? Duration.ofSeconds(30) : Duration.ZERO);
    life.forEach(it::step);
  }

  /** A speaker in somebody's life. */
  private static final class Life {
    private final Controllers all;
    private final FakePlayer player;
    private final PlaybackController controller;
    private final List<CompletableFuture<Outcome>> open = new ArrayList<>();
    private Mood mood = Mood.ABSENT;
    private int later;

    Life(Duration minimum) {
      all = new Controllers(new MusicSettings(minimum, Duration.ofMinutes(30)));
      player = all.player();
      controller = all.controller();
      all.answer(Mood.NEUTRAL, PlaybackAction.playing("/lists/neutral.m3u8", FADE));
      all.answer(Mood.HAPPINESS, PlaybackAction.playing("/lists/happy.m3u8", FADE));
      all.answer(Mood.SADNESS, PlaybackAction.playing("/lists/comfort.m3u8", FADE));
      all.answer(Mood.FEAR, PlaybackAction.playing("/lists/comfort.m3u8", FADE));
      all.answer(Mood.ANGER, PlaybackAction.playing("/lists/usb.m3u8", FADE));
      all.answer(
          Mood.CONTEMPT,
          PlaybackAction.only(PlaybackAction.Kind.SILENCE, FADE, "strategy silence"));
      all.answer(
          Mood.ABSENT, PlaybackAction.only(PlaybackAction.Kind.PAUSE, FADE, "strategy pause"));
      player.lose("/lists/gone");
    }

    void step(String step) {
      String[] words = step.split(" ", 2);
      switch (words[0]) {
        case "mood" -> {
          Mood next = Mood.of(words[1]);
          if (next != mood) {
            MoodChange change =
                new MoodChange(
                    all.time().instant(), next, mood, Duration.ZERO, 1, Optional.empty());
            mood = next;
            follow(controller.mood(change));
          }
        }
        case "choose" -> follow(controller.choose(words[1]));
        case "pause" -> now(controller.pause());
        case "resume" -> follow(controller.resume());
        case "next" -> now(controller.next());
        case "wrong" -> follow(controller.wrong());
        case "ban" -> ifAnythingPlays(() -> now(controller.ban()));
        case "more" -> ifAnythingPlays(() -> follow(controller.more()));
        case "lose" -> player.lose("/lists/usb.m3u8");
        case "bring" -> player.bring("/lists/usb.m3u8");
        case "run" -> player.runOut();
        case "unplug" -> player.connected(false);
        case "plug" -> player.connected(true);
        case "hold" -> player.hold(true);
        case "release" -> player.hold(false);
        default -> {
          for (int i = 0; i < Math.min(30, Integer.parseInt(words[1])); i++) {
            all.time().advance(Duration.ofSeconds(Math.max(1, Integer.parseInt(words[1]) / 30)));
            controller.tick();
          }
        }
      }
      while (later < all.later().size()) {
        check(all.later().get(later++), true);
      }
    }

    private void ifAnythingPlays(Runnable order) {
      if (player.status().track().isPresent()) {
        order.run();
      }
    }

    private void now(Outcome outcome) {
      check(outcome, false);
    }

    private void follow(CompletionStage<Outcome> outcome) {
      open.add(outcome.toCompletableFuture());
      outcome.thenAccept(told -> check(told, false));
    }

    /** What is told must hold at the moment at which it is told. */
    private void check(Outcome told, boolean late) {
      State state = player.status().state();
      String plays = player.status().playlist().map(p -> new Track(p).name()).orElse("nothing");
      String what = told.what().replaceFirst("^[a-z]+ noted as wrong, ", "");
      if (late) {
        return; // Told on the way; the next check is of what it came to.
      }
      if (what.startsWith("playing ")) {
        assertThat(told.result()).isEqualTo(Outcome.Result.DONE);
        assertThat(state).as(told.toString()).isEqualTo(State.PLAYING);
        assertThat(what).isEqualTo("playing " + plays + ": track");
      } else if (what.endsWith(" goes on") || what.contains(" goes on: ")) {
        assertThat(state).as(told.toString()).isEqualTo(State.PLAYING);
        assertThat(what).startsWith(plays + " goes on");
      } else if (what.equals("music paused") || what.endsWith(" stays paused")) {
        assertThat(state).as(told.toString()).isEqualTo(State.PAUSED);
      } else if (what.equals("silence") || what.equals("no music")) {
        assertThat(state).as(told.toString()).isEqualTo(State.STOPPED);
      } else if (what.contains(" waits: ")) {
        assertThat(state).as(told.toString()).isIn(State.PAUSED, State.WAITING);
        assertThat(told.result()).isNotEqualTo(Outcome.Result.DONE);
      } else if (what.contains("is not there")) {
        assertThat(told.result()).isEqualTo(Outcome.Result.FAILED);
        String named = what.substring(0, what.indexOf(' '));
        assertThat(plays).as(told.toString()).isNotEqualTo(named.toLowerCase(Locale.ROOT));
      }
    }
  }
}
