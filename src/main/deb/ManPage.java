import io.moodspeaker.app.command.Moodspeaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes {@code moodspeaker.1} of what the command line knows: {@code ManPage FILE DATE VERSION}. */
public final class ManPage {
  private final StringBuilder out = new StringBuilder();

  public static void main(String[] args) throws Exception {
    Files.writeString(Path.of(args[0]), new ManPage().of(Moodspeaker.commandLine(), args[1], args[2]));
  }

  private String of(CommandLine program, String date, String version) {
    line(".TH MOODSPEAKER 1 " + date + " \"moodspeaker " + version + "\" \"User Commands\"");
    line(".SH NAME");
    line("moodspeaker \\- music and light that follow the mood that a face shows");
    line(".SH SYNOPSIS");
    line(".B moodspeaker");
    line("[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]");
    line(".SH DESCRIPTION");
    line("Without a command the daemon runs. systemd starts it as moodspeaker.service.");
    line(".SH COMMANDS");
    new LinkedHashSet<>(program.getSubcommands().values()).forEach(this::command);
    line(".SH EXIT STATUS");
    line("0 all good, 1 it failed, 2 the input was bad.");
    line(".SH FILES");
    entry("/etc/moodspeaker/moods.yaml", "what each mood plays, lights, says and reports");
    entry("/etc/moodspeaker/moodspeaker.properties", "devices, intervals, thresholds, ports");
    entry("/etc/moodspeaker/routes/", "what follows what");
    entry("/var/lib/moodspeaker/", "what it remembers");
    line(".SH SEE ALSO");
    line(".BR journalctl (1),");
    line("/usr/share/doc/moodspeaker/");
    return out.toString();
  }

  private void command(CommandLine command) {
    CommandLine.Model.CommandSpec spec = command.getCommandSpec();
    if (spec.usageMessage().hidden()) {
      return;
    }
    line(".SS " + escape(spec.qualifiedName()));
    line(escape(text(spec.usageMessage().description())));
    for (ArgSpec parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        entry(parameter.paramLabel(), text(parameter.description()));
      }
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        String label = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
        entry(
            String.join(", ", option.names()) + label,
            text(option.description()).replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString())));
      }
    }
    new LinkedHashSet<>(command.getSubcommands().values()).forEach(this::command);
  }

  private static String text(String... lines) {
    return Ansi.OFF.text(String.join(" ", lines)).toString().replace("%n", " ");
  }

  private void entry(String what, String meaning) {
    line(".TP");
    line(".B " + escape(what));
    line(meaning.isEmpty() ? "\\&" : escape(meaning));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String escape(String text) {
    String plain = text.strip().replace("\\", "\\e").replace("-", "\\-");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }
}
