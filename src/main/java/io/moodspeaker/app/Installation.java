package io.moodspeaker.app;

import io.moodspeaker.app.command.BadInputException;
import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.config.CoreSettings;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An installation as commands use it: its folder, the features on board, its configuration. */
public final class Installation {
  private final InstallDir dir;
  private final List<Feature> features = Features.load();
  private final ConfigReader reader;

  /**
   * An installation, not yet read.
   *
   * @param overrides by name, as from {@code --set name=value}
   */
  public Installation(InstallDir dir, Map<String, String> overrides) {
    this.dir = dir;
    this.reader = new ConfigReader(dir.root(), features, System.getenv(), overrides);
  }

  /** The one that the program runs from. */
  public static Installation find(Map<String, String> overrides) {
    return new Installation(InstallDir.find(), overrides);
  }

  public InstallDir dir() {
    return dir;
  }

  public List<Feature> features() {
    return features;
  }

  public ConfigReader reader() {
    return reader;
  }

  /**
   * Its configuration.
   *
   * @throws BadInputException with all problems, one a line, if it has mistakes
   */
  public LoadedConfig config() {
    return reader.read().orElseThrow(BadInputException::new);
  }

  /** All that is wrong with configuration and routes; empty when all is good. */
  public List<Problem> check() {
    if (!Files.isDirectory(dir.config())) {
      return List.of(
          Problem.of(
              dir.root().toString(),
              "is no installation: it has no folder config; name one that has"));
    }
    List<Problem> problems = new ArrayList<>(configuration(reader, features));
    problems.addAll(routes());
    return problems;
  }

  /** All that is wrong with the two files of the configuration, each in the order of its text. */
  static List<Problem> configuration(ConfigReader reader, List<Feature> features) {
    Validated<LoadedConfig> config = reader.readForCheck();
    List<Problem> problems = new ArrayList<>(config.problems());
    config.value().ifPresent(read -> problems.addAll(Features.check(features, read)));
    config.value().flatMap(Installation::stateDir).ifPresent(problems::add);
    problems.sort(
        Comparator.comparing(Problem::source)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column));
    return problems;
  }

  /**
   * What keeps a state folder that was set from being written to; another user has another auto.
   */
  private static Optional<Problem> stateDir(Config config) {
    Path folder = config.stateDir().toAbsolutePath();
    while (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    boolean fine = Files.isDirectory(folder) && Files.isWritable(folder) && !isKernels(folder);
    return fine || config.get(CoreSettings.STATE_DIR).equals("auto")
        ? Optional.empty()
        : Optional.of(
            config.problem(
                CoreSettings.STATE_DIR,
                "state.dir: "
                    + folder
                    + " can't be written to; correct its permissions or name another folder"));
  }

  /**
   * Whether files can be made by the kernel alone, as in /proc; root may write, but to no avail.
   */
  private static boolean isKernels(Path folder) {
    try {
      return Set.of("proc", "sysfs").contains(Files.getFileStore(folder).type());
    } catch (IOException unknown) {
      return false;
    }
  }

  private List<Problem> routes() {
    if (!Files.isDirectory(dir.routes())) {
      return List.of();
    }
    Map<String, String> placeholders = new HashMap<>();
    reader.settings().forEach(each -> placeholders.put(each.name(), each.defaultText()));
    reader
        .readForCheck()
        .value()
        .ifPresent(read -> placeholders.putAll(read.placeholders(reader.settings())));
    return new RouteFiles(dir.routes())
        .check(placeholders, features.stream().map(Feature::name).collect(Collectors.toSet()));
  }
}
