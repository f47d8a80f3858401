package io.moodspeaker.app.command;

import io.moodspeaker.app.Installation;
import io.moodspeaker.config.ConfigReader;
import io.moodspeaker.feature.Setting;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints all settings with what they are for, as config/moodspeaker.properties has them. */
@Command(
    name = "settings",
    description = "Print all settings, what they are for, and what holds without them.",
    mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {
  private static final int WIDTH = 98;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ConfigReader reader = Installation.find(Map.of()).reader();
    for (Setting<?> setting : reader.settings()) {
      out.println();
      StringBuilder line = new StringBuilder("#");
      for (String word : setting.explanation().split(" ", -1)) {
        if (line.length() + 1 + word.length() > WIDTH) {
          out.println(line);
          line = new StringBuilder("#");
        }
        line.append(' ').append(word);
      }
      out.println(line);
      out.println(("#" + setting.name() + " = " + setting.defaultText()).strip());
      if (setting.kind().isSecret()) {
        out.println("#" + setting.name() + "-file =");
      }
    }
    return 0;
  }
}
