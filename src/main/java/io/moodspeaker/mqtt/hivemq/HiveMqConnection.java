package io.moodspeaker.mqtt.hivemq;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.moodspeaker.mqtt.MqttBroker;
import io.moodspeaker.mqtt.MqttConnection;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.Scheduler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection by HiveMQ's client, whose session outlives the connection for an hour. */
public final class HiveMqConnection implements MqttConnection {
  private static final Logger LOG = LoggerFactory.getLogger(HiveMqConnection.class);
  private static final long SESSION_SECONDS = 3600;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** In bytes; what is larger the broker keeps to itself. */
  private static final int LARGEST = 64 * 1024;

  /** What waits while the broker is away: mood changes of some days. */
  private static final int MOST_WAITING = 1000;

  private static final Set<Mqtt5ConnAckReasonCode> REFUSALS =
      Set.of(
          Mqtt5ConnAckReasonCode.NOT_AUTHORIZED, Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);

  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final MqttBroker broker;
  private final String availability;
  private final Mqtt5AsyncClient client;
  private final Backoff backoff =
      Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(30));
  private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
  private final Scheduler sender = Scheduler.onThread("mqtt-send");
  private final Deque<Outgoing> queue = new ArrayDeque<>();
  private boolean sending;
  private volatile Runnable connected = () -> {};
  private volatile boolean told;
  private volatile boolean closed;

  @SuppressWarnings("ArrayRecordComponent") // Made once, read once.
  private record Outgoing(String topic, byte[] bytes, boolean retained) {}

  /**
   * A connection at rest.
   *
   * @param id what the broker knows this speaker's session by
   * @param availability the topic that says online or offline, retained
   * @param anyCertificate whether a certificate is believed that doesn't fit
   */
  public HiveMqConnection(
      MqttBroker broker, String id, String availability, boolean anyCertificate) {
    this.broker = broker;
    this.availability = availability;
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier(id)
            .serverHost(broker.host())
            .serverPort(broker.port())
            .addConnectedListener(context -> connected())
            .addDisconnectedListener(this::disconnected);
    if (broker.tls()) {
      builder = builder.sslConfig(tls(anyCertificate));
    }
    if (broker.user().isPresent()) {
      builder =
          builder
              .simpleAuth()
              .username(broker.user().get())
              .password(broker.password().reveal().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    this.client = builder.buildAsync();
    // Its end is that of the session, which a broker that restarts may have forgotten: begun again.
    var unused =
        client.toRx().publishes(MqttGlobalPublishFilter.ALL).retry().subscribe(this::heard);
  }

  private void heard(Mqtt5Publish message) {
    // What is retained was said before this speaker listened.
    if (!message.isRetain()) {
      String text = new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
      listeners
          .getOrDefault(message.getTopic().toString(), List.of())
          .forEach(listener -> listener.accept(text));
    }
  }

  private static MqttClientSslConfig tls(boolean anyCertificate) {
    var config = MqttClientSslConfig.builder();
    if (!anyCertificate) {
      return config.build();
    }
    HostnameVerifier any = (host, session) -> true;
    return config
        .trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
        .hostnameVerifier(any)
        .build();
  }

  @Override
  public void open(Runnable whenConnected) {
    connected = whenConnected;
    var unused =
        client
            .connectWith()
            .cleanStart(false)
            .sessionExpiryInterval(SESSION_SECONDS)
            .keepAlive(KEEP_ALIVE_SECONDS)
            .restrictions()
            .maximumPacketSize(LARGEST)
            .applyRestrictions()
            .willPublish()
            .topic(availability)
            .payload("offline".getBytes(StandardCharsets.UTF_8))
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(true)
            .applyWillPublish()
            .send()
            .whenComplete(
                (ack, failed) -> {
                  if (failed != null && !closed) {
                    LOG.debug("MQTT: {}", failed.toString());
                  }
                });
  }

  private void connected() {
    told = false;
    LOG.info("MQTT: connected to {}", broker);
    listeners.keySet().forEach(this::subscribeNow);
    publish(availability, "online", true);
    connected.run();
    sendNext();
  }

  private void disconnected(MqttClientDisconnectedContext context) {
    if (closed || context.getSource() == MqttDisconnectSource.USER) {
      return;
    }
    Duration pause = backoff.pause(context.getReconnector().getAttempts() + 1);
    context
        .getReconnector()
        .reconnect(true)
        .resubscribeIfSessionExpired(false)
        .republishIfSessionExpired(true)
        .delay(pause.toMillis(), TimeUnit.MILLISECONDS);
    if (!told) {
      told = true;
      if (isRefusal(context.getCause())) {
        LOG.warn(
            "MQTT: {} does not let the speaker in; see mqtt.user and mqtt.password; trying again",
            broker);
      } else {
        LOG.warn("MQTT: {} is away ({}); trying again", broker, reason(context.getCause()));
      }
    }
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof Mqtt5ConnAckException answered
        && REFUSALS.contains(answered.getMqttMessage().getReasonCode());
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  @Override
  public boolean isConnected() {
    return client.getState() == MqttClientState.CONNECTED;
  }

  @Override
  public void publish(String topic, byte[] bytes, boolean retained) {
    synchronized (queue) {
      if (closed) {
        return;
      }
      if (queue.size() >= MOST_WAITING) {
        LOG.warn("MQTT: {} messages wait for {}; the oldest is dropped", MOST_WAITING, broker);
        queue.removeFirst();
      }
      queue.addLast(new Outgoing(topic, bytes, retained));
    }
    sendNext();
  }

  /**
   * Hands one message at a time to the client, on a thread of its own: it blocks when it has many.
   */
  private void sendNext() {
    Outgoing next;
    synchronized (queue) {
      if (sending || closed || queue.isEmpty() || !isConnected()) {
        return;
      }
      sending = true;
      next = queue.removeFirst();
    }
    sender.submit(() -> send(next));
  }

  private void send(Outgoing message) {
    var unused =
        client
            .publishWith()
            .topic(message.topic())
            .payload(message.bytes())
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(message.retained())
            .send()
            .whenComplete(
                (result, failed) -> {
                  synchronized (queue) {
                    sending = false;
                  }
                  if (failed != null && !closed) {
                    LOG.warn("MQTT: {} was not published: {}", message.topic(), reason(failed));
                  }
                  sendNext();
                });
  }

  @Override
  public Runnable subscribe(String topic, Consumer<String> listener) {
    List<Consumer<String>> all =
        listeners.computeIfAbsent(topic, name -> new CopyOnWriteArrayList<>());
    all.add(listener);
    if (isConnected()) {
      subscribeNow(topic);
    }
    return () -> all.remove(listener);
  }

  private void subscribeNow(String topic) {
    var unused =
        client
            .subscribeWith()
            .topicFilter(topic)
            // A broker keeps what is more than this for later.
            .qos(MqttQos.AT_MOST_ONCE)
            .send()
            .whenComplete(
                (ack, failed) -> {
                  if (failed != null && !closed) {
                    LOG.warn("MQTT: {} is not heard: {}", topic, reason(failed));
                  }
                });
  }

  @Override
  public void close() {
    boolean there = isConnected();
    synchronized (queue) {
      closed = true;
    }
    sender.close();
    try {
      if (there) {
        client
            .publishWith()
            .topic(availability)
            .payload("offline".getBytes(StandardCharsets.UTF_8))
            .qos(MqttQos.AT_LEAST_ONCE)
            .retain(true)
            .send()
            .get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
      }
      client.disconnect().get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException gone) {
      LOG.debug("MQTT: no goodbye: {}", gone.toString());
    }
  }
}
