package io.moodspeaker.mqtt;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.support.OneLine;
import io.moodspeaker.support.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The speaker as a home sees it: states and events go out, commands come in. Thread-safe. */
public final class MqttHome {
  private static final Logger LOG = LoggerFactory.getLogger(MqttHome.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** All devices of a house hear Home Assistant's birth at once: they answer within this time. */
  private static final Duration BIRTH_SPREAD = Duration.ofSeconds(5);

  private final MqttConnection connection;
  private final Discovery discovery;
  private final boolean announced;
  private final Scheduler scheduler;
  private final RandomGenerator random;
  private Map<String, Object> told = Map.of();
  private Optional<Mood> shown = Optional.empty();

  /**
   * A home that has not been told anything.
   *
   * @param connection stays its opener's to close
   * @param announced whether Home Assistant is told of the device, or to forget it
   */
  public MqttHome(
      MqttConnection connection,
      Discovery discovery,
      boolean announced,
      Scheduler scheduler,
      RandomGenerator random) {
    this.connection = connection;
    this.discovery = discovery;
    this.announced = announced;
    this.scheduler = scheduler;
    this.random = random;
  }

  /** Connects, and tells all there is whenever the broker or Home Assistant has started. */
  public void start() {
    var unused =
        connection.subscribe(
            discovery.birthTopic(),
            status -> {
              if (status.equals("online")) {
                scheduler.after(
                    Duration.ofMillis(random.nextLong(BIRTH_SPREAD.toMillis())), this::announce);
              }
            });
    connection.open(() -> scheduler.submit(this::announce));
  }

  private synchronized void announce() {
    // An empty retained payload removes the device.
    connection.publish(discovery.topic(), announced ? discovery.payload() : "", true);
    connection.publish(discovery.availabilityTopic(), "online", true);
    if (!told.isEmpty()) {
      connection.publish(discovery.stateTopic(), JSON.writeValueAsString(told), true);
    }
    shown.ifPresent(this::show);
  }

  /** Whether the broker is there now. */
  public boolean isConnected() {
    return connection.isConnected();
  }

  /** Tells the daemon's status, where it is another than before. */
  public synchronized void report(Map<?, ?> status) {
    Map<String, Object> state = HomeState.of(status, discovery.moods());
    if (state.equals(told)) {
      return;
    }
    told = state;
    // What changes while the broker is away is told when it is back: the last state alone.
    if (connection.isConnected()) {
      connection.publish(discovery.stateTopic(), JSON.writeValueAsString(state), true);
    }
    Mood mood = Mood.of(state.get("mood").toString());
    if (shown.filter(before -> before == mood).isEmpty()) {
      shown = Optional.of(mood);
      if (connection.isConnected()) {
        show(mood);
      }
    }
  }

  private void show(Mood mood) {
    connection.publish(discovery.imageTopic(), MoodCharacter.png(mood), true);
  }

  /** Tells that the mood changed; waits for the broker where it is away. */
  public void moodChanged(MoodChange change) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_type", change.mood().label());
    event.put("from", change.from().label());
    event.put("confidence", Math.round(change.confidence() * 100));
    event.put("held", change.held().toSeconds());
    connection.publish(discovery.eventTopic("mood_changed"), JSON.writeValueAsString(event), false);
  }

  /**
   * Tells an alert.
   *
   * @param json as webhooks get it
   * @throws IllegalStateException if the broker is away, so that the alert is kept and tried again
   * @throws IllegalArgumentException if it is no JSON object
   */
  public void alert(String json) {
    if (!connection.isConnected()) {
      throw new IllegalStateException("the MQTT broker is away");
    }
    try {
      JsonNode alert = JSON.readTree(json);
      if (alert instanceof ObjectNode event) {
        event.put("event_type", event.path("event").asString("mood"));
        connection.publish(discovery.eventTopic("alert"), JSON.writeValueAsString(event), false);
        return;
      }
    } catch (JacksonException noJson) {
      throw new IllegalArgumentException("an alert must be JSON", noJson);
    }
    throw new IllegalArgumentException("an alert must be a JSON object");
  }

  /** Publishes a text of a person's own route below the base topic. */
  public void publish(String name, String text) {
    connection.publish(discovery.base() + "/" + name, text, false);
  }

  /**
   * Hears a command from now on, if it is one that Home Assistant is offered; another is told in
   * the log. An empty one, which only clears what a broker has retained, is none.
   *
   * @return ends it
   */
  public Runnable onCommand(String name, Consumer<String> listener) {
    String topic = discovery.commandTopic(name);
    return connection.subscribe(
        topic,
        command -> {
          List<String> fitting = discovery.fitting(name);
          if (fitting.isEmpty() ? !command.isBlank() : fitting.contains(command)) {
            listener.accept(command);
          } else if (!command.isBlank()) {
            LOG.warn(
                "MQTT: {} was told '{}'; use {}",
                topic,
                OneLine.of(command),
                String.join(", ", fitting));
          }
        });
  }
}
