package io.moodspeaker.emotion.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.emotion.serving.ServedNetwork;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.mqtt.Discovery;
import io.moodspeaker.mqtt.MqttBroker;
import io.moodspeaker.mqtt.MqttHome;
import io.moodspeaker.mqtt.hivemq.HiveMqConnection;
import io.moodspeaker.mqtt.hivemq.Mosquitto;
import io.moodspeaker.support.Scheduler;
import java.net.URI;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulation of src/main/docs/fleet.md: speakers that read faces by one inference server and
 * tell one broker, on this machine. What they say goes through the product's own clients.
 */
@Tag("long")
class FleetTest {
  private static final int SPEAKERS = Integer.getInteger("fleet.speakers", 200);
  private static final int SECONDS = Integer.getInteger("fleet.seconds", 60);
  private static final Duration FRAME = Duration.ofMillis(500);
  private static final Path MODEL = Path.of("models", "emotion");

  @TempDir private Path folder;

  private final AtomicInteger byServer = new AtomicInteger();
  private final AtomicInteger byLocal = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();
  private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
  private final AtomicLong changes = new AtomicLong();

  /** What comes through the broker. */
  private final AtomicLong messages = new AtomicLong();

  private final AtomicLong messageBytes = new AtomicLong();

  /** One of them, on a thread of its own. */
  private final class Speaker implements Runnable {
    private final int number;
    private final FaceModel served;
    private final FaceModel local;
    private final Map<Emotion, float[]> faces;
    private final CircuitBreaker breaker =
        CircuitBreaker.of(
            "server",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(5))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    private final Scheduler scheduler;
    private final MqttBroker broker;
    private volatile HiveMqConnection connection;
    private volatile MqttHome home;
    private volatile boolean ended;
    private Mood mood = Mood.ABSENT;

    Speaker(
        int number,
        FaceModel served,
        FaceModel local,
        Map<Emotion, float[]> faces,
        Scheduler scheduler,
        MqttBroker broker) {
      this.number = number;
      this.served = served;
      this.local = local;
      this.faces = faces;
      this.scheduler = scheduler;
      this.broker = broker;
      connect();
    }

    void connect() {
      Discovery discovery =
          new Discovery(
              "homeassistant",
              "moodspeaker/room-" + number,
              "0.1.0",
              Mood.all().stream().map(Mood::label).toList(),
              List.of());
      connection =
          new HiveMqConnection(broker, discovery.id(), discovery.availabilityTopic(), false);
      home = new MqttHome(connection, discovery, true, scheduler, new Random());
      home.start();
    }

    @Override
    public void run() {
      Random random = new Random(number);
      long next = System.nanoTime() + random.nextLong(FRAME.toNanos());
      for (int frame = 0; !ended; frame++) {
        long wait = next - System.nanoTime();
        if (wait > 0) {
          try {
            TimeUnit.NANOSECONDS.sleep(wait);
          } catch (InterruptedException stopped) {
            return;
          }
        } else if (-wait > FRAME.toNanos()) {
          // A speaker takes the newest frame: what it had no time for is left out.
          late.incrementAndGet();
          next += FRAME.toNanos();
          continue;
        }
        next += FRAME.toNanos();
        List<Emotion> all = new ArrayList<>(faces.keySet());
        read(faces.get(all.get((number + frame / 40) % all.size())));
      }
    }

    private void read(float[] crop) {
      long begin = System.nanoTime();
      Emotion shown;
      try {
        shown =
            breaker.executeCallable(() -> served.classify(List.of(crop.clone()))).getFirst().top();
        byServer.incrementAndGet();
        millis.add((System.nanoTime() - begin) / 1e6);
      } catch (Exception away) {
        try {
          shown = local.classify(List.of(crop.clone())).getFirst().top();
          byLocal.incrementAndGet();
        } catch (Exception failed) {
          lost.incrementAndGet();
          return;
        }
      }
      Mood now = Mood.of(shown);
      if (now != mood) {
        changes.incrementAndGet();
        home.moodChanged(
            new MoodChange(
                Instant.EPOCH, now, mood, Duration.ofSeconds(20), 0.9, Optional.empty()));
        mood = now;
      }
      home.report(Map.of("mood", mood.label(), "confidence", 0.9));
    }

    void end() {
      ended = true;
      connection.close();
      served.close();
    }
  }

  /**
   * The model of a speaker's own board, of which this machine has 200: it runs once for a face, and
   * then takes as long as a board does.
   */
  private record Board(FaceModel.Network model, Map<FloatBuffer, float[][]> answers)
      implements FaceModel.Network {
    private static final Duration TAKES = Duration.ofMillis(40);

    @Override
    public float[][] run(float[] batch, int count) throws EmotionException {
      FloatBuffer key = FloatBuffer.wrap(batch);
      float[][] answer = answers.get(key);
      if (answer == null) {
        answer = model.run(batch, count);
        answers.put(FloatBuffer.wrap(batch.clone()), answer);
      }
      try {
        Thread.sleep(TAKES);
      } catch (InterruptedException stopped) {
        throw new EmotionException("stopped", stopped);
      }
      return answer;
    }

    @Override
    public void close() {
      // The model is shared.
    }
  }

