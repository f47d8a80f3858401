package io.moodspeaker.care;

import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom somebody in need can turn to, as {@code config/care.yaml} has it.
 *
 * @param own the person's own contacts, told before all others
 * @param urgent what is said to words that hint at self-harm, by language
 * @param gentle what is said to sadness that holds for days, by language
 * @param countries contacts by a country's two letters
 */
public record CareContacts(
    List<String> own,
    Map<String, String> urgent,
    Map<String, String> gentle,
    Map<String, Country> countries) {
  /** The file in an installation. */
  public static final String FILE = "config/care.yaml";

  /** Stands for a country that the file does not have. */
  static final String ELSEWHERE = "elsewhere";

  private static final String CONTACTS = "{contacts}";
  private static final String EMERGENCY = "{emergency}";

  /**
   * A country's contacts.
   *
   * @param emergency the number for an emergency
   * @param lines help lines, each with its name and number
   */
  public record Country(String emergency, List<String> lines) {}

  private static final Map<String, String> URGENT =
      Map.of(
          "en",
          "You are not alone with this. Please talk to somebody now: {contacts}. In danger, call"
              + " {emergency}.",
          "de",
          "Du bist damit nicht allein. Bitte sprich jetzt mit jemandem: {contacts}. Bei Gefahr ruf"
              + " die {emergency} an.",
          "ko",
          "혼자 견디지 않으셔도 돼요. 지금 누군가와 이야기해 주세요. {contacts}. 위급하면 {emergency}에 전화해 주세요.");

  private static final Map<String, String> GENTLE =
      Map.of(
          "en",
          "It has looked heavy for some days. If you would like to talk to somebody: {contacts}.",
          "de",
          "Die letzten Tage sahen schwer aus. Wenn du mit jemandem reden magst: {contacts}.",
          "ko",
          "요 며칠 힘들어 보였어요. 누군가와 이야기하고 싶으시면 {contacts}.");

  /** What holds where the file can't be read: the number that leads to help in most countries. */
  private static final Country ANYWHERE = new Country("112", List.of("findahelpline.com", "112"));

  /** What holds without a file. */
  public static final CareContacts NONE =
      new CareContacts(List.of(), URGENT, GENTLE, Map.of(ELSEWHERE, ANYWHERE));

  /** The file below a folder; what is wrong with it is told, and the rest of it holds. */
  public static Validated<CareContacts> read(Path home) {
    Validated<String> text = TextFile.read(home.resolve(FILE), FILE);
    if (text.value().isEmpty()) {
      return new Validated<>(Optional.of(NONE), text.problems());
    }
    List<Problem> problems = new ArrayList<>();
    Optional<YamlMapping> root =
        YamlMapping.root(
            FILE, text.value().get(), List.of("own", "urgent", "gentle", "countries"), problems);
    CareContacts read =
        root.map(
                file ->
                    new CareContacts(
                        file.texts("own").orElse(List.of()),
                        sentences(file, "urgent", URGENT),
                        sentences(file, "gentle", GENTLE),
                        countries(file)))
            .orElse(NONE);
    return new Validated<>(Optional.of(read), problems);
  }

  private static Map<String, String> sentences(
      YamlMapping file, String key, Map<String, String> usual) {
    Map<String, String> sentences = new HashMap<>(usual);
    file.section(key, SharedSettings.LANGUAGES)
        .ifPresent(
            section ->
                section
                    .keys()
                    .forEach(
                        language -> {
                          section
                              .text(language)
                              .filter(text -> !text.contains(CONTACTS))
                              .ifPresent(
                                  text ->
                                      section.note(
                                          language,
                                          language
                                              + " must say {contacts} where the numbers belong; add"
                                              + " it"));
                          section
                              .text(language)
                              .filter(text -> text.contains(CONTACTS))
                              .ifPresent(text -> sentences.put(language, text));
                        }));
    return sentences;
  }

  private static Map<String, Country> countries(YamlMapping file) {
    Map<String, Country> countries = new HashMap<>(Map.of(ELSEWHERE, ANYWHERE));
    file.entries("countries")
        .ifPresent(
            all ->
                all.keys()
                    .forEach(
                        name ->
                            all.section(name, List.of("emergency", "lines"))
                                .ifPresent(one -> countries.put(name, country(one)))));
    return countries;
  }

  private static Country country(YamlMapping section) {
    return new Country(
        section.text("emergency").orElse(ANYWHERE.emergency()),
        section.texts("lines").filter(lines -> !lines.isEmpty()).orElse(ANYWHERE.lines()));
  }

  /** What is said to words that hint at self-harm. */
  String urgent(String language, String country) {
    return filled(urgent.getOrDefault(language, URGENT.get("en")), country);
  }

  /** What is said to sadness that holds for days. */
  String gentle(String language, String country) {
    return filled(gentle.getOrDefault(language, GENTLE.get("en")), country);
  }

  private String filled(String sentence, String country) {
    Country here = countries.getOrDefault(country, countries.getOrDefault(ELSEWHERE, ANYWHERE));
    List<String> lines = new ArrayList<>(own);
    lines.addAll(here.lines());
    return sentence
        .replace(CONTACTS, String.join(", ", lines))
        .replace(EMERGENCY, here.emergency());
  }
}
