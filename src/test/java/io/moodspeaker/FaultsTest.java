package io.moodspeaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final Path PAGE = Path.of("src/main/docs/faults.md");
  private static final String HEAD =
      """
      | what breaks | what is seen | what goes on | how it heals | how long | test |
      |---|---|---|---|---|---|
      """;

  @Test
  void the_page_of_faults_has_a_line_for_each_that_a_test_brings_about_and_no_other()
      throws Exception {
    String table = HEAD + String.join("\n", lines()) + "\n";
    String page = Files.readString(PAGE);
    assertThat(page.contains(table))
        .as("%s must hold this table, and no other:\n%s", PAGE, table)
        .isTrue();
    assertThat(page.lines().filter(line -> line.startsWith("|")).count())
        .isEqualTo(table.lines().count());
  }

  private static List<String> lines() throws Exception {
    Path classes =
        Path.of(FaultsTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class") && names(file))
          .map(file -> classes.relativize(file).toString().replace(".class", "").replace('/', '.'))
          .flatMap(name -> Arrays.stream(load(name).getDeclaredMethods()))
          .filter(method -> method.isAnnotationPresent(Fault.class))
          .map(FaultsTest::line)
          .sorted()
          .toList();
    }
  }

  private static boolean names(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains("Lio/moodspeaker/Fault;");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, FaultsTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(Method method) {
    Fault fault = method.getAnnotation(Fault.class);
    return "| %s | %s | %s | %s | %s | `%s` |"
        .formatted(
            fault.value(),
            fault.seen(),
            fault.goesOn(),
            fault.heals(),
            fault.within(),
            method.getDeclaringClass().getSimpleName());
  }
}
