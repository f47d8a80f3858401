package io.moodspeaker.app.command;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.FaceQuality;
import io.moodspeaker.emotion.LandmarkFinder;
import io.moodspeaker.emotion.Landmarks;
import io.moodspeaker.emotion.tensorflow.TensorFlowLandmarks;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.data.DataSets;
import io.moodspeaker.training.data.LabelNames;
import io.moodspeaker.training.data.Sample;
import io.moodspeaker.training.landmarks.LandmarkStatistics;
import io.moodspeaker.training.landmarks.LandmarkTrainer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the points of faces in pictures, and tells how they lie by emotion. */
@Command(
    name = "landmarks",
    description = {
      "Find the 68 points of each face in pictures, and how the face is held.",
      "PATH is an image, a folder, a zip archive or a video."
    },
    footer = {
      "",
      "A JSON line: {\"file\":…,\"faces\":[{\"box\":[x,y,width,height],\"points\":[[x,y]×68],",
      "\"roll\":degrees,\"turn\":share,\"eyes_open\":share,\"mouth_open\":share,\"sharpness\":share,",
      "\"evidence\":whether it is seen well enough to be read}]}"
    },
    mixinStandardHelpOptions = true,
    subcommands = {LandmarksCommand.Statistics.class, LandmarksCommand.Train.class})
final class LandmarksCommand implements Callable<Integer> {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Below this many pixels a picture is a bare face that no detector would find. */
  private static final int BARE_FACE = 160;

