package io.moodspeaker.mqtt;

import io.moodspeaker.feature.Config;
import io.moodspeaker.feature.Feature;
import io.moodspeaker.feature.FeatureContext;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.feature.Setting;
import io.moodspeaker.feature.SharedSettings;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.mqtt.hivemq.HiveMqConnection;
import io.moodspeaker.support.Problem;
import io.moodspeaker.support.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The speaker in a home that speaks MQTT. */
public final class MqttFeature implements Feature {
  static final Setting<Optional<MqttBroker>> BROKER =
      Setting.optional(
          "mqtt.broker",
          MqttBroker::of,
          "The MQTT broker that the speaker is told to and takes commands from: mqtt://HOST,"
              + " mqtt://HOST:PORT or, encrypted, mqtts://HOST.");

  static final Setting<String> USER =
      Setting.text("mqtt.user", "", "The name by which the broker knows the speaker.");

  static final Setting<Secret> PASSWORD =
      Setting.secret(
          "mqtt.password",
          "The password by which the broker knows the speaker. Better kept in a file that only the"
              + " service can read, or handed over by systemd as the credential mqtt.password.");

  static final Setting<Optional<String>> BASE =
      Setting.optional(
          "mqtt.base",
          MqttFeature::topic,
          "The topic that all of the speaker's begin with, another for each speaker of a house:"
              + " moodspeaker/ and the machine's name where it is not set.");

  static final Setting<String> DISCOVERY =
      new Setting<>(
          "mqtt.discovery",
          "homeassistant",
          Setting.Kind.START,
          text -> text.equals("off") ? text : topic(text),
          "Home Assistant's discovery prefix; off takes the speaker out of Home Assistant.");

  static final Setting<List<String>> WITHOUT =
      new Setting<>(
          "mqtt.without",
          "",
          Setting.Kind.START,
          MqttFeature::entities,
          "Entities that Home Assistant does not get, or forgets, by their ids separated by commas:"
              + " character,artist.");

  static final Setting<Optional<String>> FOLLOW =
      Setting.optional(
          "follow",
          MqttFeature::room,
          "The room that this speaker stands in, such as kitchen. Speakers of one broker that have"
              + " one share mood and presence: the music goes where the person is.");

  private Optional<FollowMe> follow = Optional.empty();
  private Optional<MqttConnection> connection = Optional.empty();
  private Optional<MqttBroker> broker = Optional.empty();

  private static String topic(String text) {
    if (!text.matches("[\\p{Alnum}_-]+(/[\\p{Alnum}_-]+)*")) {
      throw new IllegalArgumentException(
          "must be words of letters, digits, _ and - with slashes between, as in"
              + " moodspeaker/kitchen");
    }
    return text;
  }

  static String room(String text) {
    if (text.codePointCount(0, text.length()) > 40 || text.codePoints().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException("must be a room's name of up to 40 letters");
    }
    return text;
  }

  private static List<String> entities(String text) {
    List<String> named =
        Arrays.stream(text.split(",")).map(String::strip).filter(id -> !id.isEmpty()).toList();
    if (!Discovery.entities().containsAll(named)) {
      throw new IllegalArgumentException("must be of " + String.join(", ", Discovery.entities()));
    }
    return named;
  }

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(BROKER, USER, PASSWORD, BASE, DISCOVERY, WITHOUT, FOLLOW);
  }

  @Override
  public List<Problem> check(Config config) {
    boolean lonely =
        config.get(PASSWORD).isSet()
            && config.get(USER).isEmpty()
            && config.get(BROKER).isPresent();
    List<Problem> problems = new ArrayList<>();
    if (lonely) {
      problems.add(config.problem(USER, "mqtt.user must be set where mqtt.password is; add it"));
    }
    if (config.get(FOLLOW).isPresent() && config.get(BROKER).isEmpty()) {
      problems.add(
          config.problem(
              FOLLOW, "follow needs mqtt.broker, by which the speakers of a house meet; add it"));
    }
    return problems;
  }

  @Override
  public List<Finding> examine(Config config) {
    return config
        .get(BROKER)
        .map(address -> List.of(Finding.ok("MQTT: " + address)))
        .orElse(List.of());
  }

  @Override
  public void start(FeatureContext context) {
    Config config = context.config();
    broker =
        config
            .get(BROKER)
            .map(
                address ->
                    address.as(
                        Optional.of(config.get(USER)).filter(name -> !name.isEmpty()),
                        config.get(PASSWORD)));
    context.placeholder("mqtt.enabled", Boolean.toString(broker.isPresent()));
    context.placeholder(
        "follow.enabled", Boolean.toString(broker.isPresent() && config.get(FOLLOW).isPresent()));
    if (broker.isEmpty()) {
      return;
    }
    String prefix = config.get(DISCOVERY);
    boolean announced = !prefix.equals("off");
    Discovery discovery =
        new Discovery(
            announced ? prefix : "homeassistant",
            config.get(BASE).orElseGet(() -> "moodspeaker/" + machine()),
            version(),
            Mood.all().stream().map(Mood::label).toList(),
            config.get(WITHOUT));
    MqttConnection made =
        new HiveMqConnection(
            broker.get(),
            discovery.id(),
            discovery.availabilityTopic(),
            config.get(SharedSettings.TLS_ALLOW_INVALID));
    connection = Optional.of(made);
    MqttHome home =
        new MqttHome(
            made, discovery, announced, context.scheduler("mqtt"), RandomGenerator.getDefault());
    context.bind("mqtt-home", home);
    follow =
        config
            .get(FOLLOW)
            .map(
                room ->
                    new FollowMe(
                        discovery.id(), room, made, context.scheduler("follow"), context.clock()));
    follow.ifPresent(
        begun -> {
          context.bind("follow", begun);
          context.events().subscribe(MoodChange.class, begun::moodChanged);
          begun.start();
        });
    home.start();
  }

  private static String version() {
    return Optional.ofNullable(MqttFeature.class.getPackage().getImplementationVersion())
        .orElse("0.1.0");
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^\\p{Alnum}_-]+", "-");
    } catch (UnknownHostException unnamed) {
      return "speaker";
    }
  }

  @Override
  public Map<String, Object> status() {
    Map<String, Object> told = new LinkedHashMap<>();
    connection.ifPresent(
        running -> {
          told.put("broker", broker.map(MqttBroker::toString).orElse(""));
          told.put("connected", running.isConnected());
        });
    follow.ifPresent(running -> told.put("follow", running.status()));
    return told;
  }

  @Override
  public void close() {
    connection.ifPresent(MqttConnection::close);
  }
}