  private static Map<Emotion, float[]> faces() {
    Map<Emotion, float[]> faces = new EnumMap<>(Emotion.class);
    for (Emotion emotion :
        List.of(Emotion.HAPPINESS, Emotion.SADNESS, Emotion.SURPRISE, Emotion.NEUTRAL)) {
      faces.put(
          emotion,
          FaceCrop.gray(
              DrawnFace.person(Expression.of(emotion), Pose.CENTRE, 1, Instant.EPOCH),
              new Box(180, 90, 280, 280),
              0,
              48));
    }
    return faces;
  }

  @Test
  @SuppressWarnings("try")
  void two_hundred_speakers_lean_on_one_server_and_one_broker() throws Exception {
    ModelDescription description = ModelYaml.read(MODEL.resolve(ModelYaml.FILE));
    Mosquitto mosquitto = new Mosquitto(folder);
    ModelServer server = new ModelServer(MODEL);
    server.remember();
    int port = URI.create(server.url()).getPort();
    URI address = ServedNetwork.address(server.url() + "/v2/models/emotion");
    try (ServedNetwork first = new ServedNetwork(address, description, Duration.ofMinutes(1))) {
      first.run(new float[48 * 48], 1); // The first answer takes long anywhere.
    }
    List<Thread> threads = new ArrayList<>();
    List<Speaker> speakers = new ArrayList<>();
    try (mosquitto;
        SavedModelNetwork model = SavedModelNetwork.open(MODEL, description);
        Scheduler scheduler = Scheduler.onThread("fleet")) {
      mosquitto.start();
      MqttBroker broker = MqttBroker.of("mqtt://127.0.0.1:" + mosquitto.port());
      Mqtt5AsyncClient listener =
          Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
      listener.publishes(
          MqttGlobalPublishFilter.ALL,
          message -> {
            messages.incrementAndGet();
            messageBytes.addAndGet(
                message.getTopic().toString().length() + message.getPayloadAsBytes().length);
          });
      listener.connect().get(10, TimeUnit.SECONDS);
      listener.subscribeWith().topicFilter("#").send().get(10, TimeUnit.SECONDS);
      Map<Emotion, float[]> faces = faces();
      FaceModel local =
          FaceModel.of("local", description, new Board(model, new ConcurrentHashMap<>()));
      for (int i = 0; i < SPEAKERS; i++) {
        // Each keeps a connection of its own, as speakers do.
        FaceModel served =
            FaceModel.of(
                "server",
                description,
                new ServedNetwork(address, description, Duration.ofMillis(800)));
        speakers.add(new Speaker(i, served, local, faces, scheduler, broker));
      }
      speakers.forEach(speaker -> threads.add(Thread.ofVirtual().start(speaker)));
      TimeUnit.SECONDS.sleep(10); // Until all have begun.

      reset();
      long requests = server.requests();
      long bytes = server.bytes();
      messages.set(0);
      messageBytes.set(0);
      TimeUnit.SECONDS.sleep(SECONDS);
      tell("with the server");
      System.out.printf(
          Locale.ROOT,
          "fleet: a second %.0f requests and %.2f MB to the server, %.1f messages and %.2f kB"
              + " through the broker%n",
          (server.requests() - requests) / (double) SECONDS,
          (server.bytes() - bytes) / 1e6 / SECONDS,
          messages.get() / (double) SECONDS,
          messageBytes.get() / 1e3 / SECONDS);
      assertThat(lost.get()).isZero();

      // Twenty end and begin again, and the server is gone for a while.
      speakers.subList(0, Math.min(20, SPEAKERS)).forEach(speaker -> speaker.connection.close());
      server.close();
      reset();
      TimeUnit.SECONDS.sleep(2);
      speakers.subList(0, Math.min(20, SPEAKERS)).forEach(Speaker::connect);
      TimeUnit.SECONDS.sleep(SECONDS - 2);
      tell("without it");
      assertThat(lost.get()).as("frames that nobody read").isZero();
      assertThat(byLocal.get()).isPositive();

      reset();
      try (ModelServer again = new ModelServer(MODEL, port)) {
        again.remember();
        TimeUnit.SECONDS.sleep(20);
        tell("with it again");
        assertThat(again.requests()).isPositive();
        assertThat(byServer.get()).isPositive();
      }
      assertThat(speakers).allMatch(speaker -> speaker.connection.isConnected());
      speakers.forEach(Speaker::end);
      for (Thread thread : threads) {
        thread.join();
      }
      listener.disconnect().get(30, TimeUnit.SECONDS);
    }
  }

  private void reset() {
    byServer.set(0);
    byLocal.set(0);
    late.set(0);
    changes.set(0);
    millis.clear();
  }

  private void tell(String phase) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "fleet: %d speakers %s: %d frames read by it, %d by the model here, %d left out, %d by"
            + " nobody; %d mood changes told; answers within %.0f ms (half), %.0f ms (95 of 100),"
            + " %.0f ms (99 of 100)%n",
        SPEAKERS,
        phase,
        byServer.get(),
        byLocal.get(),
        late.get(),
        lost.get(),
        changes.get(),
        at(sorted, 0.5),
        at(sorted, 0.95),
        at(sorted, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))];
  }
}
