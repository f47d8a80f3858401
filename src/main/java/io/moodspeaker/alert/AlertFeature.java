package io.moodspeaker.alert;

import io.moodspeaker.alert.okhttp.WebhookChannel;
import io.moodspeaker.alert.sqlite.SqliteAlertStore;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.YamlMapping;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Telling somebody of a mood that holds. */
public final class AlertFeature implements Feature {
  /** Where alerts that have not arrived wait, in the state folder. */
  public static final String FILE = "alerts.db";

  static final Setting<String> FACES =
      Setting.oneOf(
          "alert.faces",
          List.of("largest", "mean", "any"),
          "Which of several faces may raise an alert: the largest, the mean of all, or any that"
              + " shows an emotion which has an alert.");

  static final Setting<Optional<URI>> WEBHOOK =
      Setting.url(
              "alert.webhook",
              "The address to which alerts are posted unless a mood names its own.")
          .live();

  /** What moods.yaml says of a mood's alert. */
  record MoodAlert(AlertRule rule, Optional<URI> webhook) {}

  static final MoodsSection<Map<Mood, MoodAlert>> MOODS =
      new MoodsSection<>(List.of(), List.of("alert"), AlertFeature::read);

  /** Who can be told, by the names that a mood's "to" takes. */
  private static final List<String> CHANNELS = List.of("webhook");

  private static final Duration LONGEST = Duration.ofDays(7);

  private volatile Map<Mood, MoodAlert> rules = Map.of();
  private Optional<AlertStore> store = Optional.empty();
  private Optional<AlertDispatcher> dispatcher = Optional.empty();
  private Optional<AlertScheduler> scheduler = Optional.empty();
  private Map<String, URI> addresses = Map.of();
  private Function<URI, AlertChannel> open =
      url -> {
        throw new IllegalStateException("alerts have not started");
      };

  @Override
  public String name() {
    return "alert";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FACES, WEBHOOK);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS);
  }

  private static Map<Mood, MoodAlert> read(MoodsSection.Source file) {
    Map<Mood, MoodAlert> rules = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      file.mood(mood)
          .flatMap(
              section ->
                  section.section(
                      "alert", List.of("after", "every", "with", "hours", "to", "webhook")))
          .ifPresent(section -> rules.put(mood, read(mood, section)));
    }
    return rules;
  }

  private static MoodAlert read(Mood mood, YamlMapping section) {
    Optional<URI> webhook = section.url("webhook");
    List<String> to = section.words("to", CHANNELS).orElse(CHANNELS);
    List<String> moods =
        Mood.all().stream().filter(other -> other != mood).map(Mood::label).toList();
    // A frightened face opens its eyes and mouth, as a surprised one does.
    Set<Mood> usual = mood == Mood.FEAR ? Set.of(Mood.SURPRISE) : Set.of();
    return new MoodAlert(
        new AlertRule(
            section.duration("after", Duration.ZERO, LONGEST).orElse(AlertRule.AFTER),
            section.duration("every", Duration.ZERO, LONGEST).orElse(AlertRule.EVERY),
            section
                .words("with", moods)
                .<Set<Mood>>map(labels -> labels.stream().map(Mood::of).collect(Collectors.toSet()))
                .orElse(usual),
            section.section("hours", List.of("from", "to")).flatMap(AlertFeature::hours),
            to.stream()
                .map(
                    name ->
                        name.equals("webhook") && webhook.isPresent()
                            ? "webhook:" + mood.label()
                            : name)
                .toList()),
        webhook);
  }

  private static Optional<AlertRule.Hours> hours(YamlMapping section) {
    for (String key : List.of("from", "to")) {
      if (!section.has(key)) {
        section.note(key, "hours needs " + key + ", a time of day such as \"22:00\"; add it");
      }
    }
    Optional<LocalTime> from = section.time("from");
    Optional<LocalTime> to = section.time("to");
    if (from.isPresent() && from.equals(to)) {
      section.note("to", "to must be another time than from, both were " + from.get());
    }
    return from.flatMap(begin -> to.map(end -> new AlertRule.Hours(begin, end)));
  }

  @Override
  public List<Finding> examine(Config config) {
    Set<String> told = addresses(config).keySet();
    if (config.get(MOODS).isEmpty()) {
      return List.of(Finding.ok("alerts: no mood has one"));
    }
    return List.of(
        told.isEmpty()
            ? Finding.note("alerts: in the log alone", "set alert.webhook")
            : Finding.ok("alerts: " + String.join(", ", told)));
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    InstantSource wallClock = context.wallClock();
    rules = config.get(MOODS);
    AlertStore opened = SqliteAlertStore.open(config.stateDir().resolve(FILE));
    store = Optional.of(opened);
    AlertDispatcher made =
        new AlertDispatcher(
            opened,
            AlertDispatcher.Settings.DEFAULT,
            Scheduler::onThread,
            context.clock(),
            wallClock);
    dispatcher = Optional.of(made);
    open = url -> new WebhookChannel(url, wallClock);
    address(config);
    AlertScheduler begun =
        new AlertScheduler(
            mood -> Optional.ofNullable(rules.get(mood)).map(MoodAlert::rule),
            made,
            opened,
            context.scheduler("alert"),
            context.clock(),
            wallClock,
            context.events()::publish);
    scheduler = Optional.of(begun);
    begun.start();
    context.bind("alerts", new Alerts(begun, made, wallClock));
    context.placeholder("alert.watch", watch(rules));
  }

  /** The emotions that have an alert, which the judge of alerts looks out for in every face. */
  private static String watch(Map<Mood, MoodAlert> rules) {
    List<String> emotions =
        rules.keySet().stream()
            .flatMap(mood -> mood.emotion().stream())
            .map(Emotion::label)
            .sorted()
            .toList();
    return emotions.isEmpty() ? Emotion.FEAR.label() : String.join(",", emotions);
  }

  @Override
  public void reload(Config config) {
    rules = config.get(MOODS);
    address(config);
  }

  /** Takes over the channels, where another address was saved: a change cuts off what is sent. */
  private void address(Config config) {
    Map<String, URI> wanted = addresses(config);
    if (!wanted.equals(addresses) && dispatcher.isPresent()) {
      addresses = wanted;
      Map<URI, AlertChannel> byAddress = new HashMap<>();
      Map<String, AlertChannel> channels = new LinkedHashMap<>();
      wanted.forEach((name, url) -> channels.put(name, byAddress.computeIfAbsent(url, open)));
      dispatcher.get().update(channels);
    }
  }

  /** Where each channel leads, by its name. */
  private static Map<String, URI> addresses(Config config) {
    Map<String, URI> addresses = new LinkedHashMap<>();
    config.get(WEBHOOK).ifPresent(url -> addresses.put("webhook", url));
    config
        .get(MOODS)
        .forEach(
            (mood, alert) ->
                alert.webhook().ifPresent(url -> addresses.put("webhook:" + mood.label(), url)));
    return addresses;
  }

  @Override
  public Map<String, Object> status() {
    return dispatcher
        .<Map<String, Object>>map(
            running ->
                Map.of(
                    "pending", running.pending(),
                    "delivered", running.delivered(),
                    "troubles", running.troubles()))
        .orElse(Map.of());
  }

  @Override
  public void close() {
    scheduler.ifPresent(AlertScheduler::close);
    dispatcher.ifPresent(AlertDispatcher::close);
    store.ifPresent(AlertStore::close);
  }
}
