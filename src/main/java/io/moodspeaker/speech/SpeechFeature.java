package io.moodspeaker.speech;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.speech.command.CommandVoice;
import io.moodspeaker.speech.javasound.CardSpeaker;
import io.moodspeaker.speech.wyoming.WyomingVoice;
import io.moodspeaker.support.YamlMapping;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The speaker's own words. */
public final class SpeechFeature implements Feature {
  private static final List<String> LANGUAGES = List.of("en", "de", "ko");
  private static final int WYOMING_PORT = 10200;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static final Setting<Optional<URI>> VOICE =
      Setting.optional(
          "speech.voice",
          SpeechFeature::voice,
          "The voice of a Wyoming text-to-speech server, such as Piper: wyoming://HOST or"
              + " wyoming://HOST:PORT. espeak-ng where it is not set.");

  static final Setting<String> LANGUAGE =
      Setting.oneOf("speech.language", LANGUAGES, "The language that is spoken: en, de or ko.")
          .live();

  static final Setting<Duration> EVERY =
      Setting.duration(
              "speech.every",
              "30min",
              "0s",
              "24h",
              "The least time from one sentence of the speaker's to the next.")
          .live();

  static final Setting<LocalTime> QUIET_FROM =
      time("speech.quiet-from", "22:00", "When it falls silent for the night: a time as in 22:00.");

  static final Setting<LocalTime> QUIET_TO =
      time(
          "speech.quiet-to",
          "07:00",
          "When it may speak again; the same as speech.quiet-from for no night.");

  /** For each mood its lines in each language. */
  static final MoodsSection<Map<Mood, Map<String, List<String>>>> MOODS =
      new MoodsSection<>(List.of(), List.of("say"), SpeechFeature::read);

  /** The language of people who have one of their own. */
  static final MoodsSection<Map<String, String>> PEOPLE =
      new MoodsSection<>(List.of(), List.of(), List.of("language"), SpeechFeature::languages);

  private volatile Config config;

  /** The language that is spoken now. */
  private volatile String spoken = "";

  private Optional<SpeechController> controller = Optional.empty();

  private static Map<String, String> languages(MoodsSection.Source file) {
    Map<String, String> languages = new HashMap<>();
    file.people()
        .forEach(
            (name, mapping) ->
                mapping.word("language", LANGUAGES).ifPresent(own -> languages.put(name, own)));
    return languages;
  }

  private static Setting<LocalTime> time(String name, String byDefault, String description) {
    return new Setting<>(
        name,
        byDefault,
        Setting.Kind.LIVE,
        text -> {
          if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            throw new IllegalArgumentException("must be a time of day as in 22:00");
          }
          return LocalTime.parse(text);
        },
        description);
  }

  private static URI voice(String text) {
    try {
      URI uri = new URI(text);
      if ("wyoming".equals(uri.getScheme()) && uri.getHost() != null && uri.getPath().isEmpty()) {
        return uri;
      }
    } catch (URISyntaxException none) {
      // The message below says what fits.
    }
    throw new IllegalArgumentException("must be wyoming://HOST or wyoming://HOST:PORT");
  }

  @Override
  public String name() {
    return "speech";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(VOICE, LANGUAGE, EVERY, QUIET_FROM, QUIET_TO);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS, PEOPLE);
  }

  private static Map<Mood, Map<String, List<String>>> read(MoodsSection.Source file) {
    Map<Mood, Map<String, List<String>>> all = new EnumMap<>(Mood.class);
    for (Mood mood : Mood.all()) {
      file.mood(mood)
          .filter(section -> section.has("say"))
          .ifPresent(section -> all.put(mood, lines(section)));
    }
    return all;
  }

  /** Lines for each language; lines without one are for whatever is spoken. */
  private static Map<String, List<String>> lines(YamlMapping section) {
    Map<String, List<String>> lines = new HashMap<>();
    if (section.isSection("say")) {
      section
          .section("say", LANGUAGES)
          .ifPresent(
              all ->
                  all.keys()
                      .forEach(
                          language ->
                              all.texts(language).ifPresent(texts -> lines.put(language, texts))));
    } else {
      section
          .texts("say")
          .ifPresent(texts -> LANGUAGES.forEach(language -> lines.put(language, texts)));
    }
    return lines;
  }

  private static SpeechPlan plan(Config config, String language) {
    Map<Mood, List<String>> lines = new EnumMap<>(Mood.class);
    config
        .get(MOODS)
        .forEach((mood, all) -> lines.put(mood, all.getOrDefault(language, List.of())));
    return new SpeechPlan(
        lines, language, config.get(EVERY), config.get(QUIET_FROM), config.get(QUIET_TO));
  }

  @Override
  public void start(FeatureContext context) {
    config = context.config();
    spoken = config.get(LANGUAGE);
    Voice voice =
        context
            .config()
            .get(VOICE)
            .<Voice>map(
                uri ->
                    new WyomingVoice(
                        uri.getHost(), uri.getPort() > 0 ? uri.getPort() : WYOMING_PORT, PATIENCE))
            .orElseGet(CommandVoice::espeak);
    SpeechController made =
        new SpeechController(
            voice,
            new CardSpeaker(),
            plan(config, spoken),
            context.clock(),
            context.wallClock(),
            RandomGenerator.getDefault());
    controller = Optional.of(made);
    context.bind("speech", made);
    context.events().subscribe(MoodChange.class, this::speakTo);
  }

  /** Speaks the language of whoever's mood it is. */
  private void speakTo(MoodChange change) {
    String language =
        change
            .person()
            .map(name -> config.get(PEOPLE).get(name))
            .orElseGet(() -> config.get(LANGUAGE));
    if (!language.equals(spoken)) {
      spoken = language;
      controller.ifPresent(running -> running.update(plan(config, language)));
    }
  }

  @Override
  public void reload(Config saved) {
    config = saved;
    spoken = saved.get(LANGUAGE);
    controller.ifPresent(running -> running.update(plan(saved, spoken)));
  }
}
