package io.moodspeaker.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.sun.net.httpserver.HttpServer;
import io.moodspeaker.app.Packaged.Running;
import io.moodspeaker.camera.drawn.DrawnFace;
import io.moodspeaker.camera.drawn.Expression;
import io.moodspeaker.camera.drawn.Pose;
import io.moodspeaker.emotion.tensorflow.ModelServer;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import io.moodspeaker.mqtt.hivemq.Mosquitto;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.javasound.PulseServer;
import io.moodspeaker.speech.WyomingServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole daemon in a home: a real broker, a real sound server, and somebody who answers. */
@SuppressWarnings({"FutureReturnValueIgnored", "try"})
class HomeIT {
  private static final int RATE = 44_100;

  /** Above what a voice has, so that it tells how loud the music is under it. */
  private static final double TONE = 9000;

  @TempDir private Path folder;

  private final Map<String, String> told = new ConcurrentHashMap<>();
  private Mosquitto broker;
  private Mqtt5AsyncClient hand;

  @BeforeEach
  void start() throws Exception {
    broker = new Mosquitto(Files.createDirectories(folder.resolve("broker")));
    broker.start();
    hand = Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildAsync();
    hand.publishes(
        MqttGlobalPublishFilter.ALL,
        message ->
            told.put(
                message.getTopic().toString(), new String(message.getPayloadAsBytes(), UTF_8)));
    hand.connect().get(10, TimeUnit.SECONDS);
    hand.subscribeWith().topicFilter("#").send().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    hand.disconnect();
    broker.close();
  }

  private void press(String command, String text) throws Exception {
    hand.publishWith()
        .topic("moodspeaker/kitchen/" + command + "/set")
        .payload(text.getBytes(UTF_8))
        .send()
        .get(10, TimeUnit.SECONDS);
  }

