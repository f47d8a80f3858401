package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.app.Main;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.RateLimiter;
import io.moodspeaker.camera.drawn.DrawnFaceSource;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Frame;
import io.moodspeaker.mood.MoodFeature;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodTracker;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the daemon's main path costs on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure the path from a 640x480 frame to the decision on this machine.",
      "Tells milliseconds a frame, seconds from the start to the first decision, share of a core, memory."
    },
    subcommands = BenchMoodsCommand.class,
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames that count, after as many that warm up (default: ${DEFAULT-VALUE}).")
  private int frames = 200;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description =
          "How long the daemon runs before its memory is read (default: ${DEFAULT-VALUE}).")
  private int seconds = 30;

  @Override
  public Integer call() throws Exception {
    Numbers.atLeast("--frames", 1, frames);
    Numbers.atLeast("--seconds", 0, seconds);
    PrintWriter out = spec.commandLine().getOut();
    InstallDir home = InstallDir.find();
    frames(home, out);
    daemon(out);
    return 0;
  }

  /** A daemon of its own, as it is installed, on the drawn face, without sound or lamps. */
  private void daemon(PrintWriter out) throws IOException, InterruptedException {
    Path state = Files.createTempDirectory("moodspeaker-bench");
    Path log = state.resolve("log");
    long begin = System.nanoTime();
    Process daemon =
        new ProcessBuilder(command(state))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      awaitMood(daemon, log, begin + PATIENCE.toNanos());
      out.println(
          String.format(
              Locale.ROOT, "start to first mood: %.2f s", (System.nanoTime() - begin) / 1e9));
      Duration before = processor(daemon);
      Thread.sleep(Duration.ofSeconds(seconds));
      if (seconds > 0) {
        out.println(
            String.format(
                Locale.ROOT,
                "processor over %d s more: %.1f %% of a core",
                seconds,
                processor(daemon).minus(before).toMillis() / 10.0 / seconds));
      }
      out.println(
          String.format(
              Locale.ROOT,
              "resident memory after %d s more: %d MB",
              seconds,
              residentMegabytes(daemon.pid())));
      out.flush();
    } finally {
      daemon.destroy();
      daemon.waitFor();
      delete(state);
    }
  }

  private static Duration processor(Process daemon) {
    return daemon.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The Java that runs this, with its options, and what it shall run. */
  private List<String> command(Path state) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Map.of(
            "camera", "drawn",
            "audio", "silent",
            "light", "console",
            "http.port", "0",
            "face.detector", model.detector(),
            "state.dir", state.toString())
        .forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    command.add("run");
    return command;
  }

  private static void awaitMood(Process daemon, Path log, long deadline)
      throws IOException, InterruptedException {
    while (!Files.readString(log).contains(" mood ")) {
      if (!daemon.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IOException(
            "the daemon named no mood within %d s; its log ends:%n%s"
                .formatted(PATIENCE.toSeconds(), end(log)));
      }
      Thread.sleep(10);
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private void frames(InstallDir home, PrintWriter out) throws EmotionException, CameraException {
    MoodSettings rules = MoodFeature.settings(new Installation(home, Map.of()).config());
    MoodTracker judge = new MoodTracker(() -> rules, MoodTracker.Silence.KEEP);
    List<Frame> pictures = pictures(home.config().resolve("drawn-face.yaml"));
    double[] millis = new double[frames];
    try (EmotionRecognizer recognizer = model.open(Use.LIVE)) {
      for (int i = -frames; i < frames; i++) {
        Frame frame = pictures.get(Math.floorMod(i, pictures.size()));
        long begin = System.nanoTime();
        judge.observe(recognizer.recognize(frame));
        if (i >= 0) {
          millis[i] = (System.nanoTime() - begin) / 1e6;
        }
      }
    }
    Arrays.sort(millis);
    out.println(
        String.format(
            Locale.ROOT,
            "frame to decision, 640x480, detector %s: median %.1f ms, 95 %% %.1f ms, %d frames",
            model.detector(),
            millis[frames / 2],
            millis[frames * 95 / 100],
            frames));
  }

  private static List<Frame> pictures(Path scenario) throws CameraException {
    List<Frame> pictures = new ArrayList<>();
    // Every fourth frame of a minute: all expressions, and the empty room.
    try (FrameSource source = DrawnFaceSource.open(scenario, RateLimiter.unpaced())) {
      for (int i = 0; i < 300; i++) {
        Frame frame = source.next().orElseThrow();
        if (i % 4 == 0) {
          pictures.add(frame);
        }
      }
    }
    return pictures;
  }

  private static long residentMegabytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
