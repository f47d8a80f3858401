package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MoodspeakerTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine commandLine =
      Moodspeaker.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void every_command_has_help_that_says_what_it_does() {
    assertThat(commandLine.getSubcommands()).hasSizeGreaterThan(15);
    commandLine
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(command.getCommandSpec().usageMessage().description())
                  .as(name)
                  .isNotEmpty();
              if (!name.equals("help")) {
                assertThat(commandLine.execute(name, "--help")).as(name).isZero();
              }
            });
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void the_line_that_lists_a_command_is_a_whole_sentence() {
    assertThat(listed(commandLine)).allMatch(line -> line.endsWith("."), "ends with a full stop");
  }

  @Test
  void the_help_of_a_command_names_what_each_option_takes() {
    assertThat(usages(commandLine)).noneMatch(usage -> usage.contains("<arg"));
  }

  private static List<String> usages(CommandLine commands) {
    List<String> all = new ArrayList<>();
    for (CommandLine each : commands.getSubcommands().values()) {
      all.add(each.getUsageMessage());
      all.addAll(usages(each));
    }
    return all;
  }

  /** The first line of each description, which is all that a list of commands shows. */
  private static List<String> listed(CommandLine commands) {
    List<String> lines = new ArrayList<>();
    for (CommandLine each : commands.getSubcommands().values()) {
      lines.add(each.getCommandSpec().usageMessage().description()[0]);
      lines.addAll(listed(each));
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "light=disco, --set: light must be auto",
    "azure.endpoint=http://8.8.8.8, --set: azure.endpoint http://8.8.8.8 would send",
    "audio=mpd:a:b:c, --set: audio an MPD server is given as",
  })
  void what_a_room_refuses_is_bad_input_before_anything_is_opened(String setting, String said) {
    assertThat(commandLine.execute("run", "--set", setting)).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().startsWith(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "status --set foo | option '--set' (KEY=VALUE) should be",
        "run --set foo | option '--set' (KEY=VALUE) should be",
        "status --port x | 'x' is not an int",
        "status --frob | '--frob'",
      })
  void what_is_no_value_is_told_in_plain_words(String words, String said) {
    assertThat(commandLine.execute(words.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(said).doesNotContain("option option", "java.", "Exception");
  }

  @Test
  void an_unknown_command_is_bad_input() {
    assertThat(commandLine.execute("frobnicate")).isEqualTo(2);
    assertThat(err.toString()).contains("frobnicate").doesNotContain("\tat ");
  }

  @Test
  void the_completion_knows_the_commands() {
    assertThat(commandLine.execute("generate-completion")).isZero();
    assertThat(out.toString()).contains("recognize").contains("replay");
  }
}
