package io.moodspeaker.speech;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.MoodsSection;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.speech.command.CommandVoice;
import io.moodspeaker.speech.javasound.CardMicrophone;
import io.moodspeaker.speech.javasound.CardSpeaker;
import io.moodspeaker.speech.okhttp.ChatEndpoint;
import io.moodspeaker.speech.wyoming.WyomingAddress;
import io.moodspeaker.speech.wyoming.WyomingTranscriber;
import io.moodspeaker.speech.wyoming.WyomingVoice;
import io.moodspeaker.support.PersonNames;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.Urls;
import io.moodspeaker.support.YamlMapping;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The speaker's own words. */
public final class SpeechFeature implements Feature {
  private static final String FILE = "file:";

  /** A small board takes a second for each of speech; whoever takes longer hangs. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A model on a small board thinks for a while, and nobody waits for an answer for longer. */
  private static final Duration CHAT_PATIENCE = Duration.ofSeconds(30);

  static final Setting<Optional<URI>> VOICE =
      Setting.optional(
          "speech.voice",
          WyomingAddress::ofVoice,
          "The voice of a Wyoming text-to-speech server, such as Piper: wyoming://HOST or"
              + " wyoming://HOST:PORT. espeak-ng where it is not set.");

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

  static final Setting<String> LISTEN =
      Setting.oneOf(
          "listen",
          List.of("off", "on"),
          "Whether it hears an answer after it has spoken: off or on. Nothing is heard at any other"
              + " time, and nothing is kept.");

  static final Setting<String> MICROPHONE =
      Setting.text(
          "listen.microphone",
          "auto",
          "Where answers are heard: auto, the name of a sound card, or file:NAME.wav to play one"
              + " in.");

  static final Setting<Optional<URI>> RECOGNIZER =
      Setting.optional(
          "listen.recognizer",
          WyomingAddress::ofRecognizer,
          "The Wyoming speech-to-text server that makes words of an answer, such as Whisper:"
              + " wyoming://HOST or wyoming://HOST:PORT.");

  static final Setting<Optional<URI>> CHAT =
      Setting.url(
          "chat.url",
          "The server that finds the words for a reply, in OpenAI's contract; of Ollama on this"
              + " machine it is http://127.0.0.1:11434. What was heard is sent there.");

  static final Setting<String> MODEL =
      Setting.text("chat.model", "llama3.2", "The chat model's name at that server.");

  static final Setting<Secret> KEY =
      Setting.secret("chat.key", "The key for that server, if it wants one.").live();

  /** For each mood its lines in each language. */
  static final MoodsSection<Map<Mood, Map<String, List<String>>>> MOODS =
      new MoodsSection<>(List.of(), List.of("say"), SpeechFeature::read);

  /** The language of people who have one of their own. */
  static final MoodsSection<Map<String, String>> PEOPLE =
      new MoodsSection<>(List.of(), List.of(), List.of("language"), SpeechFeature::languages);

  private volatile Config config;

  /** The language that is spoken now. */
  private volatile String spoken = "";

  private volatile Secret key = Secret.NONE;
  private Optional<SpeechController> controller = Optional.empty();

  private static Map<String, String> languages(MoodsSection.Source file) {
    Map<String, String> languages = new TreeMap<>(PersonNames.ORDER);
    file.people()
        .forEach(
            (name, mapping) ->
                mapping
                    .word("language", SharedSettings.LANGUAGES)
                    .ifPresent(own -> languages.put(name, own)));
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

  @Override
  public String name() {
    return "speech";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(
        VOICE, EVERY, QUIET_FROM, QUIET_TO, LISTEN, MICROPHONE, RECOGNIZER, CHAT, MODEL, KEY);
  }

  @Override
  public List<MoodsSection<?>> moods() {
    return List.of(MOODS, PEOPLE);
  }

  @Override
  public List<Problem> check(Config config) {
    List<Problem> problems = new ArrayList<>();
    if (config.get(LISTEN).equals("on") && config.get(RECOGNIZER).isEmpty()) {
      problems.add(
          config.problem(
              LISTEN,
              "listen = on needs listen.recognizer, such as wyoming://127.0.0.1:10300; add it"));
    }
    String microphone = config.get(MICROPHONE);
    if (microphone.startsWith(FILE)
        && !Files.isRegularFile(Path.of(microphone.substring(FILE.length())))) {
      problems.add(
          config.problem(
              MICROPHONE,
              "listen.microphone "
                  + microphone
                  + ": the file is not there; record one with arecord, or use auto"));
    }
    return problems;
  }

  /** What a person says travels unencrypted to nobody outside the house. */
  @Override
  public List<Problem> refusals(Config config) {
    return config
        .get(CHAT)
        .filter(
            url -> url.getScheme().equalsIgnoreCase("http") && !Urls.isInTheHouse(url.getHost()))
        .map(
            url ->
                List.of(
                    config.problem(
                        CHAT,
                        "chat.url "
                            + Urls.withoutSecrets(url.toString())
                            + " would send what was said in the clear over the internet; use"
                            + " https")))
        .orElse(List.of());
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
          .section("say", SharedSettings.LANGUAGES)
          .ifPresent(
              all ->
                  all.keys()
                      .forEach(
                          language ->
                              all.texts(language).ifPresent(texts -> lines.put(language, texts))));
    } else {
      section
          .texts("say")
          .ifPresent(
              texts -> SharedSettings.LANGUAGES.forEach(language -> lines.put(language, texts)));
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
    spoken = config.get(SharedSettings.LANGUAGE);
    Voice voice =
        context
            .config()
            .get(VOICE)
            .<Voice>map(server -> new WyomingVoice(server, PATIENCE))
            .orElseGet(CommandVoice::espeak);
    key = context.config().get(KEY);
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
    context.bind("conversation", conversation(context.config(), made));
  }

  private Conversation conversation(Config config, SpeechController speech) {
    String microphone = config.get(MICROPHONE);
    return new Conversation(
        microphone.startsWith(FILE)
            ? new FileMicrophone(Path.of(microphone.substring(FILE.length())))
            : new CardMicrophone(microphone),
        config.get(RECOGNIZER).map(server -> new WyomingTranscriber(server, PATIENCE)),
        config
            .get(CHAT)
            .map(server -> new ChatEndpoint(server, config.get(MODEL), () -> key, CHAT_PATIENCE)),
        speech::language);
  }

  /** Speaks the language of whoever's mood it is. */
  private void speakTo(MoodChange change) {
    String language =
        change
            .person()
            .map(name -> config.get(PEOPLE).get(name))
            .orElseGet(() -> config.get(SharedSettings.LANGUAGE));
    if (!language.equals(spoken)) {
      spoken = language;
      controller.ifPresent(running -> running.update(plan(config, language)));
    }
  }

  @Override
  public void reload(Config saved) {
    config = saved;
    key = saved.get(KEY);
    spoken = saved.get(SharedSettings.LANGUAGE);
    controller.ifPresent(running -> running.update(plan(saved, spoken)));
  }
}
