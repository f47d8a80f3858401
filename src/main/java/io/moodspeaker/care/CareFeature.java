package io.moodspeaker.care;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.Problem;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looking after somebody who may be in need. */
public final class CareFeature implements Feature {
  static final Setting<String> ON =
      Setting.oneOf(
              "care",
              List.of("off", "on"),
              "Whether days are watched for sadness that holds, against your own weeks before: off"
                  + " or on. On, the share of sadness of each day is kept; 'moodspeaker care' shows"
                  + " it, 'moodspeaker care forget' deletes it.")
          .live();

  static final Setting<Optional<String>> COUNTRY =
      Setting.<String>optional(
              "care.country",
              text -> {
                if (!text.matches("[A-Z]{2}")) {
                  throw new IllegalArgumentException("must be a country's two letters, as in DE");
                }
                return text;
              },
              "The country whose help lines in config/care.yaml are named, by its two letters; the"
                  + " machine's where it is not set.")
          .live();

  /** The channels of alerts; a name that is not set up tells nobody. */
  static final List<String> CHANNELS = List.of("webhook", "ntfy", "gotify", "mail", "mqtt");

  static final Setting<List<String>> TELL =
      new Setting<>(
          "care.tell",
          "",
          Setting.Kind.LIVE,
          CareFeature::channels,
          "Who is told of sadness that holds in place of a sentence for you, where you have chosen"
              + " so: of webhook, ntfy, gotify, mail and mqtt, separated by commas.");

  /** Where the days are kept, in the state folder. */
  public static final String FILE = CareDiary.FILE;

  private static final Duration SAVED_EVERY = Duration.ofMinutes(5);

  private volatile Config config;
  private volatile CareContacts contacts = CareContacts.NONE;
  private Optional<Care> care = Optional.empty();

  private static List<String> channels(String text) {
    List<String> named =
        Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (!CHANNELS.containsAll(named)) {
      throw new IllegalArgumentException("must be of " + String.join(", ", CHANNELS));
    }
    return named;
  }

  @Override
  public String name() {
    return "care";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(ON, COUNTRY, TELL);
  }

  @Override
  public List<Problem> check(Config asked) {
    // Without it the sentences say what holds anywhere.
    return Files.exists(asked.home().resolve(CareContacts.FILE))
        ? CareContacts.read(asked.home()).problems()
        : List.of();
  }

  @Override
  public void start(FeatureContext context) {
    take(context.config());
    Care made =
        new Care(
            () -> contacts,
            this::now,
            config.stateDir(),
            context.wallClock(),
            ZoneId.systemDefault());
    care = Optional.of(made);
    context.events().subscribe(Observation.class, made::observe);
    context.events().subscribe(MoodChange.class, made::moodChanged);
    context.scheduler("care").every(SAVED_EVERY, made::save);
    context.bind("careDays", made);
  }

  @Override
  public void reload(Config newer) {
    take(newer);
  }

  private void take(Config newer) {
    config = newer;
    contacts = CareContacts.read(newer.home()).value().orElse(CareContacts.NONE);
  }

  private Care.Settings now() {
    Config read = config;
    return new Care.Settings(
        read.get(ON).equals("on"),
        read.get(SharedSettings.LANGUAGE),
        read.get(COUNTRY).orElseGet(() -> Locale.getDefault().getCountry()),
        read.get(TELL));
  }

  @Override
  public Map<String, Object> status() {
    return care.isPresent() ? Map.of("care", config.get(ON)) : Map.of();
  }

  @Override
  public String words(Map<?, ?> status) {
    return String.valueOf(status.get("care"));
  }

  @Override
  public void close() {
    care.ifPresent(Care::save);
  }
}
