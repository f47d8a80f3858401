package io.moodspeaker.music;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.LearningForgotten;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodCalledWrong;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.config.MusicChecks;
import io.moodspeaker.music.config.MusicParts;
import io.moodspeaker.music.config.MusicSection;
import io.moodspeaker.music.config.SoundSettings;
import io.moodspeaker.music.control.Correction;
import io.moodspeaker.music.control.Corrections;
import io.moodspeaker.music.control.Covers;
import io.moodspeaker.music.control.Favourites;
import io.moodspeaker.music.control.MoodTracks;
import io.moodspeaker.music.control.MusicCatalogue;
import io.moodspeaker.music.control.MusicStatus;
import io.moodspeaker.music.control.Notes;
import io.moodspeaker.music.control.PlaybackController;
import io.moodspeaker.music.control.PlayerWords;
import io.moodspeaker.music.control.PlaylistRules;
import io.moodspeaker.music.learning.LearnedTaste;
import io.moodspeaker.music.library.LibraryLists;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.music.strategy.Strategies;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Music: what plays in which mood, on what, how loud. */
public final class MusicFeature implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(MusicFeature.class);

  /** After a crash or a short power cut the music goes on; next morning it waits for somebody. */
  private static final Duration PLAY_ON = Duration.ofMinutes(2);

  private static final Duration TICK = Duration.ofSeconds(1);

  private volatile Optional<LibraryLists> library = Optional.empty();

  private final Strategies strategies =
      new Strategies(mood -> library.flatMap(lists -> lists.outOf(mood)).map(Path::toString));

  private final MoodsSection<MusicPlan> section =
      new MusicSection(
              strategies.words(),
              (mood, plan) -> {
                Strategy strategy = strategies.of(mood, plan);
                return strategy
                    .complaint(mood, plan)
                    .map(why -> "strategy " + strategy.word() + " " + why);
              })
          .section();

  private final MoodsSection<Map<String, MusicPlan.Person>> people = MusicSection.people();

  private final MusicChecks checks = new MusicChecks(section, people);

  /** Whose face decided the mood, if that is known. */
  private volatile Optional<String> person = Optional.empty();

  /** For whom the mood was answered last. Belongs to the ticking thread. */
  private Optional<String> answered = Optional.empty();

  /** What was opened; null until it has started. */
  private volatile Running running;

  private volatile Config config;

  /** All that runs, from the start on. */
  private record Running(
      MusicPlayer player,
      PlaybackController controller,
      LoudnessNormalizer normalizer,
      RecentTracks recent,
      VolumeCeiling ceiling,
      MusicStatus status,
      Optional<StateFile> state,
      LearnedTaste taste,
      PlaylistRules rules,
      Covers covers,
      Events.Subscription watching,
      Runnable stopTicking) {}

  @Override
  public String name() {
    return "music";
  }

  @Override
  public List<Setting<?>> settings() {
    return SoundSettings.all();
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(section, people);
  }

  // ---- what can be told without a start

  @Override
  public List<Problem> check(Config asked) {
    return checks.problems(asked);
  }

  @Override
  public List<Finding> examine(Config asked) {
    return checks.findings(asked);
  }

  /** What of the places that music comes from can be reached now. */
  public List<Finding> sources(Config asked) {
    return checks.sources(asked);
  }

  /** What holds for whoever is there. */
  private MusicPlan plan() {
    MusicPlan plan = config.get(section);
    return person
        .flatMap(name -> Optional.ofNullable(config.get(people).get(name)))
        .map(plan::of)
        .orElse(plan);
  }

  /** Who is only recognised after the mood was decided. */
  private void recognise(Observation seen) {
    if (person.isEmpty()) {
      person = seen.faces().stream().findFirst().flatMap(Face::person);
    }
  }

  // ---- while it runs

  @Override
  public void start(FeatureContext context) {
    config = context.config();
    MusicPlan plan = config.get(section);
    Optional<Path> folder = folder(config.stateDir());
    library = folder.map(f -> new LibraryLists(f.resolve("library.db"), f));
    Times times = new Times(context.clock(), context.wallClock(), ZoneId.systemDefault());
    AtomicReference<Mood> mood = new AtomicReference<>(Mood.ABSENT);
    AudioSources sources = MusicParts.sources(config, mood::get);
    RecentTracks recent = new RecentTracks(plan.limits().repeatAfter(), times.clock());
    LearnedTaste taste =
        new LearnedTaste(
            folder.map(f -> f.resolve("learned.tsv")),
            this::learning,
            mood::get,
            times.clock(),
            RandomGenerator.getDefault());
    VolumeCeiling ceiling =
        new VolumeCeiling(
            plan.limits().ceiling(), plan.limits().quiet(), times.wallClock(), times.zone());
    LoudnessNormalizer normalizer =
        new LoudnessNormalizer(
            sources, new LoudnessCache(folder.map(f -> f.resolve("loudness.tsv"))));
    context.events().subscribe(MoodChange.class, change -> person = change.person());
    context.events().subscribe(Observation.class, this::recognise);
    PlaylistRules rules = new PlaylistRules(times, RandomGenerator.getDefault(), () -> person);
    MoodTracks likes = new MoodTracks(folder.map(f -> f.resolve("likes.tsv")));
    MusicPlayer player =
        MusicParts.player(
            () -> config,
            List.of(new Favourites(likes)),
            sources,
            normalizer,
            new PlayerSettings(plan.volume(), ceiling, plan.crossfade(), recent, taste));
    Corrections corrections =
        new Corrections(
            folder.map(f -> f.resolve("corrections.tsv")), announcing(context.events()));
    Covers covers = new Covers(MusicParts.covers(config));
    Scheduler scheduler = context.scheduler("music-control");
    PlaybackController controller =
        new PlaybackController(
            player,
            asked -> {
              mood.set(asked);
              return strategies.answer(asked, rules.in(asked, plan()));
            },
            new MusicCatalogue(
                () -> config.get(section),
                config.home(),
                track -> library.flatMap(lists -> lists.like(track.location())).map(Path::toString),
                covers),
            new Notes(
                new MoodTracks(folder.map(f -> f.resolve("bans.tsv"))), likes, corrections, taste),
            ceiling,
            plan,
            times,
            scheduler::submit,
            outcome -> {
              LOG.info("{}", outcome);
              context.events().publish(outcome);
            });
    Optional<StateFile> state = folder.map(StateFile::new);
    state.ifPresent(file -> restore(file, player, controller, times));
    running =
        new Running(
            player,
            controller,
            normalizer,
            recent,
            ceiling,
            new MusicStatus(player, controller, corrections, times),
            state,
            taste,
            rules,
            covers,
            context.events().subscribe(Observation.class, taste::observe),
            scheduler.every(TICK, this::tick));
    context.bind("music-controller", controller);
  }

  private LearnedTaste.Settings learning() {
    MusicPlan.Learning plan = config.get(section).learning();
    return new LearnedTaste.Settings(plan.on(), plan.explore() / 100.0);
  }

  private static Corrections.Listener announcing(Events events) {
    return new Corrections.Listener() {
      @Override
      public void called(Correction correction) {
        events.publish(new MoodCalledWrong(correction.time(), correction.mood()));
      }

      @Override
      public void cleared() {
        events.publish(new LearningForgotten());
      }
    };
  }

  private static Optional<Path> folder(Path state) {
    try {
      AtomicFile.createFolder(state);
      return Optional.of(state);
    } catch (IOException e) {
      LOG.warn("{} cannot be made, so the music remembers nothing: {}", state, Reason.of(e));
      return Optional.empty();
    }
  }

  private static void save(StateFile file, Running now) {
    file.save(now.player().memory(), now.controller().choices());
  }

  private void restore(
      StateFile file, MusicPlayer player, PlaybackController controller, Times times) {
    boolean atOnce = file.age(times.wallClock()).compareTo(PLAY_ON) < 0;
    file.load()
        .map(before -> withPasswords(before))
        .map(before -> atOnce ? before : before.asPaused())
        .ifPresent(
            before -> {
              player.restore(before);
              controller.restore(before, file.choices(), atOnce);
            });
  }

  /** A playlist is remembered without its password; the configuration has it. */
  private PlayerState withPasswords(PlayerState before) {
    return before
        .request()
        .flatMap(
            request ->
                checks.named(config).stream()
                    .map(PlaylistName::location)
                    .filter(location -> Locations.shown(location).equals(request.playlist()))
                    .findFirst()
                    .map(request::at))
        .map(before::asking)
        .orElse(before);
  }

  private void tick() {
    Running now = running;
    if (now != null) {
      now.controller().tick();
      Optional<String> who = person;
      if (now.rules().haveShifted(plan()) || !who.equals(answered)) {
        answered = who;
        now.controller().reconsider();
      }
      now.taste().heard(now.player().status());
      now.state().ifPresent(file -> save(file, now));
    }
  }

  @Override
  public void reload(Config newer) {
    config = newer;
    Running now = running;
    if (now == null) {
      return;
    }
    MusicPlan plan = newer.get(section);
    now.player().crossfade(plan.crossfade());
    now.recent().take(plan.limits().repeatAfter());
    now.ceiling().take(plan.limits().ceiling(), plan.limits().quiet());
    now.controller().take(plan);
    now.controller().reconsider();
  }

  @Override
  public Map<String, Object> status() {
    Running now = running;
    return now == null
        ? Map.of()
        : now.status().told(config.get(section).limits().quiet(), config.home());
  }

  @Override
  public String words(Map<?, ?> status) {
    return PlayerWords.of(status);
  }

  private static void unsubscribe(AutoCloseable subscription) {
    try {
      subscription.close();
    } catch (Exception e) {
      LOG.debug("unsubscribed with an error", e); // There is nobody left to tell.
    }
  }

  @Override
  public void close() {
    Running now = running;
    running = null;
    if (now != null) {
      now.stopTicking().run();
      unsubscribe(now.watching());
      now.state().ifPresent(file -> save(file, now));
      now.controller().close();
      now.player().close();
      now.normalizer().close();
      now.covers().close();
    }
  }
}
