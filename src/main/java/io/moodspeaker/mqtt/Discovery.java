package io.moodspeaker.mqtt;

import io.moodspeaker.model.Mood;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Home Assistant is told of the speaker and its entities: MQTT device discovery.
 *
 * @param prefix Home Assistant's discovery prefix: {@code homeassistant}
 * @param base the topic that all of the speaker's begin with: {@code moodspeaker/kitchen}
 * @param version the program's
 * @param moods the labels of all moods
 * @param without the ids of entities that Home Assistant shall not have, and forget if it has
 */
public record Discovery(
    String prefix, String base, String version, List<String> moods, List<String> without) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What lets the moods rule again. */
  static final String AUTOMATIC = "automatic";

  /** The speaker's id: the base topic, in letters that ids may have. */
  public String id() {
    return base.replaceAll("[^a-zA-Z0-9]+", "_").toLowerCase(Locale.ROOT);
  }

  /** Where discovery goes, retained. */
  public String topic() {
    return prefix + "/device/" + id() + "/config";
  }

  /** Where Home Assistant says that it has started. */
  public String birthTopic() {
    return prefix + "/status";
  }

  /** Where the state goes, as one JSON object, retained. */
  public String stateTopic() {
    return base + "/state";
  }

  /** Where it says whether the speaker runs: {@code online} or {@code offline}, retained. */
  public String availabilityTopic() {
    return base + "/availability";
  }

  /** Where a picture of the mood's character goes, retained. */
  public String imageTopic() {
    return base + "/character";
  }

  /** Where something that happened goes; not retained. */
  public String eventTopic(String name) {
    return base + "/event/" + name;
  }

  /** Where a command comes from. */
  public String commandTopic(String name) {
    return base + "/" + name + "/set";
  }

  /** The payload that makes the device and its entities. */
  public String payload() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put(
        "device",
        Map.of(
            "identifiers",
            List.of(id()),
            "name",
            name(),
            "manufacturer",
            "moodspeaker",
            "model",
            "moodspeaker",
            "sw_version",
            version));
    payload.put("origin", Map.of("name", "moodspeaker", "sw_version", version));
    Map<String, Object> components = components();
    // A component with its platform alone is one that goes away.
    components.replaceAll(
        (id, entity) ->
            without.contains(id) && entity instanceof Map<?, ?> all
                ? Map.of("platform", all.get("platform"))
                : entity);
    payload.put("components", components);
    payload.put("availability", List.of(Map.of("topic", availabilityTopic())));
    payload.put("state_topic", stateTopic());
    payload.put("qos", 1);
    return JSON.writeValueAsString(payload);
  }

  /** What an entity's command may be; empty where that is not a choice. */
  List<String> fitting(String name) {
    if (!(components().get(name) instanceof Map<?, ?> entity)) {
      return List.of();
    }
    return switch (entity.get("platform").toString()) {
      case "select" -> ((List<?>) entity.get("options")).stream().map(Object::toString).toList();
      case "switch" -> List.of("ON", "OFF");
      default -> List.of();
    };
  }

  /** The ids of all entities. */
  static List<String> entities() {
    return List.copyOf(new Discovery("", "", "", List.of(), List.of()).components().keySet());
  }

  private String name() {
    String last = base.substring(base.lastIndexOf('/') + 1);
    return last.equals("moodspeaker") ? "Moodspeaker" : "Moodspeaker " + last;
  }

  private Map<String, Object> components() {
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> mood = sensor("mood", "Mood", "mdi:emoticon-outline");
    mood.put("device_class", "enum");
    mood.put("options", moods);
    mood.put("json_attributes_topic", stateTopic());
    mood.put("json_attributes_template", "{{ value_json.scores | tojson }}");
    all.put("mood", mood);
    Map<String, Object> confidence = sensor("confidence", "Confidence", "mdi:gauge");
    confidence.put("unit_of_measurement", "%");
    confidence.put("state_class", "measurement");
    confidence.put("entity_category", "diagnostic");
    all.put("confidence", confidence);
    all.put("presence", binary("presence", "Presence", "occupancy"));
    Map<String, Object> camera = binary("camera", "Camera", "connectivity");
    camera.put("entity_category", "diagnostic");
    all.put("camera", camera);
    Map<String, Object> problem = binary("problem", "Problem", "problem");
    problem.put("entity_category", "diagnostic");
    all.put("problem", problem);
    all.put("track", sensor("track", "Track", "mdi:music-box-outline"));
    all.put("title", sensor("title", "Title", "mdi:music-note"));
    all.put("artist", sensor("artist", "Artist", "mdi:account-music"));
    // Nobody plays to somebody who is absent, nor chooses to be unsure.
    List<String> choices = new ArrayList<>(List.of(AUTOMATIC));
    moods.stream().filter(label -> Mood.of(label).emotion().isPresent()).forEach(choices::add);
    all.put("manual_mood", select("manual_mood", "Manual mood", choices));
    List<String> playlists = new ArrayList<>(choices);
    playlists.add("comfort");
    all.put("playlist", select("playlist", "Playlist", playlists));
    Map<String, Object> volume = entity("number", "volume", "Volume", "mdi:volume-high");
    volume.put("command_topic", commandTopic("volume"));
    volume.put("value_template", "{{ value_json.volume }}");
    volume.put("min", 0);
    volume.put("max", 100);
    volume.put("step", 1);
    volume.put("unit_of_measurement", "%");
    all.put("volume", volume);
    all.put("privacy", onOff("privacy", "Privacy", "mdi:eye-off-outline"));
    all.put("pause", onOff("pause", "Pause", "mdi:pause"));
    all.put("next", button("next", "Next", "mdi:skip-next"));
    all.put("previous", button("previous", "Previous", "mdi:skip-previous"));
    all.put("wrong", button("wrong", "Wrong mood", "mdi:emoticon-confused-outline"));
    all.put(
        "neutral", button("neutral", "This is my neutral face", "mdi:emoticon-neutral-outline"));
    all.put("alert_test", button("alert_test", "Test alert", "mdi:bell-check-outline"));
    all.put("mood_changed", event("mood_changed", "Mood changed", moods));
    all.put("alert", event("alert", "Alert", List.of("mood", "test")));
    Map<String, Object> image = entity("image", "character", "Character", "mdi:emoticon");
    image.put("image_topic", imageTopic());
    image.put("content_type", "image/png");
    all.put("character", image);
    return all;
  }

  private Map<String, Object> entity(String platform, String id, String name, String icon) {
    Map<String, Object> entity = new LinkedHashMap<>();
    entity.put("platform", platform);
    entity.put("unique_id", id() + "_" + id);
    entity.put("default_entity_id", platform + "." + id() + "_" + id);
    entity.put("name", name);
    entity.put("icon", icon);
    return entity;
  }

  private Map<String, Object> sensor(String id, String name, String icon) {
    Map<String, Object> sensor = entity("sensor", id, name, icon);
    sensor.put("value_template", "{{ value_json." + id + " }}");
    return sensor;
  }

  private Map<String, Object> binary(String id, String name, String deviceClass) {
    Map<String, Object> sensor = sensor(id, name, "");
    sensor.put("platform", "binary_sensor");
    sensor.put("default_entity_id", "binary_sensor." + id() + "_" + id);
    sensor.remove("icon");
    sensor.put("device_class", deviceClass);
    return sensor;
  }

  private Map<String, Object> select(String id, String name, List<String> options) {
    Map<String, Object> select = entity("select", id, name, "mdi:playlist-music");
    select.put("command_topic", commandTopic(id));
    select.put("value_template", "{{ value_json." + id + " }}");
    select.put("options", options);
    return select;
  }

  private Map<String, Object> onOff(String id, String name, String icon) {
    Map<String, Object> entity = entity("switch", id, name, icon);
    entity.put("command_topic", commandTopic(id));
    entity.put("value_template", "{{ value_json." + id + " }}");
    return entity;
  }

  private Map<String, Object> button(String id, String name, String icon) {
    Map<String, Object> button = entity("button", id, name, icon);
    button.put("command_topic", commandTopic(id));
    return button;
  }

  private Map<String, Object> event(String id, String name, List<String> types) {
    Map<String, Object> event = entity("event", id, name, "mdi:bell-outline");
    event.put("state_topic", eventTopic(id));
    event.put("event_types", types);
    return event;
  }
}
