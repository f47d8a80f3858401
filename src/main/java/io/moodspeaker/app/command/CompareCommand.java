package io.moodspeaker.app.command;

import io.moodspeaker.app.Annotator;
import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.Installation;
import io.moodspeaker.camera.javacv.PictureReader.Picture;
import io.moodspeaker.config.LoadedConfig;
import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.FaceClassifier;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.emotion.azure.AzureFeature;
import io.moodspeaker.emotion.tensorflow.FaceModels;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.face.opencv.FaceDetectors.Use;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.png.PngFile;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What several models make of the same faces. */
@Command(
    name = "compare",
    description = {
      "Show what several models make of the same faces.",
      "They are the local model, the Face server if one is configured, and every other model in",
      "models/ or named with --model."
    },
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  /** Faces a person marks as the same have less in common than this only if they are others. */
  private static final double SAME = 0.3;

  private static final int FACE = 120;
  private static final int COLUMN = 170;
  private static final int MARGIN = 8;

  @Spec private CommandSpec spec;
  @Mixin private PeopleOptions options;

  @Parameters(arity = "1..*", paramLabel = "PICTURE", description = "Pictures, folders, archives.")
  private List<Path> paths;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "A model's folder; may be given again (default: all in models/).")
  private List<Path> models = List.of();

  @Option(
      names = "--detector",
      paramLabel = "NAME",
      defaultValue = "auto",
      description = "What finds faces: auto, haar, yunet or full-range (default: auto).")
  private String detector;

  @Option(names = "--png", paramLabel = "FILE", description = "Also draw the table there.")
  private Path png;

  /** One who reads faces. */
  private interface Judge {
    List<Optional<EmotionScores>> read(Frame frame, List<Box> boxes) throws EmotionException;
  }

  private record Row(Picture picture, Box box, List<Optional<EmotionScores>> readings) {}

  private final List<AutoCloseable> opened = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    try {
      return compare();
    } finally {
      for (AutoCloseable each : opened.reversed()) {
        each.close();
      }
    }
  }

  private int compare() throws EmotionException, IOException {
    Given.png("--png", png);
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Map<String, Judge> judges = judges();
    FaceDetector faces = detector();
    List<Row> rows = new ArrayList<>();
    out.printf("%-30s %-18s", "picture", "face");
    judges.keySet().forEach(name -> out.printf(" %-20s", name));
    out.println();
    int unreadable =
        PictureLoop.<EmotionException>over(
            paths,
            Duration.ofSeconds(1),
            err,
            picture -> {
              for (Row row : rows(picture, faces.detect(picture.frame()), judges)) {
                print(out, row);
                rows.add(row);
              }
            });
    agreement(out, rows, List.copyOf(judges.keySet()));
    if (png != null) {
      PngFile.write(png, drawn(rows, List.copyOf(judges.keySet())));
      out.println("drawn to " + png);
    }
    out.flush();
    return unreadable > 0 ? 2 : 0;
  }

  private static List<Row> rows(Picture picture, List<Box> boxes, Map<String, Judge> judges)
      throws EmotionException {
    List<List<Optional<EmotionScores>>> columns = new ArrayList<>();
    for (Judge judge : judges.values()) {
      columns.add(judge.read(picture.frame(), boxes));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      int face = i;
      rows.add(
          new Row(
              picture, boxes.get(i), columns.stream().map(column -> column.get(face)).toList()));
    }
    return rows;
  }

  private static void print(PrintWriter out, Row row) {
    Picture picture = row.picture();
    String name = picture.name();
    Box box = row.box();
    out.printf(
        "%-30s %-18s",
        name.length() > 30 ? "…" + name.substring(name.length() - 29) : name,
        "%d,%d %dx%d"
            .formatted(
                picture.inFile(box.x()),
                picture.inFile(box.y()),
                picture.inFile(box.width()),
                picture.inFile(box.height())));
    row.readings()
        .forEach(scores -> out.printf(" %-20s", scores.map(EmotionScores::toString).orElse("-")));
    out.println();
  }

  /** How often each agrees with the first. */
  private static void agreement(PrintWriter out, List<Row> rows, List<String> names) {
    for (int column = 1; column < names.size(); column++) {
      int judge = column;
      List<Row> both =
          rows.stream()
              .filter(row -> row.readings().getFirst().isPresent())
              .filter(row -> row.readings().get(judge).isPresent())
              .toList();
      long same =
          both.stream()
              .filter(
                  row ->
                      row.readings().getFirst().get().top()
                          == row.readings().get(judge).get().top())
              .count();
      out.printf(
          "%s says the same as %s of %d of %d faces%n",
          names.get(column), names.getFirst(), same, both.size());
    }
  }

  private Map<String, Judge> judges() throws EmotionException, IOException {
    Map<String, Judge> judges = new LinkedHashMap<>();
    for (Path folder : folders()) {
      FaceClassifier model;
      try {
        model = FaceModels.openAligned(folder);
      } catch (EmotionException unusable) {
        throw new BadInputException(unusable.getMessage(), unusable);
      }
      opened.add(model);
      judges.put(
          folder.getFileName().toString(),
          (frame, boxes) -> model.classify(frame, boxes).stream().map(Optional::of).toList());
    }
    LoadedConfig config = Installation.find(options.overrides()).config();
    Optional<EmotionRecognizer> server = AzureFeature.recognizer(config);
    server.ifPresent(
        asked -> {
          opened.add(asked);
          judges.put(
              "face server", (frame, boxes) -> matched(asked.recognize(frame).faces(), boxes));
        });
    return judges;
  }

  private static List<Optional<EmotionScores>> matched(List<Face> faces, List<Box> boxes) {
    return boxes.stream()
        .map(
            box ->
                faces.stream()
                    .filter(face -> face.box().intersectionOverUnion(box) > SAME)
                    .findFirst()
                    .map(Face::scores))
        .toList();
  }

  private List<Path> folders() throws IOException {
    Path installed = InstallDir.find().models();
    List<Path> folders = new ArrayList<>(List.of(installed.resolve("emotion")));
    if (!models.isEmpty()) {
      models.stream().map(ModelOptions::find).forEach(folders::add);
      return folders;
    }
    try (Stream<Path> all = Files.list(installed)) {
      all.sorted()
          .filter(folder -> !folders.contains(folder))
          .filter(CompareCommand::readsEmotions)
          .forEach(folders::add);
    }
    return folders;
  }

  private static boolean readsEmotions(Path folder) {
    try {
      ModelYaml.read(folder.resolve(ModelYaml.FILE));
      return true;
    } catch (EmotionException anotherKind) {
      return false;
    }
  }

  private FaceDetector detector() {
    try {
      FaceDetector faces =
          FaceDetectors.open(InstallDir.find().models().resolve("face"), detector, Use.STILLS);
      opened.add(faces);
      return faces;
    } catch (FaceDetectorException e) {
      throw new BadInputException("--detector: " + e.getMessage(), e);
    }
  }

  /** A row a face: its picture, and for each judge the eight scores as bars. */
  private static BufferedImage drawn(List<Row> rows, List<String> names) {
    int line = FACE + MARGIN;
    int head = 30;
    BufferedImage image =
        new BufferedImage(
            FACE + 2 * MARGIN + names.size() * COLUMN,
            head + Math.max(1, rows.size()) * line,
            BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    g.setColor(Color.BLACK);
    for (int column = 0; column < names.size(); column++) {
      g.drawString(names.get(column), FACE + 2 * MARGIN + column * COLUMN, 20);
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int top = head + i * line;
      Box box = row.box();
      g.drawImage(
          Annotator.image(row.picture().frame()),
          MARGIN,
          top,
          MARGIN + FACE,
          top + FACE,
          box.x(),
          box.y(),
          box.x() + box.width(),
          box.y() + box.height(),
          null);
      for (int column = 0; column < names.size(); column++) {
        int left = FACE + 2 * MARGIN + column * COLUMN;
        row.readings().get(column).ifPresent(scores -> bars(g, scores, left, top));
      }
    }
    g.dispose();
    return image;
  }

  private static void bars(Graphics2D g, EmotionScores scores, int left, int top) {
    int height = FACE / Emotion.all().size();
    for (Emotion emotion : Emotion.all()) {
      int y = top + emotion.ordinal() * height;
      g.setColor(Annotator.colour(emotion));
      g.fillRect(
          left + 72, y + 2, (int) Math.round(scores.of(emotion) * (COLUMN - 84)), height - 4);
      g.setColor(Color.BLACK);
      g.setFont(new Font(Font.SANS_SERIF, emotion == scores.top() ? Font.BOLD : Font.PLAIN, 11));
      g.drawString(String.format(Locale.ROOT, "%s", emotion.label()), left, y + height - 4);
      g.drawString(
          String.format(Locale.ROOT, "%.2f", scores.of(emotion)), left + 76, y + height - 4);
    }
  }
}
