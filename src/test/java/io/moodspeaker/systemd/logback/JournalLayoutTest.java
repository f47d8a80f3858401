package io.moodspeaker.systemd.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalLayoutTest {
  private final LoggerContext context = new LoggerContext();

  private String write(boolean journal, Level level, String message, Throwable cause) {
    JournalLayout layout = new JournalLayout();
    layout.setContext(context);
    layout.setJournal(journal);
    layout.start();
    return layout.doLayout(
        new LoggingEvent(
            "test",
            context.getLogger("io.moodspeaker.mood.MoodWatch"),
            level,
            message,
            cause,
            new Object[0]));
  }

  @ParameterizedTest
  @CsvSource({"ERROR,3", "WARN,4", "INFO,6", "DEBUG,7", "TRACE,7"})
  void each_level_has_its_priority(String level, int priority) {
    assertThat(write(true, Level.toLevel(level), "mood sadness", null))
        .isEqualTo("<" + priority + ">MoodWatch: mood sadness\n");
  }

  @Test
  void every_line_of_a_stack_trace_has_the_priority() {
    List<String> lines =
        write(
                true,
                Level.ERROR,
                "failed\n\non two lines",
                new IllegalStateException("outer", new IllegalArgumentException("inner")))
            .lines()
            .toList();
    assertThat(lines).hasSizeGreaterThan(5).allMatch(line -> line.startsWith("<3>"));
    assertThat(lines).startsWith("<3>MoodWatch: failed", "<3>on two lines");
    assertThat(lines).anyMatch(line -> line.contains("Caused by: java.lang.IllegalArgument"));
  }

  @Test
  void people_get_the_time_and_the_level() {
    assertThat(write(false, Level.WARN, "mood fear", null))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  MoodWatch: mood fear\n");
  }

  @Test
  void a_password_in_an_address_is_not_written_whoever_logs_it() {
    for (boolean journal : new boolean[] {true, false}) {
      assertThat(
              write(
                  journal,
                  Level.WARN,
                  "no route to http://joe:s3cret@cam/x?pwd=s3cret",
                  new IllegalStateException("rtsp://joe:s3cret@cam/live is gone")))
          .doesNotContain("s3cret")
          .contains("//…@cam/x?pwd=…", "rtsp://…@cam/live is gone");
    }
  }
}
