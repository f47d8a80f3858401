package io.moodspeaker.app.command;

import io.moodspeaker.app.Installation;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.music.MusicFeature;
import io.moodspeaker.support.Validated;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says where music comes from, and what of it is reachable. */
@Command(
    name = "sources",
    description = "Say where the music comes from, and what of it can be reached now.",
    mixinStandardHelpOptions = true)
final class SourcesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Look with this setting in place of the configured one.")
  private Map<String, String> overrides = Map.of();

  @Override
  public Integer call() {
    Installation installation = Installation.find(overrides);
    Validated<LoadedConfig> config = installation.reader().read();
    if (config.value().isEmpty()) {
      throw new BadInputException("the configuration has mistakes; 'moodspeaker check' tells them");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings =
        installation.features().stream()
            .filter(MusicFeature.class::isInstance)
            .flatMap(feature -> ((MusicFeature) feature).sources(config.value().get()).stream())
            .toList();
    DoctorCommand.print(findings, out);
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.MISSING) ? 1 : 0;
  }
}
