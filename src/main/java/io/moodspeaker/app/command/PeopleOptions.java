package io.moodspeaker.app.command;

import java.util.Map;
import picocli.CommandLine.Option;

/** The option of commands that know people: where they are kept. */
final class PeopleOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Use this setting in place of the configured one, such as state.dir=DIR.")
  private Map<String, String> overrides = Map.of();

  Map<String, String> overrides() {
    return overrides;
  }
}
