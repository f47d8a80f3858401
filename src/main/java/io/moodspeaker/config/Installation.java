package io.moodspeaker.config;

import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks all that a person configures in one installation. */
public final class Installation {
  private Installation() {}

  /**
   * All problems of an installation; empty when all is good.
   *
   * @param home the folder that holds {@code config/}, {@code playlists/}, {@code routes/} and
   *     {@code models/}
   * @param environment the variables of the process
   * @param overrides by key, as from {@code --set key=value}
   */
  public static List<Problem> check(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    if (!Files.isDirectory(home.resolve("config"))) {
      return List.of(
          Problem.of(
              home.toString(), "is no installation: it has no folder config; name one that has"));
    }
    Validated<MoodsFile> moods = MoodsFile.read(home);
    Validated<Settings> settings = Settings.load(home, environment, overrides);
    List<Problem> problems = new ArrayList<>(moods.problems());
    problems.addAll(settings.problems());
    moods.value().ifPresent(file -> problems.addAll(entries(home, file)));
    settings.value().ifPresent(found -> problems.addAll(devices(found, moods.value())));
    return problems;
  }

  private static List<Problem> entries(Path home, MoodsFile file) {
    TreeSet<Path> playlists = new TreeSet<>();
    file.music().comfort().ifPresent(playlists::add);
    file.moods().values().forEach(plan -> plan.playlist().ifPresent(playlists::add));
    Path root = home.toAbsolutePath().normalize();
    return playlists.stream()
        .flatMap(
            list ->
                Playlists.missingEntries(
                    list, (list.startsWith(root) ? root.relativize(list) : list).toString())
                    .stream())
        .toList();
  }

  private static List<Problem> devices(Settings settings, Optional<MoodsFile> moods) {
    List<Problem> problems = new ArrayList<>();
    Path model = settings.model().folder();
    if (!Files.isDirectory(model)) {
      problems.add(
          Problem.of(
              Settings.NAME,
              "emotion.model " + model + " is not there; correct the path or install a model"));
    }
    List<Integer> rgb = settings.outputs().rgbPins();
    moods.ifPresent(
        file ->
            file.moods()
                .forEach(
                    (mood, plan) ->
                        plan.light()
                            .flatMap(LightPlan::pin)
                            .filter(rgb::contains)
                            .ifPresent(
                                pin ->
                                    problems.add(
                                        Problem.of(
                                            MoodsFile.NAME,
                                            "pin %d of %s is one of light.rgb-pins; give %s another"
                                                .formatted(pin, mood, mood))))));
    return problems;
  }
}
