package io.moodspeaker.feature;

import io.moodspeaker.model.Mood;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A feature's configuration, as a test writes it. */
public final class FakeConfig implements Config {
  private final Feature feature;
  private final Map<String, String> settings;
  private final String moods;
  private final Path folder;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * A configuration.
   *
   * @param settings by name
   * @param moods what stands below {@code moods:}, indented
   * @param folder the installation and the state
   */
  public FakeConfig(Feature feature, Map<String, String> settings, String moods, Path folder) {
    this.feature = feature;
    this.settings = settings;
    this.moods = moods;
    this.folder = folder;
    feature.moods().forEach(this::get);
  }

  /** What was wrong in the moods, one a line. */
  public List<String> problems() {
    return problems.stream().map(Problem::toString).distinct().toList();
  }

  @Override
  public <T> T get(Setting<T> setting) {
    return setting.parse(settings.getOrDefault(setting.name(), setting.defaultText()));
  }

  @Override
  public <T> T get(MoodsSection<T> section) {
    List<String> keys = feature.moods().stream().flatMap(each -> each.moodKeys().stream()).toList();
    List<String> files =
        Stream.concat(
                Stream.of("moods"),
                feature.moods().stream().flatMap(each -> each.fileKeys().stream()))
            .toList();
    Optional<YamlMapping> root =
        YamlMapping.root(
            "config/moods.yaml",
            moods.isBlank() ? "moods: {}" : "moods:\n" + moods,
            files,
            problems);
    Optional<YamlMapping> all =
        root.flatMap(file -> file.section("moods", Mood.all().stream().map(Mood::label).toList()));
    return section
        .reading()
        .apply(
            new MoodsSection.Source() {
              @Override
              public Path home() {
                return folder;
              }

              @Override
              public Optional<YamlMapping> file(String key, List<String> names) {
                return root.flatMap(file -> file.section(key, names));
              }

              @Override
              public Optional<YamlMapping> mood(Mood mood) {
                return all.flatMap(moods -> moods.section(mood.label(), keys));
              }
            });
  }

  @Override
  public Path home() {
    return folder;
  }

  @Override
  public Path stateDir() {
    return folder.resolve("state");
  }

  @Override
  public Problem problem(Setting<?> setting, String message) {
    return Problem.of("config/moodspeaker.properties", message);
  }
}
