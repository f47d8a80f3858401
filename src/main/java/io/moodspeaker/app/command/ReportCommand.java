package io.moodspeaker.app.command;

import io.moodspeaker.app.GroupReport;
import io.moodspeaker.app.GroupReportText;
import io.moodspeaker.app.Installation;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.feature.CameraFeature;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.emotion.LocalRecognizer;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.emotion.tensorflow.TensorFlowLandmarks;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceFinder;
import io.moodspeaker.face.opencv.FaceFeature;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.FoundFace;
import io.moodspeaker.model.Frame;
import io.moodspeaker.people.PeopleWatch;
import io.moodspeaker.people.opencv.FaceEncoders;
import io.moodspeaker.support.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who was there, how attentive, and what the group showed. */
@Command(
    name = "report",
    description = {
      "Tell who was there from when to when, how attentive they were and what the group showed.",
      "Of a video, or with --live of what the camera sees. Keeps numbers, no picture."
    },
    footer = {"", GroupReportText.NOTICE},
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  /** Four looks a second: a blink spans one, and attendance is told to a quarter of a second. */
  private static final Duration STEP = Duration.ofMillis(250);

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private PeopleOptions options;

  @Parameters(arity = "0..1", paramLabel = "VIDEO", description = "What to look at.")
  private Path video;

  @Option(names = "--live", description = "Look through the configured camera instead.")
  private boolean live;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "With --live so long (default: ${DEFAULT-VALUE}).")
  private double minutes = 45;

  @Option(names = "--agreed", description = "Everybody in the picture has agreed to this.")
  private boolean agreed;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write a table there.")
  private Path csv;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with plots there.")
  private Path html;

  private Instant now = Instant.EPOCH;

  @Override
  public Integer call() throws EmotionException, IOException {
    if (live == (video != null)) {
      throw new BadInputException("give a VIDEO, or --live");
    }
    Numbers.within("--minutes", 0, 24 * 60, minutes);
    if (!agreed) {
      throw new BadInputException(GroupReportText.NOTICE + " Where that is so, say --agreed.");
    }
    try (Interruption ctrlC = new Interruption()) {
      return tell(look(Installation.find(options.overrides()).config(), ctrlC));
    }
  }

  private int tell(GroupReport report) throws IOException {
    GroupReportText told = new GroupReportText(report);
    PrintWriter out = spec.commandLine().getOut();
    out.print(told.text());
    if (csv != null) {
      AtomicFile.write(csv.toAbsolutePath(), told.csv().getBytes(StandardCharsets.UTF_8));
      out.println("written to " + csv);
    }
    if (html != null) {
      AtomicFile.write(html.toAbsolutePath(), told.html().getBytes(StandardCharsets.UTF_8));
      out.println("written to " + html);
    }
    out.flush();
    return 0;
  }

  private GroupReport look(LoadedConfig config, Interruption ctrlC) throws EmotionException {
    GroupReport report = new GroupReport();
    Path models = config.home().resolve("models");
    try (FaceDetector detector =
            FaceFeature.detector(
                models.resolve("face"), model.detector(), config.get(FaceFeature.MINIMUM));
        FaceClassifier classifier = FaceModels.openAligned(model.model());
        TensorFlowLandmarks landmarks =
            TensorFlowLandmarks.open(models.resolve(TensorFlowLandmarks.FOLDER));
        LocalRecognizer recognizer = new LocalRecognizer(frame -> List.of(), classifier);
        PeopleWatch people =
            new PeopleWatch(
                config.stateDir(),
                known -> FaceEncoders.open(models, known),
                () -> now,
                name -> false);
        FrameSource frames = source(config)) {
      FaceFinder finder = new FaceFinder(detector, config.get(FaceFeature.IGNORE), false);
      Optional<Instant> first = Optional.empty();
      Duration longest = Duration.ofMillis(Math.round(minutes * 60_000));
      for (Optional<Frame> frame = frames.next();
          frame.isPresent() && !ctrlC.asked();
          frame = frames.next()) {
        if (live && now.plus(STEP).isAfter(frame.get().time())) {
          continue;
        }
        now = frame.get().time();
        first = first.or(() -> Optional.of(now));
        if (live && Duration.between(first.get(), now).compareTo(longest) > 0) {
          break;
        }
        FacesInFrame found = people.name(new FacesInFrame(frame.get(), finder.find(frame.get())));
        report.add(recognizer.recognize(found, Duration.ZERO), gazes(landmarks, found));
      }
    } catch (CameraException unreadable) {
      throw new BadInputException(unreadable.getMessage(), unreadable);
    }
    return report;
  }

  private FrameSource source(LoadedConfig config) throws CameraException {
    return live
        ? new CameraFeature().source(config, InstantSource.system())
        : Recordings.replay(video, STEP);
  }

  private static Map<Integer, GroupReport.Gaze> gazes(
      TensorFlowLandmarks landmarks, FacesInFrame found) throws EmotionException {
    Map<Integer, GroupReport.Gaze> gazes = new HashMap<>();
    if (!found.faces().isEmpty()) {
      List<Landmarks> points = landmarks.find(found.frame(), found.boxes());
      for (int i = 0; i < points.size(); i++) {
        FoundFace face = found.faces().get(i);
        gazes.put(
            face.track(), new GroupReport.Gaze(points.get(i).turn(), points.get(i).eyesOpen()));
      }
    }
    return gazes;
  }
}
