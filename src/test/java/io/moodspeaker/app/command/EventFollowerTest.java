package io.moodspeaker.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFollowerTest {
  private static final List<String> EVENTS =
      """
      retry: 3000

      event: scores
      data: {"faces":[{"box":[1,2,3,4],"scores":{"anger":0.25,"sadness":0.75}}]}

      : ping

      event: scores
      data: {"faces":[]}

      event: mood
      data: {"mood":"sadness","from":"neutral","held":12.4,"confidence":0.75}

      event: outcome
      data: {"answer":"music","sink":"","result":"done","what":"playing comfort","why":"by hand"}
      """
          .lines()
          .toList();

  private static List<String> printed(EventFollower.What what) {
    StringWriter out = new StringWriter();
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    new EventFollower(new PrintWriter(out), clock, what).print(EVENTS.iterator());
    return out.toString().lines().toList();
  }

  @Test
  void changes_are_told_with_what_was_done() {
    assertThat(printed(EventFollower.What.CHANGES))
        .containsExactly(
            "03:04:05  mood sadness (0.75) after neutral 12 s",
            "03:04:05    music: playing comfort (by hand)");
  }

  @Test
  void faces_are_drawn_as_bars() {
    assertThat(printed(EventFollower.What.FACES))
        .satisfiesExactly(
            face ->
                assertThat(face)
                    .startsWith("03:04:05  sadness   0.75 " + "\u2588".repeat(15) + "  ")
                    .contains("anger     0.25 \u2588"),
            nobody -> assertThat(nobody).isEqualTo("03:04:05  nobody"));
  }
}
