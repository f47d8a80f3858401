package io.moodspeaker.app.command;

import io.moodspeaker.app.Home;
import io.moodspeaker.app.MoodWiring;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.Pace;
import io.moodspeaker.camera.drawn.DrawnFaceSource;
import io.moodspeaker.config.Settings;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Frame;
import io.moodspeaker.mood.MoodJudge;
import io.moodspeaker.mood.MoodSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures what the daemon's main path costs on this machine. */
@Command(
    name = "bench",
    description = {
      "Measure the path from a 640x480 frame to the decision on this machine:",
      "milliseconds a frame, seconds from the start to the first decision, resident memory."
    },
    mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames that count, after as many that warm up (default: ${DEFAULT-VALUE}).")
  private int frames = 200;

  @Override
  public Integer call() throws EmotionException, CameraException, IOException {
    Home home = Home.find();
    Settings settings =
        Settings.load(home.root(), System.getenv(), Map.of()).orElseThrow(BadInputException::new);
    MoodSettings rules = MoodWiring.settings(settings);
    MoodJudge judge = new MoodJudge(() -> rules);
    List<Frame> pictures = pictures(home.config().resolve("drawn-face.yaml"));
    double[] millis = new double[frames];
    double first;
    try (EmotionRecognizer recognizer = model.open(Use.LIVE)) {
      judge.observe(recognizer.recognize(pictures.get(0)));
      first = secondsSinceStart();
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
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "frame to decision, 640x480, detector %s: median %.1f ms, 95 %% %.1f ms, %d frames",
            model.detector(),
            millis[frames / 2],
            millis[frames * 95 / 100],
            frames));
    out.println(String.format(Locale.ROOT, "start to first decision: %.2f s", first));
    out.println(String.format(Locale.ROOT, "resident memory: %d MB", residentMegabytes()));
    return 0;
  }

  private static List<Frame> pictures(Path scenario) throws CameraException {
    List<Frame> pictures = new ArrayList<>();
    // Every fourth frame of a minute: all expressions, and the empty room.
    try (FrameSource source = DrawnFaceSource.open(scenario, Pace.unpaced())) {
      for (int i = 0; i < 300; i++) {
        Frame frame = source.next().orElseThrow();
        if (i % 4 == 0) {
          pictures.add(frame);
        }
      }
    }
    return pictures;
  }

  private static double secondsSinceStart() {
    return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
  }

  private static long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }
}
