package io.moodspeaker.alert;

import io.moodspeaker.alert.mail.MailChannel;
import io.moodspeaker.alert.okhttp.GotifyChannel;
import io.moodspeaker.alert.okhttp.NtfyChannel;
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
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.YamlMapping;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  static final Setting<Optional<URI>> NTFY =
      Setting.url("alert.ntfy", "The ntfy topic that alerts go to: https://ntfy.sh/TOPIC.").live();

  static final Setting<Secret> NTFY_TOKEN =
      Setting.secret("alert.ntfy-token", "The access token for the ntfy topic, if it wants one.")
          .live();

  static final Setting<Optional<URI>> GOTIFY =
      Setting.url("alert.gotify", "The address of a Gotify server that alerts go to.").live();

  static final Setting<Secret> GOTIFY_TOKEN =
      Setting.secret("alert.gotify-token", "The token of an application of the Gotify server.")
          .live();

  static final Setting<Optional<String>> MAIL =
      Setting.<String>optional(
              "alert.mail",
              text -> {
                MailChannel.addresses(text);
                return text;
              },
              "The e-mail addresses that alerts go to, separated by commas.")
          .live();

  static final Setting<Optional<URI>> MAIL_SERVER =
      Setting.optional(
              "alert.mail-server",
              AlertFeature::mailServer,
              "The server that e-mail goes through: smtp://HOST, smtp://HOST:PORT or smtps://HOST.")
          .live();

  static final Setting<String> MAIL_USER =
      Setting.text("alert.mail-user", "", "The name by which the mail server knows the speaker.")
          .live();

  static final Setting<Secret> MAIL_PASSWORD =
      Setting.secret(
              "alert.mail-password", "The password by which the mail server knows the speaker.")
          .live();

  static final Setting<Optional<String>> MAIL_FROM =
      Setting.<String>optional(
              "alert.mail-from",
              text -> {
                MailChannel.addresses(text);
                return text;
              },
              "The e-mail address that alerts come from; the first of alert.mail where it is not"
                  + " set.")
          .live();

  private static URI mailServer(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getScheme().toLowerCase(Locale.ROOT).matches("smtps?")) {
        return uri;
      }
    } catch (URISyntaxException none) {
      // The message below says what fits.
    }
    throw new IllegalArgumentException(
        "must be an address like smtp://HOST:587 or smtps://HOST, without user and password");
  }

  /** What moods.yaml says of a mood's alert. */
  record MoodAlert(AlertRule rule, Optional<URI> webhook) {}

  static final MoodsSection<Map<Mood, MoodAlert>> MOODS =
      new MoodsSection<>(List.of(), List.of("alert"), AlertFeature::read);

  /** Who can be told, by the names that a mood's "to" takes. */
  private static final List<String> CHANNELS = List.of("webhook", "ntfy", "gotify", "mail", "mqtt");

  /** The route through which alerts reach a home: routes/mqtt.camel.yaml. */
  private static final String MQTT = "route-mqtt-alert";

  private static final Duration LONGEST = Duration.ofDays(7);

  /** Of whom nobody is told. */
  static final MoodsSection<Set<String>> SILENT =
      new MoodsSection<>(List.of(), List.of(), List.of("alert"), AlertFeature::silent);

  /** The dispatcher's name for what people call {@code mqtt}, {@code mail} and so on. */
  public static String channel(String name) {
    return name.equals("mqtt") ? MQTT : name;
  }

  private volatile Map<Mood, MoodAlert> rules = Map.of();
  private volatile Set<String> silent = Set.of();
  private Optional<AlertStore> store = Optional.empty();
  private Optional<AlertDispatcher> dispatcher = Optional.empty();
  private Optional<AlertScheduler> scheduler = Optional.empty();
  private Map<String, Address> addresses = Map.of();
  private InstantSource wallClock;

  @Override
  public String name() {
    return "alert";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        FACES,
        WEBHOOK,
        NTFY,
        NTFY_TOKEN,
        GOTIFY,
        GOTIFY_TOKEN,
        MAIL,
        MAIL_SERVER,
        MAIL_USER,
        MAIL_PASSWORD,
        MAIL_FROM);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS, SILENT);
  }

  private static Set<String> silent(MoodsSection.Source file) {
    return PersonNames.set(
        file.people().entrySet().stream()
            .filter(person -> !person.getValue().flag("alert").orElse(true))
            .map(Map.Entry::getKey)
            .toList());
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
    List<String> to = section.words("to", CHANNELS).orElse(List.of());
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
            to.stream().map(AlertFeature::channel).toList()),
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
            ? Finding.note(
                "alerts: in the log alone",
                "set alert.webhook, alert.mail, alert.ntfy or alert.gotify")
            : Finding.ok("alerts: " + String.join(", ", told)));
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    wallClock = context.wallClock();
    rules = config.get(MOODS);
    silent = config.get(SILENT);
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
    context.bind("alerts", new Alerts(begun, made, wallClock, () -> silent));
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
    silent = config.get(SILENT);
    address(config);
  }

  /** Takes over the channels, where another address was saved: a change cuts off what is sent. */
  private void address(Config config) {
    Map<String, Address> wanted = addresses(config);
    if (!wanted.equals(addresses) && dispatcher.isPresent()) {
      addresses = wanted;
      Map<Address, AlertChannel> opened = new HashMap<>();
      Map<String, AlertChannel> channels = new LinkedHashMap<>();
      wanted.forEach(
          (name, address) -> channels.put(name, opened.computeIfAbsent(address, this::open)));
      dispatcher.get().update(channels);
    }
  }

  /** All that a channel is made of. */
  private record Address(String kind, URI url, String user, String secret, String to, String from) {
    static Address of(String kind, URI url, String secret) {
      return new Address(kind, url, "", secret, "", "");
    }
  }

  private AlertChannel open(Address address) {
    Secret secret = new Secret(address.secret());
    return switch (address.kind()) {
      case "ntfy" -> new NtfyChannel(address.url(), secret, wallClock);
      case "gotify" -> new GotifyChannel(address.url(), secret, wallClock);
      case "mail" ->
          new MailChannel(
              address.url(),
              Optional.of(address.user()).filter(user -> !user.isEmpty()),
              secret,
              address.to(),
              address.from());
      default -> new WebhookChannel(address.url(), wallClock);
    };
  }

  /** Where each channel leads, by its name. */
  private static Map<String, Address> addresses(Config config) {
    Map<String, Address> addresses = new LinkedHashMap<>();
    config.get(WEBHOOK).ifPresent(url -> addresses.put("webhook", Address.of("webhook", url, "")));
    config
        .get(MOODS)
        .forEach(
            (mood, alert) ->
                alert
                    .webhook()
                    .ifPresent(
                        url ->
                            addresses.put(
                                "webhook:" + mood.label(), Address.of("webhook", url, ""))));
    config
        .get(NTFY)
        .ifPresent(
            url -> addresses.put("ntfy", Address.of("ntfy", url, config.get(NTFY_TOKEN).reveal())));
    config
        .get(GOTIFY)
        .ifPresent(
            url ->
                addresses.put(
                    "gotify", Address.of("gotify", url, config.get(GOTIFY_TOKEN).reveal())));
    if (config.get(MAIL).isPresent() && config.get(MAIL_SERVER).isPresent()) {
      String to = config.get(MAIL).get();
      addresses.put(
          "mail",
          new Address(
              "mail",
              config.get(MAIL_SERVER).get(),
              config.get(MAIL_USER),
              config.get(MAIL_PASSWORD).reveal(),
              to,
              config.get(MAIL_FROM).orElse(to)));
    }
    return addresses;
  }

  @Override
  public List<Problem> check(Config config) {
    List<Problem> problems = new ArrayList<>();
    if (config.get(MAIL).isPresent() && config.get(MAIL_SERVER).isEmpty()) {
      problems.add(
          config.problem(MAIL, "alert.mail needs alert.mail-server, such as smtp://HOST; add it"));
    }
    if (config.get(GOTIFY).isPresent() && !config.get(GOTIFY_TOKEN).isSet()) {
      problems.add(config.problem(GOTIFY, "alert.gotify needs alert.gotify-token-file; add it"));
    }
    return problems;
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
  public String words(Map<?, ?> status) {
    List<String> words = new ArrayList<>();
    words.add(status.get("pending") + " waiting");
    words.add(status.get("delivered") + " delivered");
    if (status.get("troubles") instanceof Map<?, ?> troubles) {
      troubles.forEach((place, why) -> words.add(place + ": " + why));
    }
    return String.join(", ", words);
  }

  @Override
  public void close() {
    scheduler.ifPresent(AlertScheduler::close);
    dispatcher.ifPresent(AlertDispatcher::close);
    store.ifPresent(AlertStore::close);
  }
}
