package io.moodspeaker.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.FakeTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MqttHomeTest {
  private static final List<String> MOODS = Mood.all().stream().map(Mood::label).toList();
  private static final Discovery DISCOVERY =
      new Discovery("homeassistant", "moodspeaker/Living-Room", "0.1.0", MOODS, List.of());

  private final FakeConnection broker = new FakeConnection();
  private final FakeTime time = new FakeTime();
  private final MqttHome home = home(true);

  private MqttHome home(boolean announced) {
    return new MqttHome(broker, DISCOVERY, announced, time, new Random(1));
  }

  private static Map<String, Object> status(String mood, double confidence) {
    return Map.of(
        "mood", mood,
        "confidence", confidence,
        "scores", Map.of("sadness", confidence),
        "music",
            Map.of(
                "state", "playing",
                "track", "music/rain.ogg",
                "title", "Grüße",
                "playlist", "playlists/comfort.m3u8",
                "volume", 50),
        "camera", Map.of("state", "running"));
  }

  private static MoodChange change() {
    return new MoodChange(
        Instant.EPOCH, Mood.SADNESS, Mood.NEUTRAL, Duration.ofSeconds(252), 0.71, Optional.empty());
  }

  private List<String> topics() {
    return broker.published().stream().map(line -> line.replaceFirst(" .*", "")).toList();
  }

  private static Schema schema() {
    try (InputStream in = MqttHomeTest.class.getResourceAsStream("device-discovery.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void discovery_is_what_home_assistant_documents() {
    JsonNode payload = JsonMapper.shared().readTree(DISCOVERY.payload());
    assertThat(schema().validate(payload)).isEmpty();
    assertThat(DISCOVERY.topic()).isEqualTo("homeassistant/device/moodspeaker_living_room/config");
    List<String> ids = new ArrayList<>();
    payload.path("components").forEach(part -> ids.add(part.path("unique_id").asString()));
    assertThat(ids).hasSize(21).doesNotHaveDuplicates();
    assertThat(payload.path("components").propertyNames())
        .contains(
            "mood",
            "confidence",
            "presence",
            "camera",
            "problem",
            "track",
            "title",
            "artist",
            "manual_mood",
            "playlist",
            "volume",
            "privacy",
            "pause",
            "next",
            "previous",
            "wrong",
            "neutral",
            "alert_test",
            "mood_changed",
            "alert",
            "character");
  }

  @ParameterizedTest
  @ValueSource(strings = {"object_id", "stat_t", "cmd_t", "retain"})
  void the_schema_refuses_what_home_assistant_does_not_know(String key) {
    ObjectNode payload = (ObjectNode) JsonMapper.shared().readTree(DISCOVERY.payload());
    ((ObjectNode) payload.path("components").path("mood")).put(key, "x");
    assertThat(schema().validate(payload)).isNotEmpty();
  }

  @Test
  void an_entity_that_is_taken_out_sends_its_platform_alone() {
    Discovery without =
        new Discovery(
            "homeassistant", "moodspeaker/x", "0.1.0", MOODS, List.of("character", "next"));
    JsonNode payload = JsonMapper.shared().readTree(without.payload());
    assertThat(schema().validate(payload)).isEmpty();
    assertThat(payload.path("components").path("character"))
        .hasToString("{\"platform\":\"image\"}");
    assertThat(payload.path("components").path("next")).hasToString("{\"platform\":\"button\"}");
    assertThat(payload.path("components")).hasSize(21);
  }

  @Test
  void every_template_names_a_value_of_the_state() {
    Map<String, Object> state = HomeState.of(status("sadness", 0.7), MOODS);
    JsonMapper.shared()
        .readTree(DISCOVERY.payload())
        .path("components")
        .forEach(
            part -> {
              String template = part.path("value_template").asString("");
              if (!template.isEmpty()) {
                assertThat(state).containsKey(template.replaceAll(".*value_json\\.(\\w+).*", "$1"));
              }
            });
  }

  @Test
  void nothing_is_said_before_the_broker_is_there_and_then_all_there_is() {
    home.start();
    home.report(status("sadness", 0.7));
    time.advance(Duration.ofSeconds(10));
    assertThat(broker.published()).isEmpty();
    broker.come();
    time.advance(Duration.ZERO);
    assertThat(topics())
        .containsExactly(
            DISCOVERY.topic(),
            "moodspeaker/Living-Room/availability",
            "moodspeaker/Living-Room/state",
            "moodspeaker/Living-Room/character");
    assertThat(broker.published()).allMatch(line -> line.endsWith(" R"));
    assertThat(broker.published().get(2))
        .contains(
            "\"mood\":\"sadness\",\"confidence\":70,\"scores\":{\"sadness\":70}",
            "\"presence\":\"ON\",\"camera\":\"ON\",\"problem\":\"OFF\"",
            "\"track\":\"rain\",\"title\":\"Grüße\",\"artist\":\"\"",
            "\"playlist\":\"comfort\",\"manual_mood\":\"automatic\",\"volume\":50",
            "\"privacy\":\"OFF\",\"pause\":\"OFF\"");
  }

  @ParameterizedTest
  @CsvSource({
    "privacy, ON, true",
    "privacy, OFF, true",
    "privacy, on, false",
    "privacy, foo, false",
    "privacy, '', false",
    "pause, '{}', false",
    "pause, ' ', false",
    "manual_mood, sadness, true",
    "manual_mood, automatic, true",
    "manual_mood, absent, false",
    "manual_mood, unsure, false",
    "playlist, comfort, true",
    "playlist, absent, false",
    "next, PRESS, true",
    "next, '', false",
    "volume, 40, true",
    "sensor, '{\"source\":\"strap\"}', true",
    "mine, what a route of ones own understands, true"
  })
  void a_command_is_heard_where_it_is_one_that_is_offered(
      String name, String command, boolean heard) {
    List<String> commands = new ArrayList<>();
    home.onCommand(name, commands::add);
    broker.say(DISCOVERY.commandTopic(name), command);
    assertThat(commands).isEqualTo(heard ? List.of(command) : List.of());
  }

  @Test
  void a_mood_that_is_held_by_hand_is_told() {
    home.start();
    broker.come();
    Map<String, Object> status = new HashMap<>(status("sadness", 0.7));
    status.put("manual", Map.of("mood", "sadness", "until", "2026-11-26T14:00:00+01:00"));
    home.report(status);
    assertThat(broker.published().getLast()).contains("bytes");
    assertThat(String.join("\n", broker.published())).contains("\"manual_mood\":\"sadness\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"triedAgainAt", "waitsFor"})
  void music_that_cannot_play_is_a_problem(String sign) {
    home.start();
    broker.come();
    home.report(Map.of("mood", "sadness", "music", Map.of(sign, "the station http://radio")));
    assertThat(String.join("\n", broker.published())).contains("\"problem\":\"ON\"");
  }

  @Test
  void a_state_is_told_when_it_changes() {
    home.start();
    broker.come();
    time.advance(Duration.ZERO);
    home.report(status("sadness", 0.701));
    int before = broker.published().size();
    home.report(status("sadness", 0.702));
    assertThat(broker.published()).hasSize(before);
    home.report(status("sadness", 0.71));
    assertThat(broker.published()).hasSize(before + 1);
  }

  @Test
  void home_assistant_is_answered_a_while_after_its_birth_and_not_after_its_death() {
    home.start();
    broker.come();
    time.advance(Duration.ZERO);
    broker.say("homeassistant/status", "offline");
    time.advance(Duration.ofSeconds(10));
    assertThat(broker.published()).hasSize(2);
    broker.say("homeassistant/status", "online");
    assertThat(broker.published()).hasSize(2);
    time.advance(Duration.ofSeconds(5));
    assertThat(broker.published()).hasSize(4);
  }

  @Test
  void a_device_that_is_taken_out_is_forgotten() {
    home(false).start();
    broker.come();
    time.advance(Duration.ZERO);
    assertThat(broker.published()).startsWith(DISCOVERY.topic() + "  R");
  }

  @Test
  void events_are_not_retained() {
    home.start();
    broker.come();
    home.moodChanged(change());
    home.alert("{\"event\":\"mood\",\"id\":\"1\",\"message\":\"looks afraid\"}");
    assertThat(broker.published())
        .contains(
            "moodspeaker/Living-Room/event/mood_changed"
                + " {\"event_type\":\"sadness\",\"from\":\"neutral\",\"confidence\":71,\"held\":252}",
            "moodspeaker/Living-Room/event/alert"
                + " {\"event\":\"mood\",\"id\":\"1\",\"message\":\"looks afraid\","
                + "\"event_type\":\"mood\"}");
  }

  @Test
  void an_alert_waits_in_its_store_while_the_broker_is_away() {
    home.start();
    assertThatThrownBy(() -> home.alert("{}")).hasMessage("the MQTT broker is away");
  }

  @Test
  void a_command_is_heard() {
    List<String> heard = new ArrayList<>();
    home.start();
    home.onCommand("volume", heard::add);
    broker.say("moodspeaker/Living-Room/volume/set", "40");
    assertThat(heard).containsExactly("40");
  }

  @Test
  void a_character_is_drawn_for_every_mood() {
    assertThat(Mood.all().stream().map(mood -> java.util.Arrays.hashCode(MoodCharacter.png(mood))))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "mqtt://host, mqtt://host:1883",
    "mqtts://host, mqtts://host:8883",
    "MQTT://host:1884/, mqtt://host:1884",
    "mqtt://[::1]:1883, mqtt://[::1]:1883"
  })
  void a_broker_is_read(String text, String shown) {
    assertThat(MqttBroker.of(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "host",
        "host:1883",
        "http://host",
        "mqtt://",
        "mqtt://h:0",
        "mqtt://h:70000",
        "mqtt://h/x",
        "mqtt://me:s3cret@host",
        "mqtt://a b"
      })
  void anything_else_is_refused_without_a_secret(String text) {
    assertThatThrownBy(() -> MqttBroker.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be an address like mqtt://HOST")
        .hasMessageNotContaining("s3cret");
  }
}
