package io.moodspeaker.mqtt.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.moodspeaker.Fault;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.mqtt.Discovery;
import io.moodspeaker.mqtt.MqttBroker;
import io.moodspeaker.mqtt.MqttHome;
import io.moodspeaker.support.Scheduler;
import io.moodspeaker.support.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against Debian's broker. */
@SuppressWarnings("FutureReturnValueIgnored")
class MosquittoTest {
  /** {@code -Dmoodspeaker.restarts=20} for a longer look. */
  private static final int RESTARTS = Integer.getInteger("moodspeaker.restarts", 5);

  private static final Duration LONG = Duration.ofSeconds(40);
  private static final Discovery DISCOVERY =
      new Discovery(
          "homeassistant", "moodspeaker/kitchen", "0.1.0", List.of("sadness", "fear"), List.of());

  @TempDir private Path folder;
  private final Scheduler scheduler = Scheduler.onThread("mqtt-test");
  private final List<AutoCloseable> opened = new ArrayList<>();

  @BeforeEach
  void patience() {
    Awaitility.setDefaultTimeout(LONG);
  }

  @AfterEach
  void close() throws Exception {
    Awaitility.reset();
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    scheduler.close();
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    opened.add(closeable);
    return closeable;
  }

  private HiveMqConnection connection(Mosquitto broker) {
    return keep(
        new HiveMqConnection(
            MqttBroker.of("mqtt://127.0.0.1:" + broker.port()),
            DISCOVERY.id(),
            DISCOVERY.availabilityTopic(),
            false));
  }

  private MqttHome home(HiveMqConnection connection) {
    MqttHome home = new MqttHome(connection, DISCOVERY, true, scheduler, new Random());
    home.start();
    return home;
  }

  private static Map<String, Object> status(int volume) {
    return Map.of("mood", "sadness", "confidence", 0.7, "music", Map.of("volume", volume));
  }

  private static MoodChange change(int number) {
    return new MoodChange(
        Instant.EPOCH, Mood.SADNESS, Mood.FEAR, Duration.ofSeconds(number), 0.7, Optional.empty());
  }

