package io.moodspeaker.app.command;

import io.moodspeaker.app.Installation;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.emotion.BaselineRecorder;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes a person's neutral face as the baseline of later scores. */
@Command(
    name = "calibrate",
    description = {
      "Take half a minute of your neutral face as the baseline of later scores.",
      "Asks the running daemon, which looks through its camera; keeps numbers, no picture.",
      "With --images it looks at files instead."
    },
    mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** A second: the count of seconds that a person sees goes down by one. */
  private static final Duration POLL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private DaemonAddress daemon;

  @Option(
      names = "--images",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Images, folders, zip archives or videos of the neutral face.")
  private List<Path> images = List.of();

  @Option(names = "--crops", description = "Each picture is one face already: detect nothing.")
  private boolean crops;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      description = "Of a video only so much of its beginning (default: ${DEFAULT-VALUE}).")
  private double seconds = PersonalBaseline.LENGTH.toSeconds();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "The baseline's file, with --images or --clear (default: the daemon's, which takes it up"
              + " at its next start).")
  private Path out;

  @Option(names = "--clear", description = "Forget the baseline.")
  private boolean clear;

  @Override
  public Integer call() throws IOException, InterruptedException, EmotionException {
    Numbers.within("--seconds", 0, 86_400, seconds);
    if (clear && !images.isEmpty()) {
      throw new BadInputException("--clear and --images exclude each other; give one of them");
    }
    if (out != null) {
      Given.place("--out", out);
      if (!new BaselineFile(out).isOwn()) {
        throw Given.taken("--out", out, "baseline");
      }
    }
    if (clear) {
      return forget();
    }
    if (!images.isEmpty()) {
      return look();
    }
    if (out != null || crops) {
      throw new BadInputException("--out and --crops need --images PATH");
    }
    return ask();
  }

  private int forget() throws IOException, InterruptedException {
    if (out == null && !daemon.isAnothersState()) {
      try {
        say(JSON.readTree(daemon.client().post("/api/calibration", "application/json", "clear")));
        return 0;
      } catch (IOException away) {
        spec.commandLine().getErr().println(away.getMessage());
      }
    }
    BaselineFile file = file();
    String done = file.delete() ? file.path() + " deleted" : file.path() + ": no such file";
    spec.commandLine().getOut().println(done);
    return 0;
  }

  private int ask() throws IOException, InterruptedException {
    JsonNode answer =
        JSON.readTree(daemon.client().post("/api/calibration", "application/json", "start"));
    while (answer.path("state").asString().equals("recording")) {
      say(answer);
      Thread.sleep(POLL);
      answer = JSON.readTree(daemon.client().get("/api/calibration", "application/json"));
    }
    say(answer);
    return answer.path("state").asString().equals("on") ? 0 : 1;
  }

  private void say(JsonNode answer) {
    PrintWriter print = spec.commandLine().getOut();
    String left =
        answer.path("state").asString().equals("recording")
            ? answer.path("left").asInt() + " s: "
            : "";
    print.println(left + answer.path("message").asString());
    print.flush();
  }

  private int look() throws EmotionException, IOException {
    // A set of stills has as many neutral faces of a person as it has, at worst one.
    BaselineRecorder recorder = new BaselineRecorder(1);
    int unreadable;
    EmotionScores resting;
    try (RecognizeCommand.Eyes eyes = RecognizeCommand.eyes(model, crops, Optional.empty())) {
      resting = eyes.resting();
      unreadable =
          PictureLoop.<EmotionException>over(
              images,
              Duration.ZERO,
              spec.commandLine().getErr(),
              picture -> {
                if (picture.seconds().orElse(0.0) < seconds) {
                  recorder.add(new Observation(picture.frame().time(), eyes.look(picture.frame())));
                }
              });
    }
    Baseline baseline;
    try {
      baseline = recorder.finish(InstantSource.system().instant());
    } catch (BaselineRecorder.InvalidCalibration unfit) {
      throw new BadInputException("no baseline was taken: " + unfit.getMessage(), unfit);
    }
    BaselineFile file = file();
    try {
      file.write(baseline);
    } catch (IOException unwritable) {
      throw new BadInputException(
          file.path()
              + " can't be written ("
              + Reason.of(unwritable)
              + "); name another place with --out",
          unwritable);
    }
    print(baseline, file.path(), resting);
    return unreadable > 0 ? 2 : 0;
  }

  private void print(Baseline baseline, Path file, EmotionScores resting) {
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        "a baseline of %s, written to %s%n", BaselineRecorder.frames(baseline.frames()), file);
    for (Emotion emotion : Emotion.all()) {
      print.printf(
          Locale.ROOT,
          "%-9s  reads %.3f  comes out as %.3f%n",
          emotion,
          baseline.neutral().of(emotion),
          baseline.apply(baseline.neutral(), resting).of(emotion));
    }
    print.flush();
  }

  private BaselineFile file() {
    if (out != null) {
      return new BaselineFile(out);
    }
    return BaselineFile.of(
        Installation.find(daemon.overrides()).config().stateDir(), BaselineFile.ANYBODY);
  }
}
