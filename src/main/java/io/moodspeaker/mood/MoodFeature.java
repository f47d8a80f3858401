package io.moodspeaker.mood;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.FaceMoods;
import io.moodspeaker.model.LearningForgotten;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodCalledWrong;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.YamlMapping;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mood: what a window of observations adds up to. */
public final class MoodFeature implements Feature {
  private static final Logger LOG = LoggerFactory.getLogger(MoodFeature.class);

  private static final Duration TICK = Duration.ofSeconds(1);

  private static final Setting<Duration> WINDOW =
      Setting.duration(
              "mood.window",
              "5s",
              "500ms",
              "1min",
              "The stretch of time over which a face's scores are averaged. Longer is calmer,"
                  + " shorter is quicker.")
          .live();
  private static final Setting<Duration> DWELL =
      Setting.duration("mood.dwell", "5s", "0s", "10min", "How long a mood lasts at least.").live();
  private static final Setting<Duration> ABSENT_AFTER =
      Setting.duration(
              "mood.absent-after",
              "3s",
              "500ms",
              "10min",
              "How long nobody is seen before the mood is absent.")
          .live();
  private static final Setting<Integer> OBSERVATIONS =
      Setting.integer(
              "mood.observations",
              3,
              1,
              100,
              "How many frames with a face the window must hold before a mood is believed.")
          .live();
  private static final Setting<Double> ENTER =
      Setting.number(
              "mood.enter",
              "0.40",
              0.01,
              1,
              "The mean score from which an emotion is the mood; moods.yaml may give a mood its own.")
          .live();
  private static final Setting<Double> MARGIN =
      Setting.number(
              "mood.margin",
              "0.15",
              0,
              1,
              "By how much another emotion must lead the present one. Greater is calmer.")
          .live();
  private static final Setting<String> POLICY =
      Setting.oneOf(
              "face.policy",
              List.of("largest", "mean", "any", "longest", "neediest", "vote"),
              "Which of several faces decides: the largest, the mean of all by size, any that"
                  + " shows an emotion of face.watch, the one that is there longest, the neediest,"
                  + " or the mood of most.")
          .live();
  private static final Setting<Set<Emotion>> WATCH =
      new Setting<>(
          "face.watch",
          "fear",
          Setting.Kind.LIVE,
          MoodFeature::emotions,
          "The emotions that face.policy = any looks out for.");

  /** What moods.yaml says of each mood. */
  private record Spec(Map<Mood, MoodThreshold> thresholds, Map<Mood, String> words) {}

  private static final MoodsSection<Spec> MOODS =
      new MoodsSection<>(List.of(), List.of("enter", "after", "words"), MoodFeature::read);

  private final LastAnswers answers = new LastAnswers();
  private volatile Config config;
  private Moods moods;
  private WrongMoods wrong;
  private InstantSource clock;
  private InstantSource wallClock;

