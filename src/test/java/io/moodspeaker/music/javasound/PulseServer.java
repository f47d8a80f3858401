package io.moodspeaker.music.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.music.Pcm;
import io.moodspeaker.music.Sounds;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PulseAudio server of the test's own, whose only sink is a null sink that can be listened to.
 */
public final class PulseServer implements AutoCloseable {
  private final Path home;
  private final String latency;
  private Optional<Process> server = Optional.empty();
  private Optional<Process> recorder = Optional.empty();

  /** A server that plays within 50 ms, so that a recording begins when it is asked for. */
  public PulseServer(Path home) throws IOException {
    this(home, " norewinds=1");
  }

  private PulseServer(Path home, String latency) throws IOException {
    this.home = home;
    this.latency = latency;
    Files.createDirectories(home.resolve("run"));
    Files.setPosixFilePermissions(
        home.resolve("run"), PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        home.resolve(".asoundrc"), "pcm.!default { type pulse }\nctl.!default { type pulse }\n");
  }

  /** A server that, while nothing sounds, renders 2 s of silence at once and is deaf as long. */
  static PulseServer slowToBegin(Path home) throws IOException {
    return new PulseServer(home, "");
  }

  /** What is missing to run one here; empty if nothing is. */
  public static Optional<String> missing() {
    List<String> packages = new ArrayList<>();
    if (!onPath("pulseaudio")) {
      packages.add("pulseaudio");
    }
    if (!onPath("parec")) {
      packages.add("pulseaudio-utils");
    }
    if (!plugin()) {
      packages.add("libasound2-plugins");
    }
    return packages.isEmpty()
        ? Optional.empty()
        : Optional.of("needs `apt-get install " + String.join(" ", packages) + "`");
  }

  static boolean onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean plugin() {
    try (Stream<Path> libraries = Files.list(Path.of("/usr/lib"))) {
      return libraries.anyMatch(
          path -> Files.exists(path.resolve("alsa-lib/libasound_module_pcm_pulse.so")));
    } catch (IOException e) {
      return false;
    }
  }

  private Path socket() {
    return home.resolve("run/pulse.sock");
  }

  /** A program in this server's world: its own home, and no other server in sight. */
  public ProcessBuilder program(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment());
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    return builder;
  }

  /** What leads a program to this server. */
  public Map<String, String> environment() {
    return Map.of(
        "HOME", home.toString(),
        "XDG_RUNTIME_DIR", home.resolve("run").toString(),
        "PULSE_SERVER", "unix:" + socket());
  }

  /** Starts it, and waits until it is there. */
  public void start() throws IOException {
    server =
        Optional.of(
            program(
                    List.of(
                        "pulseaudio",
                        "-n",
                        "--daemonize=no",
                        "--exit-idle-time=-1",
                        "--use-pid-file=no",
                        "-L",
                        "module-null-sink sink_name=SINK rate=44100" + latency,
                        "-L",
                        "module-native-protocol-unix auth-anonymous=1 socket=" + socket()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("pulseaudio.log").toFile())
                .start());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                program(List.of("pactl", "info"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                    == 0);
  }

  /** Ends the server without a farewell to its clients. */
  void kill() throws IOException {
    stop(server);
    server = Optional.empty();
    Files.deleteIfExists(socket());
  }

  /** Takes the sink away, as when a USB card is pulled; the server stays. */
  void unplug() throws IOException {
    control("unload-module", "module-null-sink");
  }

  /** Puts the sink back. */
  void plug() throws IOException {
    control("load-module", "module-null-sink", "sink_name=SINK", "rate=44100", "norewinds=1");
  }

  private void control(String... order) throws IOException {
    List<String> command = new ArrayList<>(List.of("pactl"));
    command.addAll(List.of(order));
    Process process =
        program(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.onExit().join().exitValue()).as("%s", command).isZero();
  }

  /** Begins to write down what sounds. */
  public void record(Path file) throws IOException {
    recorder =
        Optional.of(
            program(
                    List.of(
                        "parec",
                        "-d",
                        "SINK.monitor",
                        "--raw",
                        "--format=s16le",
                        "--channels=2",
                        "--rate=44100",
                        "--latency-msec=50"))
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    await().atMost(Duration.ofSeconds(10)).until(() -> Files.size(file) > 0);
  }

  /** Ends the recording and returns its left channel. */
  public double[] recorded(Path file) throws IOException {
    return Sounds.left(recordedStereo(file));
  }

  /** Ends the recording and returns both its channels, interleaved. */
  float[] recordedStereo(Path file) throws IOException {
    stop(recorder);
    recorder = Optional.empty();
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] stereo = new float[bytes.remaining() / (Pcm.CHANNELS * Short.BYTES) * Pcm.CHANNELS];
    for (int i = 0; i < stereo.length; i++) {
      stereo[i] = bytes.getShort(i * Short.BYTES) / 32768f;
    }
    assertThat(stereo).as("what was recorded").isNotEmpty();
    return stereo;
  }

  private static void stop(Optional<Process> process) {
    process.ifPresent(
        p -> {
          p.destroyForcibly();
          p.onExit().join();
        });
  }

  @Override
  public void close() throws IOException {
    stop(recorder);
    kill();
  }
}
