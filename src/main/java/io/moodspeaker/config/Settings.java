package io.moodspeaker.config;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Secret;
import io.moodspeaker.support.Suggestion;
import io.moodspeaker.support.TextFile;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Devices, intervals, thresholds and ports. Immutable.
 *
 * <p>A value comes from an override, else from the environment ({@code MOODSPEAKER_CAMERA}), else
 * from {@code config/moodspeaker.properties}, else from {@link Key#ALL}.
 */
public final class Settings {
  /** Where they lie in an installation. */
  public static final String NAME = "config/moodspeaker.properties";

  private static final String PREFIX = "MOODSPEAKER_";

  private final Path home;
  private final Map<String, String> values;
  private final Map<String, Origin> origins;
  private final Secret azureKey;
  private final Path stateDir;

  private Settings(
      Path home,
      Map<String, String> values,
      Map<String, Origin> origins,
      Secret azureKey,
      Path stateDir) {
    this.home = home;
    this.values = Map.copyOf(values);
    this.origins = Map.copyOf(origins);
    this.azureKey = azureKey;
    this.stateDir = stateDir;
  }

  /**
   * Where frames come from: {@code auto}, {@code drawn}, a device, an address, a file, a folder.
   */
  public record Camera(String source, Duration interval, Duration stall, Duration retry) {}

  /** How faces are found, and which of several decides on the mood and on alerts. */
  public record Faces(
      String detector, int minimum, String policy, Set<Emotion> watch, String alert) {}

  /** The local model; a minimum confidence of 0 never asks the fallback for more. */
  public record Model(Path folder, double minimumConfidence, boolean learnsBaseline) {}

  /** The Face service; in use when it has an endpoint and a key. */
  public record Azure(Optional<URI> endpoint, Secret key, Duration timeout, boolean allowHttp) {
    public boolean inUse() {
      return endpoint.isPresent() && key.isSet();
    }
  }

  /** How a mood is judged. */
  public record Judgement(
      Duration window,
      Duration dwell,
      Duration absentAfter,
      int observations,
      double enter,
      double margin) {}

  /** Where answers go. Three RGB pins, red green blue, or none. */
  public record Outputs(
      String audio,
      Optional<Path> mpdMusic,
      String light,
      List<Integer> rgbPins,
      Optional<URI> webhook) {}

  /** Where the status is served. */
  public record Http(String host, int port) {}

  /**
   * Reads the settings of an installation; a file that is not there sets nothing.
   *
   * @param home the folder that holds {@code config/}
   * @param environment the variables of the process
   * @param overrides by key, as from {@code --set key=value}
   */
  public static Validated<Settings> load(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    return new Loader(home.toAbsolutePath().normalize(), environment).load(overrides);
  }

  public Camera camera() {
    return new Camera(
        values.get("camera"),
        duration("camera.interval"),
        duration("camera.stall"),
        duration("camera.retry"));
  }

  public Faces faces() {
    return new Faces(
        values.get("face.detector"),
        whole("face.minimum"),
        values.get("face.policy"),
        emotions(values.get("face.watch")),
        values.get("alert.faces"));
  }

  public Model model() {
    return new Model(
        home.resolve(values.get("emotion.model")).normalize(),
        number("emotion.minimum-confidence"),
        values.get("emotion.baseline").equals("auto"));
  }

  public Azure azure() {
    return new Azure(
        url("azure.endpoint"),
        azureKey,
        duration("azure.timeout"),
        values.get("azure.allow-http").equals("yes"));
  }

  public Judgement judgement() {
    return new Judgement(
        duration("mood.window"),
        duration("mood.dwell"),
        duration("mood.absent-after"),
        whole("mood.observations"),
        number("mood.enter"),
        number("mood.margin"));
  }

  public Outputs outputs() {
    String pins = values.get("light.rgb-pins");
    String music = values.get("mpd.music-directory");
    return new Outputs(
        values.get("audio"),
        music.isEmpty() ? Optional.empty() : Optional.of(Path.of(music).normalize()),
        values.get("light"),
        pins.isEmpty()
            ? List.of()
            : Arrays.stream(pins.split(",")).map(pin -> Integer.valueOf(pin.strip())).toList(),
        url("alert.webhook"));
  }

  public Http http() {
    return new Http(values.get("http.host"), whole("http.port"));
  }

  /** The folder for what must outlive a restart; it may not exist yet. */
  public Path stateDir() {
    return stateDir;
  }

  /** The installation's folder. */
  public Path home() {
    return home;
  }

  /** A problem with a setting, at the place where it was set. */
  public Problem problem(String key, String message) {
    return origins.getOrDefault(key, new Origin("", NAME, 0)).problem(message);
  }

  /** The names of the settings that have another value in others. */
  public Set<String> differences(Settings others) {
    Set<String> names = new TreeSet<>();
    for (Key key : Key.ALL) {
      if (!values.get(key.name()).equals(others.values.get(key.name()))) {
        names.add(key.name());
      }
    }
    if (!azureKey.reveal().equals(others.azureKey.reveal())) {
      names.add("azure.key");
    }
    return names;
  }

  /** Every setting with its value, for support; secrets are hidden. */
  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>(values);
    shown.put("azure.key", azureKey.toString());
    return shown.toString();
  }

  private Duration duration(String key) {
    return Durations.parse(values.get(key));
  }

  private int whole(String key) {
    return Integer.parseInt(values.get(key));
  }

  private double number(String key) {
    return Double.parseDouble(values.get(key));
  }

  private Optional<URI> url(String key) {
    String value = values.get(key);
    return value.isEmpty() ? Optional.empty() : Optional.of(URI.create(value));
  }

  static Set<Emotion> emotions(String list) {
    return Arrays.stream(list.split(","))
        .filter(label -> !label.isBlank())
        .map(Emotion::of)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A value and where it was set. */
  private record Origin(String value, String source, int line) {
    Problem problem(String message) {
      return new Problem(source, line, line > 0 ? 1 : 0, message);
    }
  }

  /** One reading of all sources. */
  private static final class Loader {
    private static final Map<String, Key> KEYS =
        Key.ALL.stream().collect(Collectors.toUnmodifiableMap(Key::name, key -> key));
    private static final List<String> NAMES = Key.ALL.stream().map(Key::name).toList();

    private final Path home;
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Origin> set = new HashMap<>();

    Loader(Path home, Map<String, String> environment) {
      this.home = home;
      this.environment = environment;
    }

    Validated<Settings> load(Map<String, String> overrides) {
      if (Files.exists(home.resolve(NAME))) {
        Validated<String> text = TextFile.read(home.resolve(NAME), NAME);
        problems.addAll(text.problems());
        text.value().ifPresent(this::file);
      }
      environment();
      new TreeMap<>(overrides).forEach((key, value) -> put(key, value, "--set", 0));

      Map<String, String> values = new HashMap<>();
      for (Key key : Key.ALL) {
        Origin origin = set.getOrDefault(key.name(), new Origin(key.standard(), NAME, 0));
        Optional<String> wrong = key.check(origin.value());
        wrong.ifPresent(message -> problems.add(origin.problem(message)));
        values.put(key.name(), wrong.isPresent() ? key.standard() : origin.value());
      }
      Secret key = azureKey(values);
      Path stateDir = stateDir(values.get("state.dir"));
      Settings settings = new Settings(home, values, set, key, stateDir);
      if (problems.isEmpty()) {
        agree(settings);
      }
      return new Validated<>(
          problems.isEmpty() ? Optional.of(settings) : Optional.empty(), problems);
    }

    /** Reads the properties line by line, for java.util.Properties forgets where a key stood. */
    private void file(String text) {
      String[] lines = text.split("\\R", -1);
      Set<String> seen = new LinkedHashSet<>();
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
      Map<String, Key> variables =
          Key.ALL.stream().collect(Collectors.toMap(Key::variable, key -> key));
      for (String name : new TreeMap<>(environment).keySet()) {
        Key key = variables.get(name);
        if (key != null) {
          put(key.name(), environment.get(name), "environment " + name, 0);
        } else if (name.startsWith(PREFIX)) {
          // A variable that is like none of ours may be somebody else's.
          Suggestion.of(name.substring(PREFIX.length()), suffixes(variables.keySet()))
              .ifPresent(
                  close ->
                      problems.add(
                          Problem.of(
                              "environment",
                              name + " is no setting; did you mean " + PREFIX + close + "?")));
        }
      }
    }

    private static List<String> suffixes(Set<String> variables) {
      return variables.stream().map(name -> name.substring(PREFIX.length())).sorted().toList();
    }

    private void put(String key, String value, String source, int line) {
      if (KEYS.containsKey(key)) {
        set.put(key, new Origin(value.strip(), source, line));
      } else {
        problems.add(
            new Origin("", source, line)
                .problem("'" + key + "' is no setting; " + Suggestion.text(key, NAMES)));
      }
    }

    private Secret azureKey(Map<String, String> values) {
      String direct = values.get("azure.key");
      values.put("azure.key", "");
      if (!direct.isEmpty()) {
        return new Secret(direct);
      }
      String file = values.get("azure.key-file");
      String credentials = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
      try {
        if (!file.isEmpty()) {
          return new Secret(Files.readString(home.resolve(file)));
        }
        if (!credentials.isEmpty() && Files.exists(Path.of(credentials, "azure.key"))) {
          return new Secret(Files.readString(Path.of(credentials, "azure.key")));
        }
      } catch (IOException | InvalidPathException e) {
        problems.add(
            set.getOrDefault("azure.key-file", new Origin("", "credential azure.key", 0))
                .problem(
                    "azure.key-file cannot be read ("
                        + e
                        + "); correct the path or its permissions"));
      }
      return Secret.NONE;
    }

    private Path stateDir(String value) {
      if (!value.equals("auto")) {
        return home.resolve(value).normalize();
      }
      String given = environment.getOrDefault("STATE_DIRECTORY", "");
      if (!given.isEmpty()) {
        // systemd separates several by colons; the first is ours.
        return Path.of(given.split(":", 2)[0]);
      }
      String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
      // Java's user.home asks the user database; a person who sets HOME means HOME.
      String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
      return xdg.isEmpty()
          ? Path.of(user, ".local", "state", "moodspeaker")
          : Path.of(xdg, "moodspeaker");
    }

    /** Notes values that are right alone and wrong together. */
    private void agree(Settings settings) {
      Judgement judgement = settings.judgement();
      Duration interval = settings.camera().interval();
      Duration needed = interval.multipliedBy(judgement.observations());
      if (judgement.window().compareTo(needed) < 0) {
        disagree(
            List.of("mood.window", "camera.interval", "mood.observations"),
            "mood.window of %s cannot hold mood.observations = %d frames at camera.interval = %s; make it %s or more"
                .formatted(
                    Durations.format(judgement.window()),
                    judgement.observations(),
                    Durations.format(interval),
                    Durations.format(needed)));
      }
      if (judgement.margin() > judgement.enter()) {
        disagree(
            List.of("mood.margin", "mood.enter"),
            "mood.margin = %s must not be above mood.enter = %s"
                .formatted(judgement.margin(), judgement.enter()));
      }
    }

    /** Notes a problem where the first of some keys was set. */
    private void disagree(List<String> keys, String message) {
      Origin origin =
          keys.stream()
              .map(set::get)
              .filter(found -> found != null)
              .findFirst()
              .orElse(new Origin("", NAME, 0));
      problems.add(origin.problem(message));
    }
  }
}
