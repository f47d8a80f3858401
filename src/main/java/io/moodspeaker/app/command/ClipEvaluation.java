package io.moodspeaker.app.command;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.feature.CameraFeature;
import io.moodspeaker.camera.javacv.PictureReader;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.emotion.tensorflow.EmotionFeature;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.face.opencv.FaceFeature;
import io.moodspeaker.feature.Config;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Observation;
import io.moodspeaker.mood.MoodFeature;
import io.moodspeaker.mood.MoodSettings;
import io.moodspeaker.mood.MoodTracker;
import io.moodspeaker.training.data.LabelNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the moods of labelled clips, decided as the daemon would in the clips' own time.
 *
 * @param config of the daemon
 * @param ownNeutral how much of each clip's beginning shows the person's own neutral face; 0 for a
 *     person who is not known
 */
record ClipEvaluation(Config config, Duration ownNeutral) {
  /**
   * What one clip showed.
   *
   * @param file the clip
   * @param truth the emotion that its name gives
   * @param end the mood at its end
   * @param wrong moods that it came to on the way, less the right one, neutral, unsure and absent
   * @param seconds when the right mood came, from the clip's beginning; empty if it never did
   */
  record Clip(Path file, Emotion truth, Mood end, List<Mood> wrong, Optional<Double> seconds) {
    boolean right() {
      return end == Mood.of(truth);
    }
  }

  /**
   * Runs over all clips of a folder.
   *
   * @param model the model's folder; empty for the configured one
   * @param detector what finds faces; empty for what is configured
   * @param skipped is told of each file that is no labelled clip, and why
   */
  List<Clip> run(
      Path folder, Optional<Path> model, Optional<String> detector, Consumer<String> skipped)
      throws EmotionException, IOException {
    List<Clip> clips = new ArrayList<>();
    List<Path> files = files(folder);
    try (EmotionRecognizer recognizer =
        ModelOptions.open(
            detector.orElse(config.get(FaceFeature.DETECTOR)),
            Use.LIVE,
            model.orElse(config.home().resolve(config.get(EmotionFeature.MODEL))),
            config.get(FaceFeature.MINIMUM))) {
      LabelNames names = LabelNames.shipped();
      for (Path file : files) {
        String word = file.getFileName().toString().replaceFirst("[_.].*", "");
        Optional<Emotion> truth = names.emotion(word);
        if (truth.isEmpty()) {
          skipped.accept(file + ": no emotion is called '" + word + "'");
          continue;
        }
        try {
          clips.add(clip(file, truth.get(), recognizer));
        } catch (CameraException e) {
          skipped.accept(e.getMessage());
        }
      }
    }
    if (clips.isEmpty()) {
      throw new BadInputException(
          folder + " holds no clips named after emotions, such as happiness_1.mp4");
    }
    return clips;
  }

  private static List<Path> files(Path folder) {
    if (!Files.exists(folder)) {
      throw new BadInputException(folder + " does not exist; give a folder of clips");
    }
    try {
      return PictureReader.files(folder);
    } catch (CameraException unlistable) {
      throw new BadInputException(unlistable.getMessage(), unlistable);
    }
  }

  private Clip clip(Path file, Emotion truth, EmotionRecognizer recognizer)
      throws EmotionException, CameraException {
    List<Observation> read = new ArrayList<>();
    try (FrameSource frames = Recordings.replay(file, config.get(CameraFeature.INTERVAL))) {
      for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
        read.add(recognizer.recognize(frame.get()));
      }
    }
    Instant begin = read.isEmpty() ? Instant.EPOCH : read.getFirst().time();
    Optional<Baseline> own = own(read, begin.plus(ownNeutral));
    MoodSettings rules = MoodFeature.settings(config);
    MoodTracker tracker = new MoodTracker(() -> rules, MoodTracker.Silence.KEEP);
    Mood right = Mood.of(truth);
    List<Mood> wrong = new ArrayList<>();
    Optional<Double> seconds = Optional.empty();
    for (Observation seen : read) {
      Observation corrected =
          own.map(known -> PersonalBaseline.corrected(seen, known, recognizer.resting()))
              .orElse(seen);
      Optional<Mood> mood = tracker.observe(corrected).map(MoodChange::mood);
      if (mood.isPresent() && mood.get() == right && seconds.isEmpty()) {
        seconds = Optional.of(Duration.between(begin, seen.time()).toMillis() / 1e3);
      }
      mood.filter(other -> other != right && names(other)).ifPresent(wrong::add);
    }
    return new Clip(file, truth, tracker.status().mood(), List.copyOf(wrong), seconds);
  }

  /** Whether a mood names an expression. */
  private static boolean names(Mood mood) {
    return mood != Mood.NEUTRAL && mood != Mood.UNSURE && mood != Mood.ABSENT;
  }

  private static Optional<Baseline> own(List<Observation> read, Instant end) {
    List<EmotionScores> neutral =
        read.stream()
            .filter(seen -> seen.time().isBefore(end) && !seen.faces().isEmpty())
            .map(seen -> seen.faces().getFirst().scores())
            .toList();
    return neutral.isEmpty() ? Optional.empty() : Optional.of(Baseline.of(neutral, end));
  }

  static String json(List<Clip> clips) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("clips", clips.size());
    all.put("right", clips.stream().filter(Clip::right).count());
    all.put("wrong_on_the_way", clips.stream().filter(clip -> !clip.wrong().isEmpty()).count());
    median(clips).ifPresent(seconds -> all.put("median_seconds", seconds));
    all.put(
        "per_clip",
        clips.stream()
            .map(
                clip -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("file", clip.file().toString());
                  one.put("truth", clip.truth().label());
                  one.put("end", clip.end().label());
                  one.put("wrong", clip.wrong().stream().map(Mood::label).toList());
                  clip.seconds().ifPresent(seconds -> one.put("seconds", seconds));
                  return one;
                })
            .toList());
    return JsonMapper.shared().writeValueAsString(all);
  }

  static String text(List<Clip> clips) {
    StringBuilder text = new StringBuilder();
    for (Clip clip : clips) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-5s %s: %s at the end%s%s%n",
              clip.right() ? "right" : "wrong",
              clip.file(),
              clip.end(),
              clip.seconds()
                  .map(s -> String.format(Locale.ROOT, ", %s after %.1f s", clip.truth(), s))
                  .orElse(""),
              clip.wrong().isEmpty() ? "" : ", on the way " + clip.wrong()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nclips       %7d%nright       %7d%nwrong on the way %2d%n",
            clips.size(),
            clips.stream().filter(Clip::right).count(),
            clips.stream().filter(clip -> !clip.wrong().isEmpty()).count()));
    median(clips)
        .ifPresent(s -> text.append(String.format(Locale.ROOT, "seconds     %7.1f median%n", s)));
    return text.toString();
  }

  private static Optional<Double> median(List<Clip> clips) {
    List<Double> sorted = clips.stream().flatMap(clip -> clip.seconds().stream()).sorted().toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
  }
}
