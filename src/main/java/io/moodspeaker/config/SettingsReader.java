package io.moodspeaker.config;

import io.moodspeaker.feature.Setting;
import io.moodspeaker.support.Characters;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Suggestion;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads the settings that features declare: from overrides, else the environment, else {@code
 * config/moodspeaker.properties}, else the defaults.
 */
final class SettingsReader {
  /** Where they lie in an installation. */
  static final String NAME = "config/moodspeaker.properties";

  private static final String PREFIX = "MOODSPEAKER_";

  /** In an address: {@code rtsp://user:password@host}. */
  private static final Pattern PASSWORD = Pattern.compile("://[^/@]*:[^/@]+@");

  private static final String FILE = "-file";

  private final Path home;
  private final Map<String, String> environment;
  private final Map<String, Setting<?>> declared = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, SettingOrigin> set = new HashMap<>();

  SettingsReader(Path home, Collection<Setting<?>> settings, Map<String, String> environment) {
    this.home = home;
    this.environment = environment;
    for (Setting<?> setting : settings) {
      if (declared.putIfAbsent(setting.name(), setting) != null) {
        throw new IllegalStateException(setting.name() + " is declared by two features");
      }
      names.add(setting.name());
      if (setting.kind().isSecret()) {
        names.add(setting.name() + FILE);
      }
    }
  }

  /**
   * Reads all sources.
   *
   * @param overrides by name, as from {@code --set name=value}
   */
  Validated<SettingValues> read(Map<String, String> overrides) {
    SettingValues read = readAll(overrides);
    return new Validated<>(problems.isEmpty() ? Optional.of(read) : Optional.empty(), problems);
  }

  /** What is wrong with what was read. */
  List<Problem> problems() {
    return problems;
  }

  /** The same; what is wrong has its default. */
  SettingValues readAll(Map<String, String> overrides) {
    if (Files.exists(home.resolve(NAME))) {
      Validated<String> text = TextFile.read(home.resolve(NAME), NAME);
      problems.addAll(text.problems());
      text.value().ifPresent(this::file);
    }
    environment();
    new TreeMap<>(overrides).forEach(this::override);
    Map<String, Object> values = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    for (Setting<?> setting : declared.values()) {
      String text =
          setting.kind().isSecret()
              ? secret(setting)
              : Optional.ofNullable(set.get(setting.name()))
                  .map(SettingOrigin::value)
                  .orElse(setting.defaultText());
      texts.put(setting.name(), text);
      try {
        values.put(setting.name(), setting.parse(text));
      } catch (IllegalArgumentException refused) {
        problem(setting, text, refused);
        values.put(setting.name(), setting.parse(setting.defaultText()));
      }
    }
    return new SettingValues(values, texts, set);
  }

  private void problem(Setting<?> setting, String text, IllegalArgumentException refused) {
    String value =
        setting.kind().isSecret()
            ? ""
            : (refused.getMessage().contains(", was '") ? "" : ", was '" + text + "'")
                + Characters.warning(text);
    problems.add(
        set.getOrDefault(setting.name(), SettingOrigin.none(NAME))
            .problem(setting.name() + " " + refused.getMessage() + value));
  }

