package io.moodspeaker.app;

import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Validated;
import java.util.ArrayList;
import java.util.List;

/** A look at what this machine has of what the daemon can use. */
public final class Doctor {
  private Doctor() {}

  /** What the machine and each feature find, for the configuration as it is. */
  public static List<Finding> examine(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok("Java " + Runtime.version().feature() + " on " + System.getProperty("os.arch")));
    findings.addAll(libraries());
    List<Problem> problems = installation.check();
    findings.add(
        problems.isEmpty()
            ? Finding.ok("the configuration")
            : Finding.note(
                problems.size() == 1
                    ? "1 problem in the configuration"
                    : problems.size() + " problems in the configuration",
                "moodspeaker check"));
    Validated<LoadedConfig> config = installation.reader().read();
    if (config.value().isPresent()) {
      for (Feature feature : installation.features()) {
        findings.addAll(feature.examine(config.value().get()));
      }
    }
    return findings;
  }

  private static List<Finding> libraries() {
    SystemLibraries libraries = SystemLibraries.look();
    if (libraries.missing().isEmpty()) {
      return List.of(Finding.ok("all system libraries"));
    }
    String remedy = libraries.remedy().orElseThrow();
    return libraries.missing().stream()
        .map(
            library ->
                Finding.note(
                    library.soname() + ", needed for " + library.need() + ", is not here", remedy))
        .toList();
  }
}
