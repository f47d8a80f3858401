package io.moodspeaker.music;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Events;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.LearningForgotten;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodCalledWrong;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.music.MoodMusic.PlaylistName;
import io.moodspeaker.music.composed.ComposedOpener;
import io.moodspeaker.music.config.MusicSection;
import io.moodspeaker.music.config.MusicSources;
import io.moodspeaker.music.config.PlaylistCheck;
import io.moodspeaker.music.control.Correction;
import io.moodspeaker.music.control.Corrections;
import io.moodspeaker.music.control.Covers;
import io.moodspeaker.music.control.Favourites;
import io.moodspeaker.music.control.MoodTracks;
import io.moodspeaker.music.control.MusicCatalogue;
import io.moodspeaker.music.control.PlaybackController;
import io.moodspeaker.music.control.PlaylistRules;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.music.learning.LearnedTaste;
import io.moodspeaker.music.library.Feel;
import io.moodspeaker.music.library.LibraryLists;
import io.moodspeaker.music.local.LocalPlayer;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.mpd.MpdAddress;
import io.moodspeaker.music.mpd.MpdCovers;
import io.moodspeaker.music.mpd.MpdPlayer;
import io.moodspeaker.music.playlist.HttpListFetcher;
import io.moodspeaker.music.playlist.PlaylistReader;
import io.moodspeaker.music.playlist.Podcasts;
import io.moodspeaker.music.sink.AudioSinks;
import io.moodspeaker.music.sink.SnapcastSink;
import io.moodspeaker.music.source.AudioSources;
import io.moodspeaker.music.source.StreamOpener;
import io.moodspeaker.music.strategy.Strategies;
import io.moodspeaker.music.subsonic.SubsonicPlaylists;
import io.moodspeaker.support.AtomicFile;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.Threads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Music: what plays in which mood, on what, how loud. */
public final class MusicFeature implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(MusicFeature.class);

  private static final String MPD = "mpd:";
  private static final String SNAPCAST = "snapcast:";

  /** Where music goes. */
  public static final Setting<String> AUDIO =
      new Setting<>(
          "audio",
          "auto",
          Setting.Kind.START,
          MusicFeature::audio,
          "Where music goes: auto, silent, file:NAME.wav, the name of a sound card, or an MPD server"
              + " as mpd:HOST, mpd:HOST:PORT or mpd:/PATH/OF/SOCKET, after PASSWORD@ if it wants one,"
              + " or a Snapcast server as snapcast:HOST, snapcast:HOST:PORT or"
              + " snapcast:/PATH/OF/PIPE. auto takes the system's, and silent where there is none.");

  /** The MPD server's music directory. */
  public static final Setting<Optional<Path>> MPD_MUSIC =
      Setting.optional(
          "mpd.music-directory",
          Path::of,
          "The MPD server's music directory as this machine sees it. Over the network a server plays"
              + " only files in there, and this tells which those are; over a socket it says so"
              + " itself, and plays any file that it may read.");

  /** The OpenSubsonic server. */
  public static final Setting<Optional<URI>> SUBSONIC_URL =
      Setting.url(
              "subsonic.url",
              "The address of an OpenSubsonic server, such as http://nas:4533, whose playlists play"
                  + " as subsonic:playlist/NAME.")
          .live();

  /** Who asks it. */
  public static final Setting<String> SUBSONIC_USER =
      Setting.text("subsonic.user", "", "The user's name at the OpenSubsonic server.").live();

  /** That user's password. */
  public static final Setting<Secret> SUBSONIC_PASSWORD =
      Setting.secret("subsonic.password", "The user's password at the OpenSubsonic server.");

  /** After a crash or a short power cut the music goes on; next morning it waits for somebody. */
  private static final Duration PLAY_ON = Duration.ofMinutes(2);

  private static final Duration TICK = Duration.ofSeconds(1);

  /** More than anybody has playlists. */
  private static final int MOST_LOOKS = 64;

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
      Corrections corrections,
      Times times,
      Optional<StateFile> state,
      LearnedTaste taste,
      PlaylistRules rules,
      Covers covers,
      Events.Subscription watching,
      Runnable stopTicking) {}

  private static String audio(String text) {
    if (text.startsWith(MPD)) {
      MpdAddress.of(text.substring(MPD.length()));
    } else if (text.startsWith(SNAPCAST)) {
      SnapcastSink.check(text.substring(SNAPCAST.length()));
    } else if (text.isEmpty() || text.equals("file:")) {
      throw new IllegalArgumentException("must not be empty");
    }
    return text;
  }

  @Override
  public String name() {
    return "music";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(AUDIO, MPD_MUSIC, SUBSONIC_URL, SUBSONIC_USER, SUBSONIC_PASSWORD);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(section, people);
  }

  private static Optional<MpdAddress> mpd(Config config) {
    String audio = config.get(AUDIO);
    return audio.startsWith(MPD)
        ? Optional.of(MpdAddress.of(audio.substring(MPD.length())))
        : Optional.empty();
  }

  private static AudioSources sources(Config config, Supplier<Mood> mood) {
    boolean anyCertificate = config.get(SharedSettings.TLS_ALLOW_INVALID);
    FfmpegOpener ffmpeg = new FfmpegOpener(anyCertificate);
    return new AudioSources(
        List.of(
            new ComposedOpener(() -> Feel.of(mood.get())),
            new StreamOpener(ffmpeg, fetcher(config)),
            new Mp3Opener(ffmpeg::tags),
            ffmpeg));
  }

  private static HttpListFetcher fetcher(Config config) {
    return new HttpListFetcher(config.get(SharedSettings.TLS_ALLOW_INVALID));
  }

  // ---- what can be told without a start

  @Override
  public List<Problem> check(Config config) {
    List<Problem> problems = new ArrayList<>();
    PlaylistCheck check =
        new PlaylistCheck(
            sources(config, () -> Mood.NEUTRAL),
            scheme -> mpd(config).isPresent() || isKnown(scheme, config),
            config.home());
    named(config).forEach(name -> problems.addAll(check.problems(name)));
    composedElsewhere(config).ifPresent(why -> problems.add(config.problem(AUDIO, why)));
    cardComplaint(config).ifPresent(why -> problems.add(config.problem(AUDIO, why)));
    if (mpd(config).isPresent()) {
      config
          .get(MPD_MUSIC)
          .filter(folder -> !Files.isDirectory(folder))
          .ifPresent(
              folder ->
                  problems.add(
                      config.problem(
                          MPD_MUSIC,
                          "mpd.music-directory "
                              + folder
                              + " is no folder; mount it or change the path")));
    }
    return problems;
  }

  private Optional<String> composedElsewhere(Config config) {
    return config.get(section).moods().entrySet().stream()
        .filter(mood -> mood.getValue().strategy().filter("compose"::equals).isPresent())
        .findFirst()
        .flatMap(
            mood ->
                mpd(config)
                    .map(
                        server ->
                            "audio "
                                + server
                                + " plays no composed music, which "
                                + mood.getKey()
                                + " asks for; play on this machine, or use another strategy"));
  }

  private static boolean isKnown(String scheme, Config config) {
    return scheme.startsWith("podcast+")
        || scheme.equals("compose")
        || scheme.equals(Favourites.SCHEME)
        || (scheme.equals("subsonic") && config.get(SUBSONIC_URL).isPresent());
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

  private List<PlaylistName> named(Config asked) {
    MusicPlan plan = asked.get(section);
    Map<String, PlaylistName> all = new LinkedHashMap<>();
    Stream.concat(
            Stream.concat(
                plan.comfort().stream(), plan.wakeUp().flatMap(WakeUp::playlist).stream()),
            Stream.concat(
                plan.moods().values().stream()
                    .flatMap(
                        mood ->
                            Stream.concat(
                                mood.playlist().stream(),
                                mood.rules().stream().map(PlaylistRule::playlist))),
                asked.get(people).values().stream()
                    .flatMap(one -> one.playlists().values().stream())))
        .forEach(name -> all.putIfAbsent(name.location(), name));
    return List.copyOf(all.values());
  }

  /** What is wrong with a sound card that is configured by its name, or a file. */
  private static Optional<String> cardComplaint(Config config) {
    String audio = config.get(AUDIO);
    if (audio.startsWith("file:")) {
      Path folder = Path.of(audio.substring(5)).toAbsolutePath().getParent();
      return Files.isDirectory(folder)
          ? Optional.empty()
          : Optional.of("audio " + audio + ": the folder " + folder + " is not there; create it");
    }
    if (mpd(config).isPresent()
        || audio.startsWith(SNAPCAST)
        || audio.equalsIgnoreCase("auto")
        || audio.equalsIgnoreCase("silent")) {
      return Optional.empty();
    }
    List<String> cards = new JavaSoundCards().names();
    boolean known =
        cards.stream()
            .anyMatch(
                card -> card.toLowerCase(Locale.ROOT).contains(audio.toLowerCase(Locale.ROOT)));
    return known
        ? Optional.empty()
        : Optional.of(
            "audio "
                + audio
                + " is not there; "
                + (cards.isEmpty()
                    ? "no sound card is found; connect it, or use auto or silent"
                    : "use auto, silent or one of: " + String.join(", ", cards)));
  }

  @Override
  public List<Finding> examine(Config config) {
    Optional<MpdAddress> server = mpd(config);
    if (server.isPresent()) {
      return List.of(
          MpdPlayer.probe(server.get())
              .map(
                  why ->
                      Finding.missing(
                          "sound: " + server.get() + " does not answer: " + why,
                          "start the server, or change audio in config/moodspeaker.properties"))
              .orElseGet(() -> Finding.ok("sound: played by " + server.get())));
    }
    Optional<String> complaint = cardComplaint(config);
    if (complaint.isPresent()) {
      return List.of(
          Finding.missing(
              "sound: " + complaint.get(), "aplay -L lists the devices; set audio to one of them"));
    }
    AudioSinks.Choice choice = new AudioSinks(new JavaSoundCards()).choose(config.get(AUDIO));
    if (config.get(AUDIO).startsWith(SNAPCAST)) {
      return List.of(answers(choice));
    }
    if (config.get(AUDIO).equalsIgnoreCase("silent")) {
      return List.of(Finding.note(choice.reason(), "set audio = auto to hear something"));
    }
    if (choice.reason().contains("silent")) {
      return List.of(
          Finding.note(
              choice.reason(),
              "connect a sound card, and let the user be in the group audio:"
                  + " sudo usermod -aG audio $USER; aplay -l lists the cards"));
    }
    return List.of(Finding.ok(choice.reason()));
  }

  /** What of the places that music comes from can be reached now. */
  public List<Finding> sources(Config config) {
    List<Finding> findings = new ArrayList<>();
    mpd(config)
        .ifPresent(
            server ->
                findings.add(
                    MpdPlayer.schemes(server)
                        .map(schemes -> Finding.ok(server + " plays its own music and " + schemes))
                        .orElseGet(
                            () ->
                                Finding.missing(server + " does not answer", "start the server"))));
    HttpListFetcher http = fetcher(config);
    ExecutorService threads = Threads.pool("music-sources", MOST_LOOKS);
    try {
      MusicSources looks =
          new MusicSources(
              new PlaylistReader(
                  http,
                  mpd(config).isPresent()
                      ? List.of()
                      : List.of(
                          new Podcasts(http), new SubsonicPlaylists(() -> subsonic(config), http))),
              sources(config, () -> Mood.NEUTRAL),
              threads);
      findings.addAll(looks.of(named(config)));
    } finally {
      threads.shutdownNow();
    }
    Path library = config.stateDir().resolve("library.db");
    findings.add(
        Files.exists(library)
            ? Finding.ok("a library of your own music at " + library)
            : Finding.note("no library of your own music", "moodspeaker library scan ~/Music"));
    return findings;
  }

  private static Finding answers(AudioSinks.Choice choice) {
    try (AudioSink sink = choice.sink()) {
      sink.open();
      return Finding.ok(choice.reason());
    } catch (IOException absent) {
      return Finding.missing(
          "sound: " + choice.sink().name() + " does not answer: " + absent.getMessage(),
          "start the server, or change audio in config/moodspeaker.properties");
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
    AudioSources sources = sources(config, mood::get);
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
        player(plan, new Favourites(likes), sources, normalizer, recent, taste, ceiling);
    Corrections corrections =
        new Corrections(
            folder.map(f -> f.resolve("corrections.tsv")), announcing(context.events()));
    Covers covers = new Covers(cover(config));
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
            new PlaybackController.Notes(
                new MoodTracks(folder.map(f -> f.resolve("bans.tsv"))), likes, corrections, taste),
            ceiling,
            plan.limits().settings(),
            times,
            scheduler::submit,
            outcome -> {
              LOG.info("{}", outcome);
              context.events().publish(outcome);
            });
    controller.take(plan.usualWakeUp(), plan.wakeUp().isPresent());
    Optional<StateFile> state = folder.map(StateFile::new);
    state.ifPresent(file -> restore(file, player, controller, times));
    running =
        new Running(
            player,
            controller,
            normalizer,
            recent,
            ceiling,
            corrections,
            times,
            state,
            taste,
            rules,
            covers,
            context.events().subscribe(Observation.class, taste::observe),
            scheduler.every(TICK, this::tick));
    context.bind("music-controller", controller);
  }

  private static Covers.Source cover(Config config) {
    Optional<MpdCovers> server =
        mpd(config).map(address -> new MpdCovers(address, config.get(MPD_MUSIC)));
    FfmpegOpener files = new FfmpegOpener(config.get(SharedSettings.TLS_ALLOW_INVALID));
    HttpListFetcher http = fetcher(config);
    return (track, pictures) ->
        Stream.concat(pictures.stream(), track.cover().stream())
            .flatMap(
                at ->
                    (Locations.isUrl(at)
                            ? http.picture(at, track.location())
                            : Covers.in(Path.of(at)))
                        .stream())
            .findFirst()
            .or(() -> server.flatMap(mpd -> mpd.of(track)))
            .or(() -> files.cover(track))
            .or(() -> Covers.beside(track));
  }

  private MusicPlayer player(
      MusicPlan plan,
      Favourites favourites,
      AudioSources sources,
      LoudnessNormalizer normalizer,
      RecentTracks recent,
      Taste taste,
      VolumeCeiling ceiling) {
    HttpListFetcher http = fetcher(config);
    PlaylistReader reader =
        new PlaylistReader(
            http,
            // What an MPD or Mopidy server knows is its own to judge.
            mpd(config).isPresent()
                ? List.of(favourites)
                : List.of(
                    favourites,
                    new Podcasts(http),
                    new SubsonicPlaylists(() -> subsonic(config), http)));
    PlayerSettings settings =
        new PlayerSettings(plan.volume(), ceiling, plan.crossfade(), recent, taste);
    Optional<MpdAddress> server = mpd(config);
    if (server.isPresent()) {
      LOG.info("sound: played by the server at {}, as configured", server.get());
      return new MpdPlayer(
          server.get(), reader, settings, config.get(MPD_MUSIC), RandomGenerator.getDefault());
    }
    AudioSinks.Choice choice = new AudioSinks(new JavaSoundCards()).choose(config.get(AUDIO));
    LOG.info("{}", choice.reason());
    return new LocalPlayer(
        reader, sources, choice.sink(), normalizer, settings, RandomGenerator.getDefault());
  }

  private static Optional<SubsonicPlaylists.Server> subsonic(Config now) {
    return now.get(SUBSONIC_URL)
        .map(
            url ->
                new SubsonicPlaylists.Server(
                    url, now.get(SUBSONIC_USER), now.get(SUBSONIC_PASSWORD)));
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
      LOG.warn("{} cannot be made, so the music remembers nothing: {}", state, e.toString());
      return Optional.empty();
    }
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
              controller.restore(before, atOnce);
            });
  }

  /** A playlist is remembered without its password; the configuration has it. */
  private PlayerState withPasswords(PlayerState before) {
    return before
        .request()
        .flatMap(
            request ->
                named(config).stream()
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
      now.state().ifPresent(file -> file.save(now.player().memory()));
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
    now.controller().take(plan.limits().settings());
    now.controller().take(plan.usualWakeUp(), plan.wakeUp().isPresent());
    now.controller().reconsider();
  }

  @Override
  public Map<String, Object> status() {
    Running now = running;
    if (now == null) {
      return Map.of();
    }
    PlayerStatus player = now.player().status();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("state", player.state().name().toLowerCase(Locale.ROOT));
    player.playlist().ifPresent(playlist -> told.put("playlist", shortened(playlist)));
    player.track().ifPresent(track -> told.put("track", shortened(track.location())));
    player
        .track()
        .ifPresent(track -> told.put("title", player.tags().title().orElseGet(track::name)));
    player.tags().artist().ifPresent(artist -> told.put("artist", artist));
    player.tags().album().ifPresent(album -> told.put("album", album));
    if (now.controller().cover().isPresent()) {
      told.put("cover", "/api/v1/cover");
    }
    told.put("position", seconds(player.position()));
    player.duration().ifPresent(duration -> told.put("duration", seconds(duration)));
    told.put("volume", player.volume());
    told.put("sink", now.player().sink());
    now.controller().heldUntil().ifPresent(until -> told.put("holdUntil", now.times().iso(until)));
    now.controller().sleepAt().ifPresent(at -> told.put("sleepAt", now.times().iso(at)));
    now.controller()
        .wakeAt()
        .ifPresent(at -> told.put("wakeAt", at.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)));
    now.controller().retryAt().ifPresent(at -> told.put("triedAgainAt", now.times().iso(at)));
    config
        .get(section)
        .limits()
        .quiet()
        .ifPresent(
            quiet ->
                told.put(
                    "quiet",
                    Map.of(
                        "from", quiet.from().toString(),
                        "to", quiet.to().toString(),
                        "ceiling", quiet.ceiling())));
    Map<String, Object> wrong = new LinkedHashMap<>();
    now.corrections().counts().forEach((mood, times) -> wrong.put(mood.label(), times));
    if (!wrong.isEmpty()) {
      told.put("corrections", wrong);
    }
    return told;
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

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 100.0) / 10.0;
  }

  private String shortened(String location) {
    String shown = Locations.shown(location);
    String prefix = config.home() + "/";
    return shown.startsWith(prefix) ? shown.substring(prefix.length()) : shown;
  }

  @Override
  public void close() {
    Running now = running;
    running = null;
    if (now != null) {
      now.stopTicking().run();
      unsubscribe(now.watching());
      now.state().ifPresent(file -> file.save(now.player().memory()));
      now.player().close();
      now.normalizer().close();
      now.covers().close();
    }
  }
}