  /** Reads the properties line by line, for java.util.Properties forgets where a key stood. */
  private void file(String text) {
    String[] lines = text.split("\\R", -1);
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < lines.length; i++) {
      int first = i;
      StringBuilder logical = new StringBuilder(lines[i]);
      while (continues(lines[i]) && i + 1 < lines.length && !comment(lines[first])) {
        i++;
        logical.append('\n').append(lines[i]);
      }
      try {
        Properties one = new Properties();
        one.load(new StringReader(logical.toString()));
        for (String key : one.stringPropertyNames()) {
          if (!seen.add(key)) {
            problems.add(
                new Problem(NAME, first + 1, 1, key + " is set twice; take one of them out"));
          }
          put(key, one.getProperty(key), NAME, first + 1);
        }
      } catch (IllegalArgumentException e) {
        problems.add(
            new Problem(
                NAME,
                first + 1,
                1,
                "a \\u needs four hexadecimal digits after it; write \\\\ for a backslash"));
      } catch (IOException e) {
        throw new UncheckedIOException(e); // A string does not fail to be read.
      }
    }
  }

  private static boolean comment(String line) {
    return line.strip().startsWith("#") || line.strip().startsWith("!");
  }

  private static boolean continues(String line) {
    int slashes = 0;
    while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private void environment() {
    Map<String, String> variables = new TreeMap<>();
    names.forEach(name -> variables.put(variable(name), name));
    for (String variable : new TreeMap<>(environment).keySet()) {
      String name = variables.get(variable);
      if (name != null) {
        put(name, environment.get(variable), "environment " + variable, 0);
      } else if (variable.startsWith(PREFIX)) {
        // A variable that is like none of ours may be somebody else's.
        Suggestion.of(variable.substring(PREFIX.length()), suffixes(variables.keySet()))
            .ifPresent(
                close ->
                    problems.add(
                        Problem.of(
                            "environment",
                            variable + " is no setting; did you mean " + PREFIX + close + "?")));
      }
    }
  }

  private static String variable(String name) {
    return Setting.text(name, "", "").variable();
  }

  private static List<String> suffixes(Set<String> variables) {
    return variables.stream().map(name -> name.substring(PREFIX.length())).toList();
  }

  private void override(String name, String value) {
    Setting<?> setting = declared.get(name);
    if (setting != null && setting.kind().isSecret() && !value.isBlank()) {
      problems.add(
          Problem.of(
              "--set",
              name
                  + " would show in the process list; put it into a file that only you can read and"
                  + " name that: --set "
                  + name
                  + FILE
                  + "=FILE"));
      return;
    }
    if (setting != null && PASSWORD.matcher(value).find()) {
      problems.add(
          Problem.of(
              "--set",
              "the password in "
                  + name
                  + " would show in the process list; put the line into"
                  + " config/moodspeaker.properties, or the value into the environment as "
                  + setting.variable()));
      return;
    }
    put(name, value, "--set", 0);
  }

  private void put(String name, String value, String source, int line) {
    SettingOrigin origin = new SettingOrigin(value.strip(), source, line);
    if (!names.contains(name)) {
      problems.add(
          new SettingOrigin("", source, line)
              .problem(
                  "'"
                      + name
                      + "' is no setting"
                      + Characters.warning(name)
                      + "; "
                      + Suggestion.text(name, names)));
      return;
    }
    Setting<?> setting = declared.get(name);
    if (setting == null || !setting.kind().isSecret()) {
      Optional<String> refused = spelling(origin.value());
      if (refused.isPresent()) {
        problems.add(
            origin.problem(
                name
                    + " "
                    + refused.get()
                    + ", was '"
                    + origin.value()
                    + "'"
                    + Characters.warning(origin.value())));
        return;
      }
    }
    set.put(name, origin);
  }

  /** What people bring along from other formats. */
  private static Optional<String> spelling(String value) {
    if (value.length() > 1
        && ((value.startsWith("\"") && value.endsWith("\""))
            || (value.startsWith("'") && value.endsWith("'")))) {
      return Optional.of("takes no quotes; take them away");
    }
    if (value.matches(".*\\s#.*")) {
      return Optional.of("is followed by a comment, which needs a line of its own");
    }
    return Optional.empty();
  }

  private String secret(Setting<?> setting) {
    String name = setting.name();
    if (set.containsKey(name) && !set.get(name).value().isEmpty()) {
      return set.get(name).value();
    }
    SettingOrigin file = set.get(name + FILE);
    String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    try {
      if (file != null && !file.value().isEmpty()) {
        return TextFile.smallText(home.resolve(file.value()));
      }
      if (!credentials.isEmpty() && Files.exists(Path.of(credentials, name))) {
        return TextFile.smallText(Path.of(credentials, name));
      }
    } catch (IOException | InvalidPathException e) {
      problems.add(
          Optional.ofNullable(file)
              .orElse(new SettingOrigin("", "credential " + name, 0))
              .problem(
                  name
                      + FILE
                      + " cannot be read ("
                      + Reason.of(e)
                      + "); correct the path or its permissions"));
    }
    return "";
  }
}