  /** What is retained now, by topic, read by a client that comes and goes. */
  private Map<String, String> retained(Mosquitto broker) throws Exception {
    Map<String, String> found = new ConcurrentHashMap<>();
    Mqtt5AsyncClient reader =
        Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
    reader.connect().get(10, TimeUnit.SECONDS);
    reader
        .subscribeWith()
        .topicFilter("#")
        .callback(
            message ->
                found.put(
                    message.getTopic().toString(),
                    new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
        .send()
        .get(10, TimeUnit.SECONDS);
    Awaitility.await().until(() -> found.size() >= 4);
    reader.disconnect().get(10, TimeUnit.SECONDS);
    return found;
  }

  @Test
  void a_broker_that_is_down_at_the_start_and_restarted_again_and_again_is_told_all()
      throws Exception {
    Mosquitto broker = keep(new Mosquitto(folder));
    HiveMqConnection connection = connection(broker);
    MqttHome home = home(connection);
    int volume = 0;
    for (int round = 1; round <= RESTARTS; round++) {
      for (int i = 0; i < 5; i++) {
        home.report(status(++volume % 100));
      }
      broker.start();
      Awaitility.await().until(connection::isConnected);
      for (int i = 0; i < 5; i++) {
        home.report(status(++volume % 100));
      }
      String last = "\"volume\":" + volume % 100;
      Awaitility.await()
          .until(() -> retained(broker).getOrDefault(DISCOVERY.stateTopic(), "").contains(last));
      if (round % 2 == 0) {
        broker.kill();
      } else {
        broker.stop();
      }
    }
    broker.start();
    Awaitility.await().until(connection::isConnected);
    Awaitility.await()
        .until(
            () ->
                retained(broker).getOrDefault(DISCOVERY.availabilityTopic(), "").equals("online"));
    Map<String, String> end = retained(broker);
    assertThat(end.keySet())
        .as("one device, and nothing else")
        .containsExactlyInAnyOrder(
            DISCOVERY.topic(),
            DISCOVERY.availabilityTopic(),
            DISCOVERY.stateTopic(),
            DISCOVERY.imageTopic());
    assertThat(end.get(DISCOVERY.topic())).isEqualTo(DISCOVERY.payload());
    connection.close();
    Awaitility.await()
        .until(
            () ->
                retained(broker).getOrDefault(DISCOVERY.availabilityTopic(), "").equals("offline"));
  }

  @Test
  @Fault(
      value = "MQTT broker killed",
      seen = "a line in the log",
      goesOn = "all else; mood changes wait",
      heals = "by itself, when it is back",
      within = "seconds")
  void mood_changes_wait_for_a_broker_that_is_away_and_arrive_once_and_in_order() throws Exception {
    Mosquitto broker = keep(new Mosquitto(folder));
    broker.start();
    HiveMqConnection connection = connection(broker);
    MqttHome home = home(connection);
    Awaitility.await().until(connection::isConnected);
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    Mqtt5AsyncClient listener =
        Mqtt5Client.builder()
            .identifier("listener")
            .serverHost("127.0.0.1")
            .serverPort(broker.port())
            .automaticReconnectWithDefaultConfig()
            .buildAsync();
    listener.publishes(
        MqttGlobalPublishFilter.ALL,
        message ->
            heard.add(
                Integer.parseInt(
                    new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"held\":([0-9]+).*", "$1"))));
    listener
        .connectWith()
        .cleanStart(false)
        .sessionExpiryInterval(3600)
        .send()
        .get(10, TimeUnit.SECONDS);
    listener
        .subscribeWith()
        .topicFilter(DISCOVERY.eventTopic("mood_changed"))
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .get(10, TimeUnit.SECONDS);
    for (int i = 0; i < 200; i++) {
      if (i == 50 || i == 120) {
        broker.stop();
      }
      if (i == 90 || i == 160) {
        broker.start();
      }
      home.moodChanged(change(i));
    }
    Awaitility.await().until(() -> heard.stream().distinct().count() == 200);
    assertThat(heard.stream().distinct().toList())
        .isEqualTo(IntStream.range(0, 200).boxed().toList());
    listener.disconnect();
  }

  @Test
  void a_command_is_heard_and_one_that_was_sent_while_it_was_away_is_not() throws Exception {
    Mosquitto broker = keep(new Mosquitto(folder));
    broker.start();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    HiveMqConnection first = connection(broker);
    home(first).onCommand("volume", heard::add);
    Awaitility.await().until(first::isConnected);
    Mqtt5AsyncClient hand =
        Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
    hand.connect().get(10, TimeUnit.SECONDS);
    Awaitility.await()
        .until(
            () -> {
              press(hand, "40");
              return heard.contains("40");
            });
    first.close();
    press(hand, "99");
    HiveMqConnection second = connection(broker);
    home(second).onCommand("volume", heard::add);
    Awaitility.await()
        .until(
            () -> {
              press(hand, "41");
              return heard.contains("41");
            });
    assertThat(heard).doesNotContain("99");
    hand.disconnect();
  }

  @Test
  void a_command_is_heard_after_the_broker_has_forgotten_the_session_and_once() throws Exception {
    Mosquitto broker = keep(new Mosquitto(folder));
    HiveMqConnection connection = connection(broker);
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    home(connection).onCommand("volume", heard::add);
    for (int round = 0; round < 3; round++) {
      broker.start();
      Awaitility.await().until(connection::isConnected);
      Mqtt5AsyncClient hand =
          Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
      hand.connect().get(10, TimeUnit.SECONDS);
      String command = "4" + round;
      Awaitility.await()
          .until(
              () -> {
                press(hand, command);
                return heard.contains(command);
              });
      String last = "5" + round;
      press(hand, last);
      Awaitility.await().until(() -> heard.contains(last));
      assertThat(heard).filteredOn(last::equals).hasSize(1);
      hand.disconnect().get(10, TimeUnit.SECONDS);
      broker.kill();
      Files.deleteIfExists(folder.resolve("mosquitto.db"));
    }
  }

  private static void press(Mqtt5AsyncClient hand, String text) throws Exception {
    hand.publishWith()
        .topic(DISCOVERY.commandTopic("volume"))
        .payload(text.getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void name_and_password_are_sent_over_tls_and_a_certificate_that_nobody_knows_is_refused()
      throws Exception {
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=elsewhere",
        "-keyout",
        folder + "/key.pem",
        "-out",
        folder + "/cert.pem");
    run("mosquitto_passwd", "-b", "-c", folder + "/passwords", "speaker", "s3cret");
    Mosquitto broker =
        keep(
            new Mosquitto(
                folder,
                "certfile " + folder + "/cert.pem",
                "keyfile " + folder + "/key.pem",
                "password_file " + folder + "/passwords",
                "allow_anonymous false"));
    broker.start();
    MqttBroker address =
        MqttBroker.of("mqtts://127.0.0.1:" + broker.port())
            .as(Optional.of("speaker"), new Secret("s3cret"));
    HiveMqConnection trusting = keep(new HiveMqConnection(address, "one", "x/a", true));
    trusting.open(() -> {});
    Awaitility.await().until(trusting::isConnected);
    HiveMqConnection careful = keep(new HiveMqConnection(address, "two", "x/b", false));
    careful.open(() -> {});
    HiveMqConnection stranger =
        keep(
            new HiveMqConnection(
                address.as(Optional.of("speaker"), new Secret("wrong")), "three", "x/c", true));
    stranger.open(() -> {});
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .until(() -> !careful.isConnected() && !stranger.isConnected());
    assertThat(Files.readString(folder.resolve("mosquitto.log"))).doesNotContain("s3cret");
  }

  private static void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
