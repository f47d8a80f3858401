package io.moodspeaker.app;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.support.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The features that are on board. */
public final class Features {
  private Features() {}

  /** New ones, at rest, by name. */
  public static List<Feature> load() {
    return ServiceLoader.load(Feature.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Feature::name))
        .toList();
  }

  /** What well-formed values ask for that can't be. */
  public static List<Problem> check(List<Feature> features, Config config) {
    return features.stream()
        .flatMap(feature -> feature.check(config).stream())
        .sorted(
            Comparator.comparing(Problem::source)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }
}
