package io.moodspeaker.app.command;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.app.DaemonClient;
import io.moodspeaker.app.Identity;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.PictureJson;
import io.moodspeaker.emotion.Baseline;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.FaceModel;
import io.moodspeaker.emotion.PersonalBaseline;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads the faces in pictures: a line for each. */
@Command(
    name = "recognize",
    description = {
      "Read the faces in pictures, a line for each picture.",
      "PATH is an image, a folder, a zip archive, a video, or the http address of an image or video."
    },
    footer = {
      "",
      "A JSON line: {\"file\":…,\"width\":…,\"height\":…,\"faces\":[{\"box\":[x,y,width,height],",
      "\"emotion\":…,\"confidence\":0..1,\"scores\":{…}}]}; for a video also \"t\" in seconds;",
      "\"evidence\":false on a face that is seen too badly to be read; \"person\" where people are",
      "known; \"label\" and \"labels\" where the model has classes of its own."
    },
    mixinStandardHelpOptions = true)
final class RecognizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelOptions model;
  @Mixin private BaselineOption baseline;
  @Mixin private PeopleOptions people;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "What to look at.")
  private List<Path> paths = List.of();

  @Option(
      names = "--watch",
      description = "In place of PATH: show what the running daemon sees, as it sees it.")
  private boolean watch;

  @Option(
      names = "--format",
      description = "text or json (default: ${DEFAULT-VALUE}).",
      paramLabel = "FORMAT")
  private Format format = Format.TEXT;

  @Option(names = "--crops", description = "Each picture is one face already: detect nothing.")
  private boolean crops;

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description = "Write copies with boxes, names and labels there; of a video, a video.")
  private Path annotate;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Of a video only a frame each so many seconds (default: all frames).")
  private double every;

  /** How results are printed. */
  enum Format {
    TEXT,
    JSON
  }

  /** Reads one picture's faces. */
  interface Eyes extends AutoCloseable {
    List<Face> look(Frame frame) throws EmotionException;

    /** The scores at which the model calls a face at rest. */
    EmotionScores resting();

    @Override
    void close();
  }

  @Override
  public Integer call() throws EmotionException, IOException, InterruptedException {
    if (!(every >= 0 && every <= 86_400)) {
      throw new BadInputException("--every must be 0 to 86400 seconds, was " + every);
    }
    if (watch == !paths.isEmpty()) {
      throw new BadInputException("name what to look at, or --watch, and not both");
    }
    if (watch) {
      new EventFollower(
              spec.commandLine().getOut(),
              Clock.system(ZoneId.systemDefault()),
              EventFollower.What.FACES)
          .follow(DaemonClient.of(InstallDir.find().root(), System.getenv(), people.overrides()));
      return 0;
    }
    Optional<Identity> identity = Identity.ofKnown(people.overrides());
    try {
      return recognize(identity);
    } finally {
      identity.ifPresent(Identity::close);
    }
  }

  private int recognize(Optional<Identity> identity) throws EmotionException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Duration step = Given.seconds("--every", every);
    Optional<Annotator> annotator =
        annotate == null ? Optional.empty() : Optional.of(new Annotator(annotate, paths));
    try (AnnotatedCopies copies = new AnnotatedCopies();
        Eyes eyes = eyes(identity)) {
      int unreadable =
          PictureLoop.<EmotionException>over(
              paths,
              step,
              err,
              picture -> {
                List<Face> faces = eyes.look(picture.frame());
                Optional<List<Optional<String>>> persons =
                    identity.map(
                        one ->
                            faces.stream()
                                .map(face -> one.who(picture.frame(), face.box()))
                                .toList());
                out.println(
                    format == Format.JSON
                        ? PictureJson.line(picture, faces, persons)
                        : PictureJson.text(picture, faces, persons));
                out.flush();
                if (annotator.isPresent()) {
                  copies.write(annotator.get(), picture, named(faces, persons));
                }
              });
      return unreadable > 0 ? 2 : 0;
    }
  }

  private static List<Face> named(List<Face> faces, Optional<List<Optional<String>>> persons) {
    return IntStream.range(0, faces.size())
        .mapToObj(i -> persons.map(all -> faces.get(i).of(all.get(i))).orElse(faces.get(i)))
        .toList();
  }

  private Eyes eyes(Optional<Identity> identity) throws EmotionException, IOException {
    Optional<Baseline> neutral = baseline.read();
    Eyes eyes = eyes(model, crops, neutral);
    return crops || identity.isEmpty() ? eyes : new KnownEyes(eyes, identity.get(), neutral);
  }

  /** Takes a small picture in which no face is found for one, where somebody known is in it. */
  private final class KnownEyes implements Eyes {
    private final Eyes eyes;
    private final Identity identity;
    private final Optional<Baseline> neutral;
    private Optional<Eyes> whole = Optional.empty();

    KnownEyes(Eyes eyes, Identity identity, Optional<Baseline> neutral) {
      this.eyes = eyes;
      this.identity = identity;
      this.neutral = neutral;
    }

    @Override
    public List<Face> look(Frame frame) throws EmotionException {
      List<Face> faces = eyes.look(frame);
      if (!faces.isEmpty() || identity.whoAsAWhole(frame).isEmpty()) {
        return faces;
      }
      if (whole.isEmpty()) {
        whole = Optional.of(RecognizeCommand.eyes(model, true, neutral));
      }
      return whole.get().look(frame);
    }

    @Override
    public EmotionScores resting() {
      return eyes.resting();
    }

    @Override
    public void close() {
      whole.ifPresent(Eyes::close);
      eyes.close();
    }
  }

  /** What reads the faces, less a baseline if there is one. The caller closes it. */
  static Eyes eyes(ModelOptions model, boolean crops, Optional<Baseline> baseline)
      throws EmotionException {
    Eyes eyes = crops ? new CropEyes(model.openModel()) : new FullEyes(model);
    return baseline.isPresent() ? new CorrectedEyes(eyes, baseline.get()) : eyes;
  }

  /** Takes a person's baseline out. */
  private record CorrectedEyes(Eyes eyes, Baseline baseline) implements Eyes {
    @Override
    public List<Face> look(Frame frame) throws EmotionException {
      Observation read = new Observation(frame.time(), eyes.look(frame));
      return PersonalBaseline.corrected(read, baseline, resting()).faces();
    }

    @Override
    public EmotionScores resting() {
      return eyes.resting();
    }

    @Override
    public void close() {
      eyes.close();
    }
  }

  /** Takes each picture for a face. */
  private record CropEyes(FaceModel classifier) implements Eyes {
    @Override
    public List<Face> look(Frame frame) throws EmotionException {
      Box whole = new Box(0, 0, frame.width(), frame.height());
      FaceClassifier.Reading reading = classifier.read(frame);
      return List.of(new Face(whole, reading.scores(), 0, true, Optional.empty(), reading.words()));
    }

    @Override
    public EmotionScores resting() {
      return classifier.resting();
    }

    @Override
    public void close() {
      classifier.close();
    }
  }

  /** Looks for faces first. */
  private record FullEyes(EmotionRecognizer recognizer) implements Eyes {
    FullEyes(ModelOptions model) throws EmotionException {
      this(model.open(Use.STILLS));
    }

    @Override
    public List<Face> look(Frame frame) throws EmotionException {
      return recognizer.recognize(frame).faces();
    }

    @Override
    public EmotionScores resting() {
      return recognizer.resting();
    }

    @Override
    public void close() {
      recognizer.close();
    }
  }
}
