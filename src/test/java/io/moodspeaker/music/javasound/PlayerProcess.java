package io.moodspeaker.music.javasound;

import static org.awaitility.Awaitility.await;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlayRequest;
import io.moodspeaker.music.PlayResult;
import io.moodspeaker.music.PlayerStatus;
import io.moodspeaker.music.VolumeCeiling;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.local.LocalPlayer;
import io.moodspeaker.music.local.Players;
import io.moodspeaker.music.loudness.LoudnessCache;
import io.moodspeaker.music.loudness.LoudnessNormalizer;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.sink.AudioSinks;
import io.moodspeaker.music.source.AudioSources;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The player in a process of its own, as a sound server is found through the environment.
 *
 * <p>Orders go in as lines; {@code status} is answered by one.
 */
final class PlayerProcess implements AutoCloseable {
  private final Process process;
  private final PrintWriter orders;
  private final BufferedReader answers;
  private final Path log;

  PlayerProcess(PulseServer pulse, Path log, Duration crossfade) throws IOException {
    this(pulse, log, crossfade, "auto");
  }

  /** A player on a device as a person would configure it. */
  PlayerProcess(PulseServer pulse, Path log, Duration crossfade, String device) throws IOException {
    this.log = log;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                PlayerProcess.class.getName(),
                crossfade.toString(),
                device));
    process = pulse.program(command).redirectError(log.toFile()).start();
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
    answer(); // It is up.
  }

  void order(String order) {
    orders.println(order);
  }

  /** Asks for {@code STATE position-in-ms threads location}. */
  String status() throws IOException {
    orders.println("status");
    return answer();
  }

  long position() throws IOException {
    return Long.parseLong(status().split(" ", 4)[1]);
  }

  int threads() throws IOException {
    return Integer.parseInt(status().split(" ", 4)[2]);
  }

  /** All threads of the process: the sound server's library makes its own, unseen by Java. */
  long nativeThreads() throws IOException {
    return entries("task");
  }

  /** Its open files, and with them its connections to the sound server. */
  long descriptors() throws IOException {
    return entries("fd");
  }

  private long entries(String folder) throws IOException {
    try (Stream<Path> listed = Files.list(Path.of("/proc/" + process.pid(), folder))) {
      return listed.count();
    }
  }

  void awaitStatus(String start) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> status().startsWith(start));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the player has ended:\n" + Files.readString(log));
    }
    return line;
  }

  @Override
  public void close() {
    orders.close();
    try {
      if (!process.waitFor(Duration.ofSeconds(10))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(PlayResult result) {
    System.err.println(
        result instanceof PlayResult.Playing now
            ? "playing " + now.tags().name(now.track())
            : result.toString());
  }

  /** The process: a crossfade and a device as arguments, orders on standard input. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // The log goes there; answers alone come out.
    FfmpegOpener ffmpeg = new FfmpegOpener();
    AudioSinks.Choice choice = new AudioSinks(new JavaSoundCards()).choose(arguments[1]);
    System.err.println(choice.reason());
    AudioSources sources = new AudioSources(List.of(new Mp3Opener(ffmpeg::tags), ffmpeg));
    try (LoudnessNormalizer leveler =
            new LoudnessNormalizer(sources, new LoudnessCache(Optional.empty()));
        MusicPlayer player =
            new LocalPlayer(
                Players.READER,
                sources,
                choice.sink(),
                leveler,
                Players.settings(100, VolumeCeiling.of(100), Duration.parse(arguments[0])),
                new Random(1));
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      out.println("up");
      for (String line; (line = in.readLine()) != null; ) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
          case "play" ->
              player
                  .play(
                      new PlayRequest(words[2], false, Duration.ofMillis(Long.parseLong(words[1]))))
                  .thenAccept(PlayerProcess::tell);
          case "pause" -> player.pause();
          case "resume" -> player.resume();
          case "next" -> player.next();
          case "volume" -> player.volume(Integer.parseInt(words[1]));
          default -> {
            PlayerStatus status = player.status();
            out.println(
                status.state()
                    + " "
                    + status.position().toMillis()
                    + " "
                    + Thread.getAllStackTraces().size()
                    + " "
                    + status.track().map(track -> track.location()).orElse("-"));
          }
        }
      }
    }
  }
}
