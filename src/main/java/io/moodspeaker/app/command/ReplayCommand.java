package io.moodspeaker.app.command;

import io.moodspeaker.app.Installation;
import io.moodspeaker.app.command.RecognizeCommand.Format;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.feature.CameraFeature;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.CalibratedRecognizer;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.feature.Config;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.mood.MoodFeature;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodTracker;
import io.moodspeaker.support.PlainWords;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Judges a video's moods in video time, as fast as it goes. */
@Command(
    name = "replay",
    description = "Judge the moods of a video as the daemon would, in the video's own time.",
    footer = {
      "",
      "A JSON line for each change: {\"t\":seconds,\"mood\":…,\"from\":…,\"confidence\":0..1}."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private BaselineOption baseline;

  @Parameters(paramLabel = "VIDEO", description = "A video, or a folder of pictures.")
  private Path video;

  @Option(
      names = "--format",
      description = "text or json (default: ${DEFAULT-VALUE}).",
      paramLabel = "FORMAT")
  private Format format = Format.TEXT;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Use this setting in place of the one in config/moodspeaker.properties.")
  private Map<String, String> overrides = Map.of();

  @Override
  public Integer call() throws EmotionException {
    Config config = Installation.find(overrides).config();
    MoodSettings rules = MoodFeature.settings(config);
    MoodTracker judge = new MoodTracker(() -> rules, MoodTracker.Silence.KEEP);
    Optional<Baseline> neutral = baseline.read();
    try (EmotionRecognizer recognizer =
            new CalibratedRecognizer(
                model.open(Use.LIVE, config),
                (seen, resting) ->
                    neutral
                        .map(known -> PersonalBaseline.corrected(seen, known, resting))
                        .orElse(seen));
        FrameSource frames = Recordings.replay(video, config.get(CameraFeature.INTERVAL))) {
      Optional<Frame> frame = frames.next();
      while (frame.isPresent()) {
        judge.observe(recognizer.recognize(frame.get())).ifPresent(this::print);
        frame = frames.next();
      }
    } catch (CameraException unreadable) {
      throw new BadInputException(unreadable.getMessage(), unreadable);
    }
    return 0;
  }

  private void print(MoodChange change) {
    double seconds = change.time().toEpochMilli() / 1000.0;
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(
          JSON.writeValueAsString(
              JSON.createObjectNode()
                  .put("t", seconds)
                  .put("mood", change.mood().label())
                  .put("from", change.from().label())
                  .put("confidence", Math.round(change.confidence() * 10_000) / 10_000.0)));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%.1f s: mood %s (%.2f) after %s %s",
              seconds,
              change.mood(),
              change.confidence(),
              change.from(),
              PlainWords.duration(change.held())));
    }
    out.flush();
  }
}
