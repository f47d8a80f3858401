package io.moodspeaker.music.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.model.Mood;
import io.moodspeaker.music.FakePlayer;
import io.moodspeaker.music.Hours;
import io.moodspeaker.music.MoodMusic;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.MusicPlan;
import io.moodspeaker.music.PlaybackAction;
import io.moodspeaker.music.PlaylistCatalogue;
import io.moodspeaker.music.PlaylistRule;
import io.moodspeaker.music.PlaylistRule.When;
import io.moodspeaker.music.Taste;
import io.moodspeaker.music.Times;
import io.moodspeaker.music.Track;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.WakeUp;
import io.moodspeaker.support.Problem;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A year in Berlin, with summer time from 29 March to 25 October, on a clock that is set. */
class RulesOfAYearTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZonedDateTime NEW_YEAR = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, BERLIN);
  private static final Set<DayOfWeek> ALL_DAYS = EnumSet.allOf(DayOfWeek.class);

  private Instant wall = NEW_YEAR.toInstant();
  private Instant even = Instant.EPOCH;
  private Optional<String> person = Optional.empty();
  private final Times times = new Times(() -> even, () -> wall, BERLIN);

  private void pass(Duration time) {
    wall = wall.plus(time);
    even = even.plus(time);
  }

  private ZonedDateTime now() {
    return wall.atZone(BERLIN);
  }

  private static PlaylistName named(String location) {
    return new PlaylistName(location, "playlist " + location, why -> Problem.of("moods.yaml", why));
  }

  private static PlaylistRule rule(
      String name, int weight, Optional<Hours> hours, Set<DayOfWeek> days, Duration lasting) {
    return new PlaylistRule(
        name, named("/" + name), weight, new When(hours, days, lasting, Set.of()));
  }

  private static MusicPlan plan(PlaylistRule... rules) {
    MoodMusic music =
        new MoodMusic(
            Optional.empty(), Optional.of(named("/own")), List.of(rules), Optional.empty());
    MusicPlan usual = MusicPlan.DEFAULT;
    return new MusicPlan(
        usual.volume(),
        usual.fade(),
        usual.crossfade(),
        true,
        usual.comfort(),
        usual.limits(),
        usual.learning(),
        Optional.empty(),
        Map.of(Mood.NEUTRAL, music, Mood.SADNESS, music));
  }

  private static String playlist(MusicPlan plan) {
    return plan.of(Mood.NEUTRAL).playlist().orElseThrow().location();
  }

  @Property(tries = 20)
  void hours_and_days_hold_by_the_clock_on_the_wall_all_year(
      @ForAll @IntRange(max = 1439) int from,
      @ForAll @IntRange(max = 1439) int to,
      @ForAll @Size(min = 1) Set<DayOfWeek> days,
      @ForAll @IntRange(min = 11, max = 61) int step) {
    if (from == to) {
      return;
    }
    Hours hours = new Hours(LocalTime.ofSecondOfDay(60L * from), LocalTime.ofSecondOfDay(60L * to));
    PlaylistRules rules = new PlaylistRules(times, new Random(1), () -> person);
    MusicPlan plan = plan(rule("at-times", 1, Optional.of(hours), days, Duration.ZERO));
    wall = NEW_YEAR.toInstant();
    while (wall.isBefore(NEW_YEAR.plusYears(1).toInstant())) {
      LocalDateTime here = now().toLocalDateTime();
      int minute = here.getHour() * 60 + here.getMinute();
      boolean evening = from < to ? minute >= from && minute < to : minute >= from;
      boolean morning = from > to && minute < to;
      boolean holds =
          (evening && days.contains(here.getDayOfWeek()))
              || (morning && days.contains(here.minusDays(1).getDayOfWeek()));
      assertThat(playlist(rules.in(Mood.NEUTRAL, plan)))
          .as("%s with %s to %s on %s", here, hours.from(), hours.to(), days)
          .isEqualTo(holds ? "/at-times" : "/own");
      assertThat(rules.haveShifted(plan)).isFalse();
      pass(Duration.ofMinutes(step));
    }
  }

  @Test
  void what_is_drawn_stays_until_the_mood_or_what_holds_changes_and_follows_the_weights() {
    PlaylistRules rules = new PlaylistRules(times, new Random(5), () -> person);
    MusicPlan plan =
        plan(
            rule("often", 3, Optional.empty(), ALL_DAYS, Duration.ZERO),
            rule("seldom", 1, Optional.empty(), ALL_DAYS, Duration.ZERO));
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      String first = playlist(rules.in(Mood.NEUTRAL, plan));
      pass(Duration.ofHours(3));
      assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).isEqualTo(first);
      drawn.merge(first, 1, Integer::sum);
      rules.in(Mood.SADNESS, plan);
    }
    assertThat(drawn.get("/often")).isBetween(1400, 1600);
  }

  @Test
  void a_mood_that_lasts_gets_what_it_is_to_have_then() {
    PlaylistRules rules = new PlaylistRules(times, new Random(1), () -> person);
    MusicPlan plan = plan(rule("later", 1, Optional.empty(), ALL_DAYS, Duration.ofMinutes(20)));
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).isEqualTo("/own");
    pass(Duration.ofMinutes(19));
    assertThat(rules.haveShifted(plan)).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(rules.haveShifted(plan)).isTrue();
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).isEqualTo("/later");
    rules.in(Mood.SADNESS, plan);
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).as("it begins anew").isEqualTo("/own");
  }

  @Test
  void a_rule_of_somebodys_holds_while_that_person_is_there() {
    PlaylistRules rules = new PlaylistRules(times, new Random(1), () -> person);
    When theirs = new When(Optional.empty(), ALL_DAYS, Duration.ZERO, Set.of("Ada", "Benno"));
    MusicPlan plan = plan(new PlaylistRule("theirs", named("/theirs"), 1, theirs));
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).as("nobody known").isEqualTo("/own");
    person = Optional.of("Benno");
    assertThat(rules.haveShifted(plan)).isTrue();
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).isEqualTo("/theirs");
    person = Optional.of("Carla");
    assertThat(playlist(rules.in(Mood.NEUTRAL, plan))).isEqualTo("/own");
  }

  @Property(tries = 15)
  void it_wakes_once_on_each_of_its_days_and_at_its_time(
      @ForAll @IntRange(max = 1439) int minute,
      @ForAll @Size(min = 1) Set<DayOfWeek> days,
      @ForAll @IntRange(min = 1, max = 400) int seconds) {
    LocalTime at = LocalTime.ofSecondOfDay(60L * minute);
    wall = NEW_YEAR.toInstant().minusSeconds(1);
    WakeUpClock clock = new WakeUpClock(times);
    clock.take(Optional.of(new WakeUp(at, days, Optional.empty(), WakeUp.RISE, 50)));
    List<LocalDate> woken = new ArrayList<>();
    Instant end = NEW_YEAR.plusYears(1).toInstant();
    while (wall.isBefore(end)) {
      pass(Duration.ofSeconds(60 + seconds));
      if (clock.due().isPresent()) {
        ZonedDateTime today = ZonedDateTime.of(now().toLocalDate(), at, BERLIN);
        ZonedDateTime meant = // A look may come after midnight.
            today.isAfter(now())
                ? ZonedDateTime.of(now().toLocalDate().minusDays(1), at, BERLIN)
                : today;
        woken.add(meant.toLocalDate());
        assertThat(Duration.between(meant, now()))
            .isBetween(Duration.ZERO, Duration.ofSeconds(60 + seconds));
      }
    }
    List<LocalDate> expected =
        NEW_YEAR
            .toLocalDate()
            .datesUntil(now().toLocalDate().plusDays(1))
            .filter(day -> days.contains(day.getDayOfWeek()))
            .filter(day -> !ZonedDateTime.of(day, at, BERLIN).toInstant().isAfter(wall))
            .toList();
    assertThat(woken).isEqualTo(expected);
  }

  @Property(tries = 200)
  void the_sleep_timer_ends_the_music_in_its_time_whatever_is_done_to_the_clock(
      @ForAll @IntRange(max = 364 * 24 * 60) int minute,
      @ForAll @IntRange(min = 2, max = 720) int after,
      @ForAll @IntRange(min = -1440, max = 1440) int set) {
    wall = NEW_YEAR.toInstant().plus(Duration.ofMinutes(minute));
    FakePlayer player = new FakePlayer();
    PlaybackController controller = controller(player);
    controller.choose("/list");
    LocalTime end = now().plusMinutes(after).toLocalTime();
    assertThat(controller.sleep(after + "min"))
        .hasToString("the music ends at " + Times.TIME.format(end));
    pass(Duration.ofMinutes(after).minusSeconds(90));
    wall = wall.plus(Duration.ofMinutes(set));
    controller.tick();
    assertThat(player.asked()).as("before its time").doesNotContain("stop");
    assertThat(controller.sleepAt()).isPresent();
    pass(Duration.ofSeconds(31));
    controller.tick();
    assertThat(player.asked()).as("the last minute fades").endsWith("stop");
    assertThat(controller.sleepAt()).isEmpty();
    wall = NEW_YEAR.toInstant();
  }

  private PlaybackController controller(FakePlayer player) {
    return new PlaybackController(
        player,
        mood -> PlaybackAction.only(PlaybackAction.Kind.KEEP, Duration.ofSeconds(1), "keep"),
        new PlaylistCatalogue() {
          @Override
          public String find(String name) {
            return name;
          }

          @Override
          public Optional<String> like(Track track) {
            return Optional.empty();
          }
        },
        new Notes(
            new MoodTracks(Optional.empty()),
            new MoodTracks(Optional.empty()),
            new Corrections(Optional.empty()),
            Taste.NONE),
        VolumeCeiling.of(100),
        MusicPlan.DEFAULT,
        times,
        Runnable::run,
        told -> {});
  }

  @Test
  void a_clock_that_is_set_wakes_neither_twice_nor_half_a_day_late() {
    WakeUpClock clock = new WakeUpClock(times);
    clock.take(Optional.of(WakeUp.once(LocalTime.of(6, 45), 50)));
    pass(Duration.ofMinutes(6 * 60 + 46));
    assertThat(clock.due()).isPresent();
    wall = wall.minus(Duration.ofHours(1));
    assertThat(clock.due()).isEmpty();
    pass(Duration.ofHours(2));
    assertThat(clock.due()).as("twice on a morning").isEmpty();
    wall = wall.plus(Duration.ofDays(3).plusHours(3));
    assertThat(clock.due()).as("hours late").isEmpty();
    wall = wall.minus(Duration.ofDays(365));
    assertThat(clock.due()).isEmpty();
    assertThat(clock.next().orElseThrow().toInstant()).isBefore(wall.plus(Duration.ofDays(1)));
  }

  @Test
  void in_the_night_that_loses_an_hour_it_wakes_and_in_the_one_that_gains_one_it_wakes_once() {
    WakeUp half = WakeUp.once(LocalTime.of(2, 30), 50);
    ZonedDateTime spring = ZonedDateTime.of(2026, 3, 28, 12, 0, 0, 0, BERLIN);
    assertThat(half.next(spring).toLocalDateTime()).isEqualTo(LocalDateTime.of(2026, 3, 29, 3, 30));
    ZonedDateTime autumn = ZonedDateTime.of(2026, 10, 24, 12, 0, 0, 0, BERLIN);
    ZonedDateTime first = half.next(autumn);
    assertThat(first.toLocalDateTime()).isEqualTo(LocalDateTime.of(2026, 10, 25, 2, 30));
    assertThat(half.next(first).toLocalDate()).isEqualTo(LocalDate.of(2026, 10, 26));
  }
}