  @Spec private CommandSpec spec;
  @Mixin private Finders finders;

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "What to look at.")
  private List<Path> paths = List.of();

  @Option(
      names = "--format",
      description = "text or json (default: ${DEFAULT-VALUE}).",
      paramLabel = "FORMAT")
  private RecognizeCommand.Format format = RecognizeCommand.Format.TEXT;

  @Option(
      names = "--annotate",
      paramLabel = "DIR",
      description = "Write copies with the points there.")
  private Path annotate;

  /** What finds faces and their points. */
  static final class Finders {
    @Option(
        names = "--model",
        paramLabel = "DIR",
        description = "The landmark model's folder (default: models/landmarks).")
    private Path model;

    @Option(
        names = "--detector",
        paramLabel = "NAME",
        description = "What finds faces: auto, haar, yunet or full-range (default: auto).")
    private String detector = "auto";

    LandmarkFinder landmarks() {
      Path folder =
          model == null
              ? InstallDir.find().models().resolve(TensorFlowLandmarks.FOLDER)
              : ModelOptions.find(model);
      try {
        return TensorFlowLandmarks.open(folder);
      } catch (EmotionException wrong) {
        throw new BadInputException(wrong.getMessage(), wrong);
      }
    }

    FaceDetector detector() {
      try {
        return FaceDetectors.open(InstallDir.find().models().resolve("face"), detector, Use.STILLS);
      } catch (FaceDetectorException wrong) {
        throw new BadInputException(wrong.getMessage(), wrong);
      }
    }
  }

  /** The faces of a picture: those found, or all of it where it is a bare face. */
  private static List<Box> faces(FaceDetector detector, Frame frame) {
    return Math.max(frame.width(), frame.height()) < BARE_FACE
        ? List.of(new Box(0, 0, frame.width(), frame.height()))
        : detector.detect(frame);
  }

  @Override
  public Integer call() throws EmotionException, IOException {
    if (paths.isEmpty()) {
      throw new BadInputException("give a PATH to look at, or the command statistics or train");
    }
    PrintWriter out = spec.commandLine().getOut();
    Optional<Annotator> annotator =
        annotate == null ? Optional.empty() : Optional.of(new Annotator(annotate, paths));
    try (FaceDetector detector = finders.detector();
        LandmarkFinder landmarks = finders.landmarks()) {
      int unreadable =
          PictureLoop.<EmotionException>over(
              paths,
              Duration.ZERO,
              spec.commandLine().getErr(),
              picture -> {
                List<Box> boxes = faces(detector, picture.frame());
                List<Landmarks> found = landmarks.find(picture.frame(), boxes);
                out.println(
                    format == RecognizeCommand.Format.JSON
                        ? json(picture, boxes, found)
                        : text(picture, boxes, found));
                out.flush();
                if (annotator.isPresent()) {
                  annotator
                      .get()
                      .write(drawn(picture.frame(), found), picture.name(), picture.seconds());
                }
              });
      return unreadable > 0 ? 2 : 0;
    }
  }

  private static String text(Picture picture, List<Box> boxes, List<Landmarks> found) {
    StringBuilder line = new StringBuilder(picture.name()).append(": ");
    for (int i = 0; i < found.size(); i++) {
      Landmarks face = found.get(i);
      FaceQuality quality = FaceQuality.of(picture.frame(), boxes.get(i), face);
      line.append(i == 0 ? "" : "; ")
          .append(
              String.format(
                  Locale.ROOT,
                  "face at %d,%d %dx%d, tilted %.0f degrees, turned %.2f, eyes %.2f open, mouth %.2f"
                      + " open, sharpness %.2f%s",
                  picture.inFile(boxes.get(i).x()),
                  picture.inFile(boxes.get(i).y()),
                  picture.inFile(boxes.get(i).width()),
                  picture.inFile(boxes.get(i).height()),
                  Math.toDegrees(face.roll()),
                  face.turn(),
                  face.eyesOpen(),
                  face.mouthOpen(),
                  quality.sharpness(),
                  quality.isGood() ? "" : ", no evidence"));
    }
    return found.isEmpty() ? line + "no face" : line.toString();
  }

  private static String json(Picture picture, List<Box> boxes, List<Landmarks> found) {
    ObjectNode root = JSON.createObjectNode();
    root.put("file", picture.name());
    picture.seconds().ifPresent(t -> root.put("t", t));
    ArrayNode list = root.putArray("faces");
    for (int i = 0; i < found.size(); i++) {
      Landmarks face = found.get(i);
      Box box = boxes.get(i);
      FaceQuality quality = FaceQuality.of(picture.frame(), box, face);
      ObjectNode node = list.addObject();
      node.putArray("box")
          .add(picture.inFile(box.x()))
          .add(picture.inFile(box.y()))
          .add(picture.inFile(box.width()))
          .add(picture.inFile(box.height()));
      ArrayNode points = node.putArray("points");
      for (int k = 0; k < Landmarks.COUNT; k++) {
        points
            .addArray()
            .add(rounded(face.x(k) * picture.scale(), 10))
            .add(rounded(face.y(k) * picture.scale(), 10));
      }
      node.put("roll", rounded(Math.toDegrees(face.roll()), 10));
      node.put("turn", rounded(face.turn(), 1000));
      node.put("eyes_open", rounded(face.eyesOpen(), 1000));
      node.put("mouth_open", rounded(face.mouthOpen(), 1000));
      node.put("sharpness", rounded(quality.sharpness(), 1000));
      node.put("evidence", quality.isGood());
    }
    return JSON.writeValueAsString(root);
  }

  private static double rounded(double value, double steps) {
    return Math.round(value * steps) / steps;
  }

  private static BufferedImage drawn(Frame frame, List<Landmarks> found) {
    BufferedImage image = Annotator.image(frame);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (Landmarks face : found) {
      double size = Math.max(2, face.eyes() / 25);
      graphics.setColor(new Color(80, 255, 120));
      for (int i = 0; i < Landmarks.COUNT; i++) {
        graphics.fill(new Ellipse2D.Double(face.x(i) - size / 2, face.y(i) - size / 2, size, size));
      }
    }
    graphics.dispose();
    return image;
  }

  /** Tells how the points of a data set's faces lie by emotion. */
  @Command(
      name = "statistics",
      description = {
        "Measure the faces of a data set by emotion.",
        "Tells of 15 points the distances from eyes to nose and from nose to mouth: their mean, least",
        "and greatest."
      },
      mixinStandardHelpOptions = true)
  static final class Statistics implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Finders finders;

    @Parameters(
        paramLabel = "DATA",
        description = "FER2013 strips, Kaggle's fer2013.csv, or folders split/label/pictures.")
    private Path data;

    @Option(
        names = "--split",
        paramLabel = "SPLIT",
        description = "Only this part, such as PublicTest.")
    private String split;

    @Option(names = "--png", paramLabel = "FILE", description = "Also draw a plot.")
    private Path png;

    @Override
    public Integer call() throws IOException, EmotionException {
      Given.png("--png", png);
      PrintWriter err = spec.commandLine().getErr();
      List<Sample> samples;
      try {
        samples =
            DataSets.read(data, LabelNames.shipped(), reason -> err.println("skipped " + reason));
      } catch (IOException wrong) {
        throw new BadInputException(wrong.getMessage(), wrong);
      }
      samples = DataOptions.part(data, samples, split);
      LandmarkStatistics statistics = new LandmarkStatistics();
      int missed = 0;
      try (FaceDetector detector = finders.detector();
          LandmarkFinder landmarks = finders.landmarks()) {
        for (Sample sample : samples) {
          Optional<Emotion> emotion = sample.label();
          if (emotion.isEmpty()) {
            continue;
          }
          Frame frame;
          try {
            frame = sample.picture().read();
          } catch (IOException unreadable) {
            err.println("skipped " + unreadable.getMessage());
            continue;
          }
          List<Box> boxes = faces(detector, frame);
          if (boxes.isEmpty()) {
            missed++;
            continue;
          }
          statistics.add(
              emotion.get(), landmarks.find(frame, List.of(boxes.getFirst())).getFirst());
        }
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(statistics.text());
      if (missed > 0) {
        out.println("no face was found in " + missed + " pictures");
      }
      if (png != null) {
        statistics.plot(png);
        out.println("drawn into " + png);
      }
      out.flush();
      return 0;
    }
  }

  /** Teaches the landmark model. */
  @Command(
      name = "train",
      description = "Teach the landmark model what another network sees on FER2013's faces.",
      mixinStandardHelpOptions = true)
  static final class Train implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--data",
        required = true,
        paramLabel = "FILE",
        description = "fer2013_png_strips.zip")
    private Path data;

    @Option(
        names = "--teacher",
        required = true,
        paramLabel = "DIR",
        description = "The folder of face-api's face_landmark_68_model and its manifest.")
    private Path teacher;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "The model's folder.")
    private Path out;

    @Option(names = "--from", paramLabel = "DIR", description = "Go on from this model.")
    private Path from;

    @Option(
        names = "--epochs",
        paramLabel = "N",
        description = "How often each face is looked at (default: ${DEFAULT-VALUE}).")
    private int epochs = 24;

    @Option(
        names = "--rate",
        paramLabel = "RATE",
        description = "The learning rate after the warm-up (default: ${DEFAULT-VALUE}).")
    private double rate = 0.003;

    @Option(
        names = "--kept",
        paramLabel = "FILE",
        description =
            "What the teacher saw is kept here for the next run (default: ${DEFAULT-VALUE}).")
    private Path kept = Path.of("target", "landmarks", "teacher.bin");

    @Override
    public Integer call() {
      if (epochs < 1) {
        throw new BadInputException("--epochs must be 1 or more, was " + epochs);
      }
      if (!(rate > 0 && rate <= 1)) {
        throw new BadInputException("--rate must be above 0 and at most 1, was " + rate);
      }
      PrintWriter print = spec.commandLine().getOut();
      Numbers.atLeast("--epochs", 1, epochs);
      Numbers.within("--rate", 0, 1, rate);
      try {
        LandmarkTrainer.run(
            data,
            teacher,
            out,
            kept,
            Optional.ofNullable(from),
            epochs,
            rate,
            line -> {
              print.println(line);
              print.flush();
            });
      } catch (IOException wrong) {
        throw new BadInputException(FileTrouble.explain(wrong).orElse(wrong.getMessage()), wrong);
      }
      return 0;
    }
  }
}