  private void untilState(String... parts) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(told.getOrDefault("moodspeaker/kitchen/state", "")).contains(parts));
  }

  private void commandAndState(String command, String text, String... parts) throws Exception {
    press(command, text);
    untilState(parts);
  }

  private static void untilLog(Running daemon, String text) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(String.join("\n", daemon.log())).contains(text));
  }

  @Test
  void commands_come_in_states_go_out_and_a_sentence_is_said_heard_and_answered_over_lower_music()
      throws Exception {
    assumeTrue(PulseServer.missing().isEmpty(), () -> "SKIPPED: " + PulseServer.missing().get());
    Packaged image = Packaged.in(folder);
    Path list = folder.resolve("tone.m3u8");
    Sounds.write(folder.resolve("tone.flac"), Sounds.tone(TONE, 120));
    Files.writeString(list, "tone.flac\n");
    Files.writeString(
        image.home().resolve("config/moods.yaml"),
        """
        music: {volume: 100, minimum-play: 0s}
        moods:
          neutral: {playlist: %s}
          sadness: {playlist: %s, say: [I am here with you. Here is something warm.]}
        """
            .formatted(list, list));
    Path wav = folder.resolve("answer.wav");
    assertThat(
            new ProcessBuilder(
                    "espeak-ng", "-w", wav.toString(), "I want to tell you how my day was today")
                .start()
                .waitFor())
        .isZero();
    Path face =
        Files.writeString(
            folder.resolve("calm.yaml"), "loop: true\nsteps:\n  - {show: neutral, seconds: 10}\n");
    int port = Packaged.freePort();
    Path recording = folder.resolve("heard.raw");
    try (PulseServer pulse = new PulseServer(folder.resolve("pulse"));
        WyomingServer ears = WyomingServer.hearing("how my day was");
        ModelServer model = new ModelServer(Path.of("models", "emotion"));
        MockWebServer chat = new MockWebServer()) {
      pulse.start();
      chat.start();
      chat.enqueue(
          new MockResponse.Builder()
              .body(
                  "{\"choices\":[{\"message\":{\"content\":\"That sounds long. Rest. No more.\"}}]}")
              .build());
      try (Running daemon =
          image.start(
              pulse.environment(),
              "--set=http.port=" + port,
              "--set=camera=drawn:" + face,
              "--set=mqtt.broker=mqtt://127.0.0.1:" + broker.port(),
              "--set=mqtt.base=moodspeaker/kitchen",
              "--set=speech.quiet-from=00:00",
              "--set=speech.quiet-to=00:00",
              "--set=listen=on",
              "--set=listen.microphone=file:" + wav,
              "--set=listen.recognizer=wyoming://127.0.0.1:" + ears.port(),
              "--set=speech.every=0s",
              "--set=emotion.server=" + model.url() + "/v1/models/emotion",
              "--set=chat.url=http://127.0.0.1:" + chat.getPort())) {
        await()
            .atMost(Duration.ofSeconds(150))
            .untilAsserted(
                () ->
                    assertThat(told.getOrDefault("moodspeaker/kitchen/state", ""))
                        .as("%s", daemon.log())
                        .contains("\"mood\":\"neutral\"", "\"track\":\"tone\""));
        assertThat(told).containsKeys("homeassistant/device/moodspeaker_kitchen/config");
        assertThat(String.join("\n", daemon.log())).contains("emotions are read by server");
        assertThat(model.largestRequest()).as("bytes of a crop, never a frame").isLessThan(50_000);
        model.close();
        untilLog(daemon, "emotions are read by local, as server");
        commandAndState("volume", "90", "\"volume\":90");
        commandAndState("pause", "ON", "\"pause\":\"ON\"");
        commandAndState("pause", "OFF", "\"pause\":\"OFF\"");
        commandAndState("privacy", "ON", "\"privacy\":\"ON\"", "\"camera\":\"OFF\"");
        commandAndState("privacy", "OFF", "\"privacy\":\"OFF\"", "\"camera\":\"ON\"");
        commandAndState("manual_mood", "neutral", "\"manual_mood\":\"neutral\"");
        commandAndState("manual_mood", "automatic", "\"manual_mood\":\"automatic\"");
        commandAndState("playlist", "comfort", "\"playlist\":\"comfort\"");
        press("volume", "100");

        DaemonClient client = new DaemonClient("127.0.0.1", port);
        client.post("/api/v1/mood", "text/plain", "neutral 10min");
        client.post("/api/v1/player/play", "text/plain", list.toString());
        TimeUnit.SECONDS.sleep(4); // Of music, to compare with.
        pulse.record(recording);
        TimeUnit.SECONDS.sleep(2);
        client.post("/api/v1/mood", "text/plain", "sadness 10min");
        untilLog(daemon, "saying \"I am here with you.");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> chat.getRequestCount() == 1 && ears.soundBytes() > 0);
        TimeUnit.SECONDS.sleep(6); // Of the answer, and of music again.
        heard(pulse.recorded(recording));
        assertThat(chat.takeRequest().getBody().utf8())
            .contains("how my day was", "looks like sadness");

        // Words that hint at self-harm get whom to call; nothing that hangs or is gone stops it.
        ears.close();
        client.post("/api/v1/mood", "text/plain", "neutral 10min");
        client.post("/api/v1/mood", "text/plain", "sadness 10min");
        untilLog(daemon, "speech: no answer: the speech recogniser at 127.0.0.1:");
        try (WyomingServer again =
            WyomingServer.hearing("I don't want to live anymore", ears.port())) {
          client.post("/api/v1/mood", "text/plain", "neutral 10min");
          client.post("/api/v1/mood", "text/plain", "sadness 10min");
          await().atMost(Duration.ofSeconds(30)).until(() -> again.soundBytes() > 0);
          TimeUnit.SECONDS.sleep(1);
          assertThat(chat.getRequestCount()).as("questions to the model").isEqualTo(1);
        }
        untilState("\"track\":\"tone\"");
        assertThat(String.join("\n", daemon.log())).doesNotContain("\tat ");
      }
    }
  }

  /** Music, a voice over lower music, and music as before. */
  private static void heard(double[] signal) {
    int window = RATE / 10;
    double[] music = new double[signal.length / window];
    double[] voice = new double[music.length];
    for (int i = 0; i < music.length; i++) {
      music[i] = level(signal, i * window, window);
      double all = 0;
      for (int k = i * window; k < (i + 1) * window; k++) {
        all += signal[k] * signal[k] / window;
      }
      voice[i] = Math.sqrt(Math.max(0, all - music[i] * music[i]));
    }
    double before = median(music, 0, 15);
    double[] under =
        IntStream.range(15, music.length)
            .filter(i -> voice[i] > before / 4)
            .mapToDouble(i -> music[i])
            .sorted()
            .toArray();
    assertThat(under).as("tenths of a second of voice").hasSizeGreaterThan(15);
    assertThat(Sounds.decibels(under[under.length * 9 / 10] / before))
        .as("dB of the music under nine tenths of the voice")
        .isLessThan(-12);
    double after = median(music, music.length - 8, music.length);
    assertThat(Sounds.decibels(after / before)).as("dB after").isBetween(-1.0, 1.0);
  }

  /** How loud the tone is, as the root of the mean square. */
  private static double level(double[] signal, int from, int length) {
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < length; i++) {
      double angle = 2 * Math.PI * TONE * i / RATE;
      real += signal[from + i] * Math.cos(angle);
      imaginary += signal[from + i] * Math.sin(angle);
    }
    return Math.sqrt(2) * Math.hypot(real, imaginary) / length;
  }

  private static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  // ---- two speakers

  private static byte[] jpeg(Frame frame) throws IOException {
    BufferedImage image =
        new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
    image.getRaster().setDataElements(0, 0, frame.width(), frame.height(), frame.bgr());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", out);
    return out.toByteArray();
  }

  @Test
  void the_music_goes_with_the_person_from_one_speaker_to_the_other() throws Exception {
    byte[] person =
        jpeg(DrawnFace.person(Expression.of(Emotion.HAPPINESS), Pose.CENTRE, 1, Instant.EPOCH));
    byte[] nobody = jpeg(DrawnFace.nobody(1, Instant.EPOCH));
    AtomicReference<String> where = new AtomicReference<>("kitchen");
    HttpServer cameras =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    cameras.createContext(
        "/",
        exchange -> {
          String room = exchange.getRequestURI().getPath().substring(1).replace(".jpg", "");
          byte[] picture = where.get().equals(room) ? person : nobody;
          exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    cameras.start();
    Map<String, Path> sounds =
        Map.of("kitchen", folder.resolve("kitchen.wav"), "bath", folder.resolve("bath.wav"));
    int kitchen = Packaged.freePort();
    int bath = Packaged.freePort();
    try (Running first = speaker("kitchen", kitchen, cameras, sounds);
        Running second = speaker("bath", bath, cameras, sounds)) {
      await()
          .atMost(Duration.ofSeconds(150))
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () -> {
                assertThat(music(kitchen)).as("%s", first.log()).isEqualTo("playing");
                assertThat(music(bath)).as("%s", second.log()).isNotEqualTo("playing");
              });
      for (String room : List.of("bath", "kitchen")) {
        TimeUnit.SECONDS.sleep(4); // Until the other speaker has heard what plays.
        String before = track(room.equals("bath") ? kitchen : bath);
        where.set(room);
        int here = room.equals("bath") ? bath : kitchen;
        int there = room.equals("bath") ? kitchen : bath;
        await()
            .atMost(Duration.ofSeconds(5))
            .pollInterval(Duration.ofMillis(100))
            .untilAsserted(
                () -> {
                  assertThat(music(here)).isEqualTo("playing");
                  assertThat(music(there)).isEqualTo("paused");
                });
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(track(here)).isEqualTo(before));
      }
    } finally {
      cameras.stop(0);
    }
    assertThat(told.get("moodspeaker/follow")).contains("\"room\":");
  }

  private Running speaker(String room, int port, HttpServer cameras, Map<String, Path> sounds)
      throws IOException {
    Packaged image = Packaged.in(Files.createDirectories(folder.resolve(room)));
    Files.writeString(
        image.home().resolve("config/moods.yaml"),
        "moods:\n  happiness: {playlist: playlists/happiness.m3u8}\n  absent: {strategy: keep}\n");
    return image.start(
        "--set=http.port=" + port,
        "--set=audio=file:" + sounds.get(room),
        "--set=camera=http://127.0.0.1:%d/%s.jpg".formatted(cameras.getAddress().getPort(), room),
        "--set=camera.idle-interval=0s",
        "--set=mqtt.broker=mqtt://127.0.0.1:" + broker.port(),
        "--set=mqtt.base=moodspeaker/" + room,
        "--set=follow=" + room);
  }

  private static String music(int port) throws IOException {
    return playing(port).path("state").asString("");
  }

  private static String track(int port) throws IOException {
    return playing(port).path("track").asString("none");
  }

  private static JsonNode playing(int port) throws IOException {
    return JsonMapper.shared()
        .readTree(new DaemonClient("127.0.0.1", port).get("/api/status", "application/json"))
        .path("music");
  }
}
