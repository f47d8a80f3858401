package io.moodspeaker.app.command;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.javacv.Recordings;
import io.moodspeaker.emotion.FaceCrop;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FaceDetectors;
import io.moodspeaker.model.Box;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.Frame;
import io.moodspeaker.training.Charts;
import io.moodspeaker.training.data.Duplicates;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.PeopleSplit;
import io.moodspeaker.training.data.Pictures;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prepares pictures for training and looks at data sets. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    description = "Prepares pictures for training and looks at data sets.",
    subcommands = {
      DatasetCommand.Import.class,
      DatasetCommand.Split.class,
      DatasetCommand.Extract.class,
      DatasetCommand.Stats.class,
      DatasetCommand.FindDuplicates.class
    })
public final class DatasetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /** The data set that a command reads. */
  static final class Source {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
        index = "0",
        paramLabel = "PATH",
        description = "FER2013 strips, Kaggle's fer2013.csv, or folders split/label/pictures")
    private Path path;

    @Option(
        names = "--labels",
        paramLabel = "NAME|FILE",
        description =
            "what the folders' names mean: fer2013, ferplus, azure, aihub or a YAML file (default:"
                + " all of these)")
    private String labels;

    List<Sample> read() {
      return DataOptions.read(path, labels, this::skipped);
    }

    void skipped(String reason) {
      spec.commandLine().getErr().println("skipped " + reason);
    }

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    Progress progress(String what, int total) {
      return new Progress(what, total, spec.commandLine().getErr(), InstantSource.system());
    }
  }

  /** How faces are found and written, as the daemon frames them. */
  static final class Crops {
    @Option(
        names = "--detector",
        paramLabel = "NAME",
        defaultValue = "haar",
        description = "none (each picture is one face), haar or yunet (default: ${DEFAULT-VALUE})")
    private String detector;

    @Option(
        names = "--detector-models",
        paramLabel = "DIR",
        defaultValue = "${sys:moodspeaker.home:-.}/models/face",
        description = "the folder of YuNet's *.onnx (default: ${DEFAULT-VALUE})")
    private Path models;

    @Option(
        names = "--margin",
        paramLabel = "SHARE",
        defaultValue = "0",
        description = "added to the box on each side (default: ${DEFAULT-VALUE})")
    private double margin;

    @Option(
        names = "--size",
        paramLabel = "PIXELS",
        defaultValue = "96",
        description = "of the faces written (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(
        names = "--quality",
        paramLabel = "Q",
        defaultValue = "40",
        description =
            "JPEG quality, 1 to 100; 40 is enough to learn from and compact (default:"
                + " ${DEFAULT-VALUE})")
    private int quality;

    Optional<FaceDetector> open() {
      if (size < 16 || size > 1024) {
        throw new BadInputException("--size must be 16 to 1024, was " + size);
      }
      // As the descriptions of models have it.
      if (!(margin >= -0.3 && margin <= 1)) {
        throw new BadInputException("--margin must be -0.3 to 1, was " + margin);
      }
      if (quality < 1 || quality > 100) {
        throw new BadInputException("--quality must be 1 to 100, was " + quality);
      }
      if (detector.equals("none")) {
        return Optional.empty();
      }
      try {
        return Optional.of(FaceDetectors.open(models, detector, FaceDetectors.Use.STILLS));
      } catch (FaceDetectorException e) {
        throw new BadInputException("--detector: " + e.getMessage(), e);
      }
    }

    /** Writes the largest face of a frame; false if there is none. */
    boolean write(Frame frame, Optional<FaceDetector> faces, Path file) throws IOException {
      return write(frame, faces, file, doubt -> {});
    }

    /**
     * The same.
     *
     * @param doubtful told why the face that was written may be the wrong one, or none
     */
    boolean write(
        Frame frame, Optional<FaceDetector> faces, Path file, Consumer<ContactSheet.Doubt> doubtful)
        throws IOException {
      List<Box> boxes =
          faces
              .map(found -> found.detect(frame))
              .orElseGet(() -> List.of(new Box(0, 0, frame.width(), frame.height())));
      if (boxes.isEmpty()) {
        return false;
      }
      ContactSheet.Doubt.of(frame, boxes).ifPresent(doubtful);
      Pictures.write(file, FaceCrop.rgb(frame, boxes.getFirst(), margin, size), size, quality);
      return true;
    }
  }

  private static Path file(Path out, Sample sample, int number) {
    String name = sample.name().substring(sample.name().lastIndexOf('/') + 1);
    // No dash or underscore is added: what stands before one is a person to dataset split.
    String stem = name.replaceAll("\\.[A-Za-z]+$", "").replaceAll("[^A-Za-z0-9_.-]", ".");
    return out.resolve(sample.split())
        .resolve(sample.label().orElseThrow().label())
        .resolve(String.format(Locale.ROOT, "%s-%06d.jpg", stem, number));
  }

  private static void requireNew(Path out, Collection<String> parts) throws IOException {
    for (String part : parts) {
      if (holdsFiles(out.resolve(part))) {
        throw new BadInputException(out + " is not empty; give a new folder");
      }
    }
  }

  private static boolean holdsFiles(Path part) throws IOException {
    if (!Files.isDirectory(part)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(part, FileVisitOption.FOLLOW_LINKS)) {
      return files.anyMatch(Files::isRegularFile);
    } catch (UncheckedIOException e) {
      // A loop of links or a folder that can't be listed: a part that is new has neither.
      return true;
    }
  }

  /** Cuts the faces out of a data set. */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Cuts the largest face out of each picture and writes split/label/face.jpg.",
        "Faces that may be the wrong ones are listed, and drawn in one picture beside the folder."
      })
  static final class Import implements Callable<Integer> {
    @Mixin private Source source;
    @Mixin private Crops crops;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "a new folder")
    private Path out;

    @Override
    public Integer call() throws IOException {
      List<Sample> samples = source.read();
      // Faces are numbered: after a picture was taken away, the others' would stand there twice.
      requireNew(out, samples.stream().map(Sample::split).distinct().toList());
      Optional<FaceDetector> faces = crops.open();
      try {
        Progress progress = source.progress("cropping", samples.size());
        int written = 0;
        int number = 0;
        ContactSheet sheet = new ContactSheet();
        for (Sample sample : samples) {
          progress.done(++number);
          Optional<Frame> frame = read(sample);
          if (frame.isEmpty()) {
            continue;
          }
          if (sample.label().isPresent()
              && crops.write(
                  frame.get(),
                  faces,
                  file(out, sample, number),
                  doubt -> {
                    sheet.add(doubt);
                    source.out().println("doubtful " + sample.name() + ": " + doubt.why());
                  })) {
            written++;
          } else {
            source.skipped(sample.name() + ": no face was found");
          }
        }
        source.out().printf("%d of %d faces written to %s%n", written, samples.size(), out);
        if (!sheet.isEmpty()) {
          Path picture = out.resolveSibling(out.getFileName() + "-doubtful.png");
          sheet.write(picture);
          source.out().printf("%d of them are doubtful: see %s%n", sheet.size(), picture);
        }
        return written > 0 ? 0 : 1;
      } finally {
        faces.ifPresent(FaceDetector::close);
      }
    }

    /** A picture that can't be read is left out; one that can't be written ends the run. */
    private Optional<Frame> read(Sample sample) {
      try {
        return Optional.of(sample.picture().read());
      } catch (IOException e) {
        source.skipped(e.getMessage());
        return Optional.empty();
      }
    }
  }

  /** Deals a data set out to splits. */
  @Command(
      name = "split",
      mixinStandardHelpOptions = true,
      description = {
        "Copies a tree of pictures into train, validation and test, each emotion in proportion.",
        "The same person is kept within one part where the file's name tells who it is."
      })
  static final class Split implements Callable<Integer> {
    @Mixin private Source source;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "a new folder")
    private Path out;

    @Option(
        names = "--validation",
        paramLabel = "SHARE",
        defaultValue = "0.1",
        description = "(default: ${DEFAULT-VALUE})")
    private double validation;

    @Option(
        names = "--test",
        paramLabel = "SHARE",
        defaultValue = "0.1",
        description = "(default: ${DEFAULT-VALUE})")
    private double test;

    @Option(
        names = "--person",
        paramLabel = "REGEX",
        description =
            "its first group is the person in a file's name (default: what stands before the first"
                + " underscore or dash)")
    private String person;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "of the dealing (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws IOException {
      List<Sample> samples = source.read();
      SequencedMap<String, Double> shares = new LinkedHashMap<>();
      shares.put("train", 1 - validation - test);
      shares.put("validation", validation);
      shares.put("test", test);
      PeopleSplit dealer = dealer(shares);
      // Dealt out anew into the old parts, people would stand in train and in test.
      requireNew(out, shares.keySet());
      Map<String, List<Sample>> parts = dealer.deal(samples);
      requireAll(parts, shares);
      Progress progress = source.progress("copying", samples.size());
      int number = 0;
      for (Map.Entry<String, List<Sample>> part : parts.entrySet()) {
        for (Sample sample : part.getValue()) {
          copy(sample, out.resolve(part.getKey()), ++number);
          progress.done(number);
        }
        source.out().printf("%s: %d%n", part.getKey(), part.getValue().size());
      }
      return 0;
    }

    private PeopleSplit dealer(SequencedMap<String, Double> shares) {
      try {
        Pattern pattern = person == null ? PeopleSplit.BEFORE_UNDERSCORE : Pattern.compile(person);
        return new PeopleSplit(shares, pattern, seed);
      } catch (PatternSyntaxException e) {
        throw new BadInputException(
            "--person: '" + person + "' is no regular expression: " + e.getDescription(), e);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(e.getMessage(), e);
      }
    }

    /** Camera names such as IMG_0001 would make all pictures one person's, and so one part's. */
    private static void requireAll(Map<String, List<Sample>> parts, Map<String, Double> shares) {
      for (Map.Entry<String, List<Sample>> part : parts.entrySet()) {
        if (part.getValue().isEmpty() && shares.get(part.getKey()) > 0) {
          throw new BadInputException(
              part.getKey()
                  + " would stay empty, as the files' names tell of too few people; give --person"
                  + " a pattern for who it is, or --person '(.+)' where each picture is somebody"
                  + " else's");
        }
      }
    }

    private static void copy(Sample sample, Path to, int number) throws IOException {
      Path from = Path.of(sample.name());
      if (!Files.exists(from)) {
        throw new BadInputException(
            sample.name() + " is no file; dataset import makes a tree of files first");
      }
      Path folder = to.resolve(sample.label().orElseThrow().label());
      Files.createDirectories(folder);
      Path file = folder.resolve(from.getFileName());
      if (Files.exists(file)) {
        file = folder.resolve(number + "-" + from.getFileName());
      }
      Files.copy(from, file);
    }
  }

  /** Takes faces from a video. */
  @Command(
      name = "extract",
      mixinStandardHelpOptions = true,
      description = "Cuts the largest face out of a video, so many times a second.")
  static final class Extract implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Crops crops;

    @Parameters(index = "0", paramLabel = "VIDEO", description = "a video file")
    private Path video;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "the folder")
    private Path out;

    @Option(
        names = "--rate",
        paramLabel = "HZ",
        defaultValue = "2",
        description = "faces a second (default: ${DEFAULT-VALUE})")
    private double rate;

    @Override
    public Integer call() throws IOException {
      if (!(rate > 0 && rate <= 60)) {
        throw new BadInputException("--rate must be above 0 and at most 60, was " + rate);
      }
      PrintWriter console = spec.commandLine().getOut();
      Duration step = Duration.ofNanos(Math.round(1e9 / rate));
      String name = video.getFileName().toString().replaceAll("\\.[^.]*$", "");
      Optional<FaceDetector> faces = crops.open();
      int written = 0;
      try (FrameSource frames = Recordings.replay(video, step)) {
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
          long millis = Duration.between(Instant.EPOCH, frame.get().time()).toMillis();
          Path file = out.resolve(String.format(Locale.ROOT, "%s_%08d.jpg", name, millis));
          boolean found = crops.write(frame.get(), faces, file);
          written += found ? 1 : 0;
          console.printf(
              Locale.ROOT, "%7.2f s %s%n", millis / 1e3, found ? file.toString() : "no face");
          console.flush();
        }
      } catch (CameraException e) {
        throw new BadInputException(e.getMessage(), e);
      } finally {
        faces.ifPresent(FaceDetector::close);
      }
      console.printf("%d faces written to %s%n", written, out);
      return written > 0 ? 0 : 1;
    }
  }

  /** Counts a data set. */
  @Command(
      name = "stats",
      mixinStandardHelpOptions = true,
      description = "Counts the samples of each split and emotion.")
  static final class Stats implements Callable<Integer> {
    @Mixin private Source source;

    @Option(
        names = "--png",
        paramLabel = "FILE",
        description = "also draws the counts with one face of each emotion")
    private Path png;

    @Override
    public Integer call() throws IOException {
      Given.png("--png", png);
      List<Sample> samples = source.read();
      Map<String, Map<Emotion, Integer>> counts = new TreeMap<>();
      Map<Emotion, Integer> all = new EnumMap<>(Emotion.class);
      Map<Emotion, LabeledFace> faces = new EnumMap<>(Emotion.class);
      for (Sample sample : samples) {
        if (sample.label().isEmpty()) {
          continue;
        }
        Emotion emotion = sample.label().get();
        counts
            .computeIfAbsent(sample.split(), s -> new EnumMap<>(Emotion.class))
            .merge(emotion, 1, Integer::sum);
        all.merge(emotion, 1, Integer::sum);
        if (png != null && !faces.containsKey(emotion)) {
          face(sample).ifPresent(face -> faces.put(emotion, face));
        }
      }
      counts.put("all", all);
      PrintWriter out = source.out();
      out.printf("%-12s", "");
      Emotion.all().forEach(emotion -> out.printf("%10s", emotion.label()));
      out.printf("%10s%n", "sum");
      counts.forEach(
          (split, row) -> {
            out.printf("%-12s", split.isEmpty() ? "(none)" : split);
            Emotion.all().forEach(e -> out.printf("%10d", row.getOrDefault(e, 0)));
            out.printf("%10d%n", row.values().stream().mapToInt(Integer::intValue).sum());
          });
      out.flush();
      if (png != null) {
        Charts.classes(png, all, faces);
      }
      return 0;
    }

    private Optional<LabeledFace> face(Sample sample) {
      try {
        return Optional.of(sample.face(56));
      } catch (IOException e) {
        source.skipped(e.getMessage());
        return Optional.empty();
      }
    }
  }

  /** Finds faces that occur more than once. */
  @Command(
      name = "duplicates",
      mixinStandardHelpOptions = true,
      description = "Names faces that occur more than once, pixel for pixel; across splits first.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:no face stands in two splits", "1:some do", "2:the input was bad"})
  static final class FindDuplicates implements Callable<Integer> {
    @Mixin private Source source;

    @Override
    public Integer call() {
      List<Sample> samples = source.read();
      Progress progress = source.progress("comparing", samples.size());
      List<Duplicates.Group> groups = Duplicates.find(samples, progress::done, source::skipped);
      PrintWriter out = source.out();
      List<Duplicates.Group> across =
          groups.stream().filter(Duplicates.Group::acrossSplits).toList();
      for (Duplicates.Group group : across) {
        out.println(
            String.join(
                " = ", group.samples().stream().map(s -> s.split() + " " + s.name()).toList()));
      }
      out.printf(
          "%d faces occur more than once, %d of them in several splits%n",
          groups.size(), across.size());
      out.flush();
      return across.isEmpty() ? 0 : 1;
    }
  }
}
