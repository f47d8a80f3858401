package io.moodspeaker.music.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.music.AudioSink;
import io.moodspeaker.music.Pcm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's snapserver and a snapclient that writes down what it plays. */
class SnapcastSinkTest {
  @TempDir private Path folder;

  private final List<Process> processes = new ArrayList<>();
  private final int sound = free();
  private final int stream = free();
  private final int control = free();
  private Process server;

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new AssertionError(none);
    }
  }

  @BeforeEach
  void there() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/snapserver"))
            && Files.isExecutable(Path.of("/usr/bin/snapclient")),
        "SKIPPED: no Snapcast here; apt-get install snapserver snapclient");
  }

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("snapcast.log").toFile()));
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void serve(String source) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("snapserver.conf"),
            """
            [server]
            datadir = %s
            [http]
            enabled = false
            [tcp]
            bind_to_address = 127.0.0.1
            port = %d
            [stream]
            bind_to_address = 127.0.0.1
            port = %d
            source = %s
            codec = pcm
            buffer = 400
            """
                .formatted(folder, control, stream, source));
    server = run("snapserver", "-c", config.toString());
    await().pollInterval(Duration.ofMillis(30)).ignoreExceptions().until(() -> reachable(stream));
  }

  private static boolean reachable(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    }
  }

  private Path listen(String name) throws IOException {
    Path heard = folder.resolve(name);
    run(
        "snapclient",
        "-h",
        "127.0.0.1",
        "-p",
        "" + stream,
        "--hostID",
        name,
        "--player",
        "file:filename=" + heard,
        "--logsink",
        "null");
    await().pollInterval(Duration.ofMillis(50)).until(() -> Files.exists(heard));
    return heard;
  }

  private String tcp() {
    return "tcp://127.0.0.1:" + sound + "?name=moodspeaker&sampleformat=44100:16:2";
  }

  private static double[] left(Path raw) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    double[] left = new double[bytes.remaining() / 4];
    for (int i = 0; i < left.length; i++) {
      left[i] = bytes.getShort(4 * i) / 32768.0;
    }
    return left;
  }

  /** Where a stretch begins in what was heard, sample for sample; below 0 for nowhere. */
  private static int find(double[] heard, float[] stereo, int frames) {
    for (int at = 0; at + frames <= heard.length; at++) {
      int i = 0;
      while (i < frames && Math.abs(heard[at + i] - stereo[2 * i]) < 1.5 / 32768) {
        i++;
      }
      if (i == frames) {
        return at;
      }
    }
    return -1;
  }

  private static float[] noise(int frames) {
    Random random = new Random(7);
    float[] noise = new float[2 * frames];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (random.nextDouble() - 0.5);
    }
    return noise;
  }

  private static void write(AudioSink sink, float[] sound) throws IOException {
    int block = 1024;
    float[] part = new float[2 * block];
    for (int at = 0; at + 2 * block <= sound.length; at += 2 * block) {
      System.arraycopy(sound, at, part, 0, 2 * block);
      sink.write(part, block);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_is_sent_is_what_is_heard(boolean overTcp) throws Exception {
    Path pipe = folder.resolve("fifo");
    serve(overTcp ? tcp() : "pipe://" + pipe + "?name=m&sampleformat=44100:16:2");
    Path heard = listen("room");
    SnapcastSink sink = new SnapcastSink(overTcp ? "127.0.0.1:" + sound : pipe.toString());
    try (SinkConnection connection = new SinkConnection(sink, System::nanoTime)) {
      // A server that has just begun opens its pipe, finds nobody and opens it again.
      AtomicInteger blocks = new AtomicInteger();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () ->
                  (connection.ready() && connection.write(new float[2048], 1024, () -> {}))
                      ? blocks.incrementAndGet() > 20
                      : blocks.getAndSet(0) < 0);
      float[] sent = noise(Pcm.RATE * 2);
      write(sink, sent);
      write(sink, new float[2 * Pcm.RATE]);
      int second = Pcm.RATE;
      float[] middle = Arrays.copyOfRange(sent, Pcm.RATE, Pcm.RATE + 2 * second);
      await()
          .atMost(Duration.ofSeconds(8))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () ->
                  assertThat(find(left(heard), middle, second))
                      .as("a second of it, sample for sample")
                      .isNotNegative());
    }
  }

  @Test
  void a_server_that_is_restarted_ten_times_is_played_to_again() throws Exception {
    serve(tcp());
    SinkConnection connection =
        new SinkConnection(new SnapcastSink("127.0.0.1:" + sound), System::nanoTime);
    float[] block = noise(1024);
    for (int round = 0; round < 10; round++) {
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> connection.ready() && connection.write(block, 1024, () -> {}));
      server.destroyForcibly().waitFor();
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> !connection.ready() || !connection.write(block, 1024, () -> {}));
      serve(tcp());
    }
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> connection.ready() && connection.write(block, 1024, () -> {}));
    connection.close();
  }

  @Test
  void a_server_that_takes_nothing_more_is_left() throws Exception {
    try (ServerSocket deaf = new ServerSocket(sound, 1, InetAddress.getLoopbackAddress());
        SnapcastSink sink = new SnapcastSink("127.0.0.1:" + deaf.getLocalPort())) {
      sink.open();
      // Of no pace: as much as a socket's buffers take, and then no more.
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  sink.send(new byte[65_536]);
                }
              })
          .hasMessage("it takes no more sound");
    }
  }

  @Test
  void what_is_not_there_says_what_helps() {
    assertThatThrownBy(() -> new SnapcastSink("127.0.0.1:" + sound).open())
        .hasMessageContaining("source = tcp://0.0.0.0:" + sound + "?name=moodspeaker");
    assertThatThrownBy(() -> new SnapcastSink(folder.resolve("none").toString()).open())
        .hasMessageContaining("there is no pipe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "host:0", "host:70000", "host:x", "http://host", "[::1", "."})
  void an_address_that_is_none_is_refused(String address) {
    assertThatThrownBy(() -> SnapcastSink.check(address))
        .hasMessageStartingWith("must be snapcast:HOST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "host.lan:4953", "192.168.1.2", "[::1]:4953", "/tmp/snapfifo"})
  void an_address_is_taken(String address) {
    assertThat(SnapcastSink.check(address)).isEqualTo(address);
  }
}
