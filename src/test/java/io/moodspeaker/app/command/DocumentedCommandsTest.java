package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Each command that a page shows is one that the program takes. */
class DocumentedCommandsTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```");
  private static final Pattern INLINE = Pattern.compile("`moodspeaker\\s([^`]*)`");
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^(?:\\S*bin/)?moodspeaker +([^#\\n]*)|&& (?:\\S*bin/)?moodspeaker ([^#\\n]*)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** An address of the daemon's, without the version that older ones lack. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?:GET|POST) /api(?:/v1)?((?:/[a-zA-Z-]+)+)");

  /** What stands for something of the reader's: PATH…, NAME, N. */
  private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]+…?|…");

  /** A command on a page. */
  private record Shown(Path page, String text, boolean whole) {}

  @Test
  void every_command_on_a_page_is_one_that_the_program_takes() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<Shown> all = shown();
    for (Shown each : all) {
      for (List<String> words : alternatives(each.text())) {
        String problem = problem(words, each.whole());
        if (!problem.isEmpty()) {
          wrong.add(each.page() + ": moodspeaker " + each.text().strip() + ": " + problem);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(all).hasSizeGreaterThan(50);
  }

  @Test
  void every_address_on_a_page_is_one_that_the_daemon_has() throws IOException {
    String described =
        Files.readString(Path.of("src/main/resources/io/moodspeaker/web/openapi.json"))
            .replaceAll("\\{[a-z]+}", "ACTION");
    for (Path page : pages()) {
      for (MatchResult address : ADDRESS.matcher(Files.readString(page)).results().toList()) {
        // What follows may be a placeholder of the reader's.
        assertThat(described.contains("\"/api/v1" + address.group(1)))
            .as(page + ": " + address.group())
            .isTrue();
      }
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    for (String root :
        List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "src/main/docs", "models")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static List<Shown> shown() throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Path page : pages()) {
      shown.addAll(shown(page));
    }
    return shown;
  }

  private static List<Shown> shown(Path page) throws IOException {
    List<Shown> shown = new ArrayList<>();
    String text = Files.readString(page);
    for (MatchResult block : BLOCK.matcher(text).results().toList()) {
      LINE.matcher(block.group(1).replace("\\\n", " "))
          .results()
          .map(line -> line.group(1) != null ? line.group(1) : line.group(2))
          .forEach(line -> shown.add(new Shown(page, line, true)));
    }
    INLINE
        .matcher(BLOCK.matcher(text).replaceAll(""))
        .results()
        .forEach(code -> shown.add(new Shown(page, code.group(1), false)));
    return shown;
  }

  /** One for each name in {@code play|pause}; what is optional is left out. */
  private static List<List<String>> alternatives(String text) {
    String needed = text.replaceAll("\\[[^\\]]*\\]", " ").replaceAll(" (\\||>|&&|;) .*", "");
    List<String> words =
        WORD.matcher(needed)
            .results()
            .map(word -> word.group().replaceAll("^[\"']|[\"';]$", "").replace("$", ""))
            .toList();
    return words.isEmpty()
        ? List.of()
        : Stream.of(words.getFirst().split("\\|"))
            .map(name -> Stream.concat(Stream.of(name), words.stream().skip(1)).toList())
            .toList();
  }

  private static String problem(List<String> words, boolean whole) {
    try {
      Moodspeaker.commandLine().parseArgs(words.toArray(String[]::new));
      return "";
    } catch (CommandLine.MissingParameterException incomplete) {
      return whole ? incomplete.getMessage() : ""; // A command that is only named in a sentence.
    } catch (CommandLine.UnmatchedArgumentException unknown) {
      return unknown.getMessage();
    } catch (CommandLine.ParameterException other) {
      boolean general = words.stream().anyMatch(word -> PLACEHOLDER.matcher(word).matches());
      return general ? "" : other.getMessage();
    }
  }
}