  @Override
  public String name() {
    return "mood";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WINDOW, DWELL, ABSENT_AFTER, OBSERVATIONS, ENTER, MARGIN, POLICY, WATCH);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS);
  }

  @Override
  public List<Problem> check(Config asked) {
    List<Problem> problems = new ArrayList<>();
    if (asked.get(MARGIN) > asked.get(ENTER)) {
      problems.add(
          asked.problem(
              MARGIN,
              "mood.margin = %s must not be above mood.enter = %s"
                  .formatted(asked.get(MARGIN), asked.get(ENTER))));
    }
    Duration least = Duration.ofMillis(30).multipliedBy(asked.get(OBSERVATIONS));
    if (asked.get(WINDOW).compareTo(least) < 0) {
      problems.add(
          asked.problem(
              WINDOW,
              "mood.window of %s cannot hold mood.observations = %d frames; make it longer"
                  .formatted(Durations.format(asked.get(WINDOW)), asked.get(OBSERVATIONS))));
    }
    return problems;
  }

  @Override
  public void start(FeatureContext context) {
    config = context.config();
    clock = context.clock();
    wallClock = context.wallClock();
    wrong = new WrongMoods(Optional.of(config.stateDir().resolve("wrong-moods.tsv")), wallClock);
    var timer = context.scheduler("mood");
    context
        .events()
        .subscribe(MoodCalledWrong.class, call -> timer.submit(() -> calledWrong(call)));
    context.events().subscribe(Outcome.class, done -> answers.told(done, clock.instant()));
    context.events().subscribe(LearningForgotten.class, asked -> timer.submit(wrong::clear));
    moods =
        new Moods(
            clock,
            () -> wrong.raised(settings(config)),
            name ->
                new MoodChanges(
                    change -> Optional.ofNullable(config.get(MOODS).words().get(change.mood())),
                    context.events()::publish,
                    timer));
    moods.onObserved(context.events()::publish);
    moods.watch(Moods.MAIN).changes().onAnswered(context.events()::publish);
    moods.watch(Moods.MAIN).changes().onChange(context.events()::publish);
    moods.onFaces(
        faces ->
            context
                .events()
                .publish(
                    new FaceMoods(
                        faces.stream()
                            .map(face -> new FaceMoods.One(face.track(), face.mood()))
                            .toList())));
    Runnable heartbeat = context.heartbeat("mood");
    timer.every(
        TICK,
        () -> {
          heartbeat.run();
          moods.tick();
        });
    context.bind("moods", moods);
  }

  private void calledWrong(MoodCalledWrong call) {
    double raise = wrong.add(call);
    if (raise > 0) {
      LOG.info(
          "{} was called wrong again: its score must be {} higher from now on; 'moodspeaker forget'"
              + " takes that back",
          call.mood(),
          String.format(Locale.ROOT, "%.2f", raise));
    }
  }

  @Override
  public void reload(Config saved) {
    config = saved;
  }

  @Override
  public Map<String, Object> status() {
    if (moods == null) {
      return Map.of();
    }
    MoodStatus now = moods.watch(Moods.MAIN).status();
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("mood", now.mood().label());
    status.put("since", readable(now.since()));
    status.put("confidence", rounded(now.confidence()));
    moods.watch(Moods.MAIN).person().ifPresent(person -> status.put("person", person));
    moods.watch(Moods.MAIN).manual().ifPresent(held -> status.put("manual", manual(held)));
    Map<String, Object> scores = new LinkedHashMap<>();
    now.scores()
        .ifPresent(
            all ->
                all.toMap()
                    .forEach((emotion, value) -> scores.put(emotion.label(), rounded(value))));
    status.put("scores", scores);
    status.put("faces", moods.faces().stream().map(this::face).toList());
    if (!moods.sources().now().isEmpty()) {
      status.put("sources", moods.sources().status());
    }
    MoodSettings rules = settings(config);
    status.put(
        "rules",
        Map.of(
            "window", rules.window().toMillis() / 1000.0,
            "dwell", rules.dwell().toMillis() / 1000.0,
            "enter", rules.evidence().enter(),
            "margin", rules.evidence().margin(),
            "faces", config.get(POLICY)));
    Map<String, Object> raised = new LinkedHashMap<>();
    wrong.raises().forEach((mood, raise) -> raised.put(mood.label(), rounded(raise)));
    if (!raised.isEmpty()) {
      status.put("raised", raised);
    }
    status.put(
        "answers",
        answers.to(moods.watch(Moods.MAIN).changes().last()).stream().map(this::answer).toList());
    return status;
  }

  private Map<String, Object> face(TrackMood face) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("track", face.track());
    face.person().ifPresent(person -> fields.put("person", person));
    fields.put("mood", face.mood().label());
    fields.put("seconds", Duration.between(face.since(), face.last()).toSeconds());
    return fields;
  }

  private Map<String, Object> manual(Moods.ManualMood held) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mood", held.mood().label());
    held.until().ifPresent(until -> fields.put("until", readable(until)));
    return fields;
  }

  private String readable(Instant time) {
    return MonotonicClock.toWallClock(time, clock, wallClock)
        .truncatedTo(ChronoUnit.SECONDS)
        .atZone(ZoneId.systemDefault())
        .toOffsetDateTime()
        .toString();
  }

  private Map<String, Object> answer(LastAnswers.Told told) {
    Outcome outcome = told.outcome();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answer", outcome.answer());
    fields.put("sink", outcome.sink());
    fields.put("result", outcome.result().name().toLowerCase(Locale.ROOT));
    fields.put("what", outcome.what());
    outcome.why().ifPresent(why -> fields.put("why", why));
    fields.put("time", readable(told.time()));
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }

  /** How moods are judged by a configuration. */
  public static MoodSettings settings(Config config) {
    return new MoodSettings(
        config.get(WINDOW),
        config.get(DWELL),
        config.get(ABSENT_AFTER),
        new DecisionThresholds(
            config.get(OBSERVATIONS),
            config.get(ENTER),
            Math.min(config.get(MARGIN), config.get(ENTER)),
            config.get(MOODS).thresholds()),
        new FaceChoice(FacePolicy.of(config.get(POLICY)), config.get(WATCH)));
  }

  private static Spec read(MoodsSection.Source source) {
    Map<Mood, MoodThreshold> thresholds = new EnumMap<>(Mood.class);
    Map<Mood, String> words = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      source
          .mood(mood)
          .ifPresent(
              mapping -> {
                mapping.text("words").ifPresent(sentence -> words.put(mood, sentence));
                threshold(mood, mapping).ifPresent(own -> thresholds.put(mood, own));
              });
    }
    return new Spec(thresholds, words);
  }

  private static Optional<MoodThreshold> threshold(Mood mood, YamlMapping mapping) {
    for (String key : List.of("enter", "after")) {
      if (mapping.has(key) && mood.emotion().isEmpty()) {
        mapping.note(key, key + " is for moods that a face shows, not for " + mood);
        return Optional.empty();
      }
    }
    Optional<Double> enter = mapping.number("enter", 0.01, 1);
    Optional<Duration> after = mapping.duration("after", Duration.ZERO, Duration.ofMinutes(10));
    return enter.isPresent() || after.isPresent()
        ? Optional.of(new MoodThreshold(enter, after.orElse(Duration.ZERO)))
        : Optional.empty();
  }

  private static Set<Emotion> emotions(String list) {
    Set<Emotion> named;
    try {
      named =
          Arrays.stream(list.split(","))
              .filter(label -> !label.isBlank())
              .map(Emotion::of)
              .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          "must be emotions separated by commas: " + unknown.getMessage(), unknown);
    }
    if (named.isEmpty()) {
      throw new IllegalArgumentException("must name an emotion");
    }
    return named;
  }
}
