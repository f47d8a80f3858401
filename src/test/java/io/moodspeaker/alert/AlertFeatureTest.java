package io.moodspeaker.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.moodspeaker.feature.FakeConfig;
import io.moodspeaker.feature.FakeContext;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertFeatureTest {
  @TempDir private Path folder;
  private final AlertFeature feature = new AlertFeature();

  private FakeConfig config(Map<String, String> settings, String moods) {
    return new FakeConfig(feature, settings, moods, folder);
  }

  @Test
  void it_is_found() {
    assertThat(ServiceLoader.load(Feature.class)).anyMatch(AlertFeature.class::isInstance);
  }

  @Test
  void a_rule_is_read_from_the_file() {
    FakeConfig config =
        config(
            Map.of(),
            """
              absent: {alert: {after: 12h, every: 24h, hours: {from: "07:00", to: "22:00"}}}
              anger: {alert: {with: [disgust, contempt], webhook: "https://example.org/a"}}
              fear: {alert: {}}
              sadness: {alert: {with: fear, to: webhook}}
            """);
    assertThat(config.problems()).isEmpty();
    Map<Mood, AlertFeature.MoodAlert> rules = config.get(AlertFeature.MOODS);
    assertThat(rules.get(Mood.ABSENT).rule())
        .isEqualTo(
            new AlertRule(
                Duration.ofHours(12),
                Duration.ofHours(24),
                Set.of(),
                Optional.of(new AlertRule.Hours(LocalTime.of(7, 0), LocalTime.of(22, 0))),
                List.of()));
    assertThat(rules.get(Mood.ANGER).rule().with()).containsOnly(Mood.DISGUST, Mood.CONTEMPT);
    assertThat(rules.get(Mood.SADNESS).rule().channels()).containsExactly("webhook");
    assertThat(rules.get(Mood.FEAR).rule().with()).as("by default").containsOnly(Mood.SURPRISE);
    assertThat(rules.get(Mood.FEAR).rule().after()).isEqualTo(AlertRule.AFTER);
    assertThat(rules.get(Mood.SADNESS).rule().with()).containsOnly(Mood.FEAR);
  }

  @Test
  void fear_can_be_told_to_take_nothing_else_for_fear() {
    assertThat(
            config(Map.of(), "  fear: {alert: {with: []}}\n")
                .get(AlertFeature.MOODS)
                .get(Mood.FEAR)
                .rule()
                .with())
        .isEmpty();
  }

  @Test
  void each_mistake_is_told_at_its_place() {
    assertThat(
            config(
                    Map.of(),
                    """
                      fear: {alert: {after: 200h, with: [fear, joy]}}
                      anger: {alert: {hours: {from: "22:00"}, to: phone}}
                      sadness: {alert: {hours: {from: "22:00", to: "22:00"}}}
                      disgust: {alert: {webhook: "ftp://me:s3cret@host/"}}
                    """)
                .problems())
        .hasSize(7)
        .allMatch(line -> line.matches("config/moods.yaml:[2-5]:[0-9]+: .+"))
        .noneMatch(line -> line.contains("s3cret"))
        .anyMatch(line -> line.contains("after must be 0s to 168h, was 200h"))
        .anyMatch(line -> line.contains("with must be of anger,") && line.endsWith("'fear'"))
        .anyMatch(line -> line.contains("with must be of anger,") && line.endsWith("'joy'"))
        .anyMatch(line -> line.contains("hours needs to, a time of day"))
        .anyMatch(
            line ->
                line.contains("to must be one of webhook, ntfy, gotify, mail, mqtt, was 'phone'"))
        .anyMatch(line -> line.contains("to must be another time than from, both were 22:00"));
  }

  @Test
  void doctor_says_who_is_told() {
    assertThat(feature.examine(config(Map.of(), "")))
        .containsExactly(Finding.ok("alerts: no mood has one"));
    assertThat(feature.examine(config(Map.of(), "  fear: {alert: {}}\n")))
        .containsExactly(
            Finding.note(
                "alerts: in the log alone",
                "set alert.webhook, alert.mail, alert.ntfy or alert.gotify"));
    assertThat(
            feature.examine(
                config(Map.of("alert.webhook", "https://example.org/x"), "  fear: {alert: {}}\n")))
        .containsExactly(Finding.ok("alerts: webhook"));
  }

  @Test
  void a_test_arrives_and_the_status_tells_it() throws Exception {
    try (MockWebServer server = new MockWebServer()) {
      server.start();
      server.enqueue(new MockResponse.Builder().code(200).build());
      FakeContext context =
          new FakeContext(
              config(
                  Map.of("alert.webhook", server.url("/hook").toString()),
                  "  fear: {alert: {}}\n  anger: {alert: {}}\n"),
              new FakeTime());
      feature.start(context);
      assertThat(context.placeholders()).containsEntry("alert.watch", "anger,fear");
      assertThat(((Alerts) context.bound().get("alerts")).test().what())
          .startsWith("test alert on its way to webhook http://");
      Awaitility.await().until(() -> feature.status().get("delivered").equals(1L));
      assertThat(server.takeRequest().getBody().utf8())
          .contains("\"event\":\"test\"")
          .doesNotContain("\"mood\"");
      assertThat(feature.status()).containsEntry("pending", 0);
    } finally {
      feature.close();
    }
    assertThat(folder.resolve("state").resolve(AlertFeature.FILE)).isRegularFile();
  }
}
