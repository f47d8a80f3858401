package io.moodspeaker.app.command;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.ModelDescription;
import io.moodspeaker.emotion.ModelYaml;
import io.moodspeaker.model.Emotion;
import io.moodspeaker.model.EmotionScores;
import io.moodspeaker.support.Reason;
import io.moodspeaker.training.Charts;
import io.moodspeaker.training.Hardware;
import io.moodspeaker.training.HeadFit;
import io.moodspeaker.training.ModelExport;
import io.moodspeaker.training.Schedule;
import io.moodspeaker.training.TargetConfig;
import io.moodspeaker.training.Trainer;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.data.Sample;
import io.moodspeaker.training.data.Splits;
import io.moodspeaker.training.data.TargetMixture;
import io.moodspeaker.training.data.TeacherAnswers;
import io.moodspeaker.training.data.TrainingRows;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Networks;
import io.moodspeaker.training.network.Weights;
import io.moodspeaker.training.teacher.FaceApiExpressions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on labelled faces and writes it as a folder that the daemon can use. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a model on labelled faces.",
      "Keeps a checkpoint after each epoch: end it whenever you like (Ctrl-C), and --resume goes on"
          + " from the last whole one. When it is done, --out holds the model and learning-curves.png."
    })
public final class TrainCommand implements Callable<Integer> {
  /** The networks' names, for the help. */
  static final class NetworkNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    NetworkNames() {
      super(Networks.names());
    }
  }

  /** A start from scratch: what one cycle bears with batches of 128. */
  private static final float RATE = 0.1f;

  /** A model that knows faces already must not forget them. */
  private static final float FINE_RATE = 0.001f;

  private static final int EPOCHS = 140;
  private static final int FINE_EPOCHS = 12;

  private static final int SMALLEST_BATCH = 8;
  private static final int LARGEST_BATCH = 128;

  /** So many an epoch at least, so that few pictures can teach something, too. */
  private static final int STEPS = 16;

  /** Fewer faces than this say nothing of how honest a model's confidence is. */
  private static final int ENOUGH_FOR_A_TEMPERATURE = 100;

  private final InstantSource clock = InstantSource.system();

  @Spec private CommandSpec spec;

  @Mixin private DataOptions data;

  @Option(
      names = "--teacher",
      paramLabel = "DIR|FILE",
      description =
          "the teacher of --mixture: a folder with face-api's face_expression_model.bin and manifest,"
              + " or its answers to FER2013's training faces as CSV: row,EMOTION,…")
  private Path teacherFiles;

  @Option(
      names = "--mixture",
      paramLabel = "SOURCE=SHARE",
      split = ",",
      description =
          "what each target is made of, such as ferplus=0.4,teacher=0.4,label=0.2 (default:"
              + " --truth alone)")
  private Map<String, Double> mixture;

  @Option(
      names = "--neutral-by-votes",
      description =
          "with --mixture, the votes alone say how neutral a face is, the mixture what else it shows")
  private boolean neutralByVotes;

  @Option(
      names = "--head",
      description =
          "with --from, fit the last layer alone, in minutes: what the network sees stays, what it"
              + " calls it changes")
  private boolean head;

  @Option(
      names = "--variation",
      paramLabel = "V",
      description =
          "how strongly faces are turned, scaled, shifted, lit, blurred and covered, 0 to 2"
              + " (default: 1, with --from 0.5)")
  private Double variation;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "mood-net",
      completionCandidates = NetworkNames.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private String network;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "fine-tune the model in this folder instead of starting from nothing")
  private Path from;

  @Option(
      names = "--keep",
      paramLabel = "K",
      defaultValue = "0.5",
      description =
          "with --from, the share of the old weights in the new ones, 0 to below 1: a few new"
              + " pictures shall not make it forget all others (default: ${DEFAULT-VALUE})")
  private double keep;

  @Option(
      names = "--generations",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "train N models one after another: each anew, with the answers of the one before in the"
              + " place of half of each target; the last one counts, those before stay under --work"
              + " (default: ${DEFAULT-VALUE})")
  private int generations;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "passes over the faces (default: 140, with --from 12)")
  private Integer epochs;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "the highest learning rate (default: 0.1, with --from 0.001)")
  private Float rate;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "faces a step (default: a sixteenth of the faces, 8 to 128)")
  private Integer batch;

  @Option(
      names = "--weight-decay",
      paramLabel = "D",
      defaultValue = "5e-4",
      description = "how strongly weights are drawn to 0 (default: ${DEFAULT-VALUE})")
  private float weightDecay;

  @Option(
      names = "--balance",
      paramLabel = "B",
      defaultValue = "0.25",
      description = "0 counts all faces alike, 1 all emotions alike (default: ${DEFAULT-VALUE})")
  private double balance;

  @Option(
      names = "--smoothing",
      paramLabel = "S",
      defaultValue = "0",
      description = "label smoothing, 0 to below 1 (default: ${DEFAULT-VALUE})")
  private double smoothing;

  @Option(
      names = "--distillation",
      paramLabel = "D",
      description =
          "the share of each target that the network's own past answers have in the end, 0 to below"
              + " 1 (default: 0.5 with votes, 0.7 with labels)")
  private Double distillation;

  @Option(
      names = "--bias",
      paramLabel = "EMOTION=L",
      split = ",",
      description =
          "added to an emotion's logit in model.yaml, such as sadness=0.3: it is named more often"
              + " (default: that of --from)")
  private Map<Emotion, Double> bias;

  @Option(
      names = "--resting",
      paramLabel = "EMOTION=SHARE",
      split = ",",
      description =
          "as what a person's own neutral face shall come out once it is known, such as"
              + " neutral=1,sadness=0.1: the more, the sooner that emotion is named (default: that of"
              + " --from)")
  private Map<Emotion, Double> resting;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of start, order and variations (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "0",
      description = "stop after N epochs without a better validation loss; 0 for never")
  private int patience;

  @Option(
      names = "--time-budget",
      paramLabel = "MINUTES",
      description = "stop before the epoch that would end later; --resume goes on")
  private Long timeBudget;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      defaultValue = "0",
      description = "stop after epoch N, as if interrupted; --resume goes on")
  private int stopAfter;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "for the arithmetic (default: all cores)")
  private Integer threads;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "the model's folder, such as models/mine")
  private Path out;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "where checkpoints go (default: the folder training in --out)")
  private Path work;

  @Option(names = "--resume", description = "go on from the checkpoint in --work")
  private boolean resume;

  /** A model to go on from. */
  private record Start(ModelDescription.Output output, EmotionScores resting, Weights weights) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Numbers.atLeast("--generations", 1, generations);
    if (threads != null) {
      Numbers.atLeast("--threads", 1, threads);
    }
    if (timeBudget != null) {
      Numbers.within("--time-budget", 0, Integer.MAX_VALUE, timeBudget);
    }
    if (!(weightDecay >= 0 && weightDecay <= 1)) {
      throw new BadInputException("--weight-decay must be 0 to 1, was " + weightDecay);
    }
    if (head && from == null) {
      throw new BadInputException("--head fits a model's last layer; name the model by --from");
    }
    if (from != null) {
      from = ModelOptions.find(from);
    }
    if (from != null
        && from.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
      throw new BadInputException(
          "--out must be another folder than --from, which a resumed run reads again");
    }
    requireMixture();
    Trainer.Limits limits = limits();
    PrintWriter console = spec.commandLine().getOut();
    Path folder = work == null ? out.resolve("training") : work;
    boolean begun =
        Stream.of(folder, generation(folder, 1))
            .anyMatch(place -> Files.exists(place.resolve("checkpoint")));
    if (begun && !resume) {
      throw new BadInputException(
          folder + " holds a checkpoint; give --resume to go on from it, or another --work");
    }
    Optional<Start> start = start();
    List<Sample> samples = data.read(reason -> console.println("skipped " + reason));
    LabelSource source = source(samples);
    Splits splits = Splits.of(samples, seed);
    List<LabeledFace> training = faces("reading", splits.training(), console);
    List<LabeledFace> others = faces("reading the rest", others(samples, splits), console);
    Set<String> validating = new HashSet<>();
    splits.validation().forEach(sample -> validating.add(sample.name()));
    List<LabeledFace> validation =
        others.stream()
            .filter(face -> validating.contains(face.name()) && source.of(face).isPresent())
            .toList();
    List<LabeledFace> chosen = TrainingRows.choose(training, others, source);
    Optional<TargetMixture> opinions = mixture(chosen, console);
    if (head) {
      return fitHead(start.orElseThrow(), source, opinions, chosen, validation, console);
    }
    Instant begin = clock.instant();
    Optional<Path> teacher = Optional.empty();
    for (int n = 1; n <= generations; n++) {
      boolean last = n == generations;
      if (generations > 1) {
        console.printf("generation %d of %d%n", n, generations);
      }
      Path place = last ? folder : generation(folder, n);
      Trainer.Plan plan = plan(source, opinions, teacher, chosen.size(), seed + n - 1);
      Trainer trainer = trainer(plan, left(limits, begin), chosen, validation, console);
      Trainer.Outcome outcome;
      try (Interruption ctrlC = new Interruption()) {
        outcome = trainer.run(place, start.map(Start::weights), ctrlC::asked);
      } catch (IllegalArgumentException e) {
        throw new BadInputException(e.getMessage(), e);
      }
      Path model = last || !outcome.finished() ? out : place.resolve("model");
      write(model, plan, outcome, start, validation.size(), console);
      if (!outcome.finished()) {
        break;
      }
      teacher = Optional.of(model);
    }
    return 0;
  }

  private int fitHead(
      Start start,
      LabelSource source,
      Optional<TargetMixture> opinions,
      List<LabeledFace> training,
      List<LabeledFace> validation,
      PrintWriter console)
      throws IOException {
    Trainer.Plan plan = plan(source, opinions, Optional.empty(), training.size(), seed);
    Trainer trainer = trainer(plan, Trainer.Limits.NONE, training, validation, console);
    HeadFit fit = new HeadFit(plan.network(), plan.targets(), seed);
    console.println(plan.network().name() + ", its last layer: " + plan.targets().text());
    console.flush();
    try {
      Weights fitted = fit.fit(start.weights(), training, hardware(), console);
      write(out, plan, trainer.outcome(fitted), Optional.of(start), validation.size(), console);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    return 0;
  }

  private static Path generation(Path folder, int n) {
    return folder.resolve("generation-" + n);
  }

  /** What hours of training must not be needed to find out. */
  private Trainer.Limits limits() {
    try {
      if (bias != null) {
        ModelDescription.Output.requireBias(bias);
      }
      if (resting != null && EmotionScores.of(resting).top() != Emotion.NEUTRAL) {
        throw new IllegalArgumentException("--resting must give neutral the largest share");
      }
      Optional<Duration> budget = Optional.ofNullable(timeBudget).map(Duration::ofMinutes);
      return new Trainer.Limits(patience, budget, stopAfter);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** Generations share the time. */
  private Trainer.Limits left(Trainer.Limits limits, Instant begin) {
    Duration spent = Duration.between(begin, clock.instant());
    return new Trainer.Limits(
        limits.patience(), limits.budget().map(all -> all.minus(spent)), limits.stopAfter());
  }

  private Trainer trainer(
      Trainer.Plan plan,
      Trainer.Limits limits,
      List<LabeledFace> training,
      List<LabeledFace> validation,
      PrintWriter console) {
    try {
      return new Trainer(plan, limits, training, validation, hardware(), clock, console);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(data.path() + ": " + e.getMessage(), e);
    }
  }

  private void write(
      Path model,
      Trainer.Plan plan,
      Trainer.Outcome outcome,
      Optional<Start> start,
      int validationCount,
      PrintWriter console)
      throws IOException {
    Optional<ModelDescription.Output> before = start.map(Start::output);
    boolean measured = validationCount >= ENOUGH_FOR_A_TEMPERATURE;
    double temperature =
        measured
            ? outcome.temperature()
            : before.map(ModelDescription.Output::temperature).orElse(1.0);
    Map<Emotion, Double> biases =
        bias != null ? bias : before.map(ModelDescription.Output::bias).orElse(Map.of());
    if (!outcome.epochs().isEmpty()) {
      Charts.curves(model.resolve("learning-curves.png"), outcome.epochs());
    }
    ModelExport.write(
        model,
        plan.network(),
        outcome.weights(),
        outcome.size(),
        temperature,
        true,
        biases,
        resting != null
            ? EmotionScores.of(resting)
            : start.map(Start::resting).orElse(ModelDescription.RESTING));
    console.printf(
        Locale.ROOT,
        "%s: %d parameters, temperature %.3f%s%s%n",
        model,
        outcome.weights().count(),
        temperature,
        measured ? "" : " (not measured: that takes " + ENOUGH_FOR_A_TEMPERATURE + " faces)",
        outcome.finished() ? "" : "; not finished, --resume goes on");
    console.flush();
  }

  /**
   * The model to go on from; a wrong folder is told at once, not after minutes of reading. No
   * session looks at the model: the first one of a process sets TensorFlow's threads for all.
   */
  private Optional<Start> start() {
    if (from == null) {
      return Optional.empty();
    }
    try {
      ModelDescription model = ModelYaml.read(from.resolve(ModelYaml.FILE));
      return Optional.of(new Start(model.output(), model.resting(), ModelExport.weights(from)));
    } catch (EmotionException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          from
              + " holds no weights that can be read; name a model that train wrote: "
              + Reason.withFile(e),
          e);
    }
  }

  private LabelSource source(List<Sample> samples) {
    LabelSource source = data.truth(samples);
    if (source == LabelSource.FERPLUS_STRICT) {
      throw new BadInputException(
          "--truth ferplus-strict is for measuring; learn from ferplus or label");
    }
    return source;
  }

  private Trainer.Plan plan(
      LabelSource source,
      Optional<TargetMixture> opinions,
      Optional<Path> teacher,
      int faces,
      long randomSeed) {
    boolean fresh = from == null;
    try {
      Network chosen = Networks.named(network);
      return new Trainer.Plan(
          chosen,
          new TargetConfig(
              source,
              opinions,
              balance,
              smoothing,
              distillation != null ? distillation : source == LabelSource.LABEL ? 0.7 : 0.5),
          teacher,
          new Schedule(
              epochs != null ? epochs : fresh ? EPOCHS : FINE_EPOCHS,
              rate != null ? rate : fresh ? RATE : FINE_RATE,
              fresh,
              variation != null ? variation : fresh ? 1 : Schedule.FINE),
          batch != null ? batch : Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, faces / STEPS)),
          weightDecay,
          randomSeed,
          fresh ? 0 : keep);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static final Set<String> SOURCES = Set.of("ferplus", "label", "teacher");

  /** Told before faces are read. */
  private void requireMixture() {
    if (mixture == null) {
      return;
    }
    for (String source : mixture.keySet()) {
      if (!SOURCES.contains(source)) {
        throw new BadInputException(
            "--mixture knows ferplus, label and teacher, not '" + source + "'");
      }
    }
    if (mixture.containsKey("teacher") && teacherFiles == null) {
      throw new BadInputException("--mixture teacher=… needs --teacher");
    }
  }

  private Optional<TargetMixture> mixture(List<LabeledFace> faces, PrintWriter console) {
    if (mixture == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TargetMixture(
              mixture.getOrDefault("ferplus", 0.0),
              mixture.getOrDefault("label", 0.0),
              mixture.getOrDefault("teacher", 0.0),
              answers(faces, console),
              neutralByVotes));
    } catch (IllegalArgumentException | IOException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private TeacherAnswers answers(List<LabeledFace> faces, PrintWriter console) throws IOException {
    if (teacherFiles == null) {
      return TeacherAnswers.NONE;
    }
    if (!Files.isDirectory(teacherFiles)) {
      return TeacherAnswers.read(teacherFiles);
    }
    Progress progress = new Progress("asking the teacher", faces.size(), console, clock);
    return FaceApiExpressions.of(teacherFiles, faces, hardware().threads(), progress::done);
  }

  private Hardware hardware() {
    Hardware here = Hardware.here();
    return threads == null ? here : new Hardware(threads, here.bfloat16());
  }

  private static List<Sample> others(List<Sample> all, Splits splits) {
    Set<String> training = new HashSet<>();
    splits.training().forEach(sample -> training.add(sample.name()));
    return all.stream().filter(sample -> !training.contains(sample.name())).toList();
  }

  private static List<LabeledFace> faces(String what, List<Sample> samples, PrintWriter console) {
    Progress progress = new Progress(what, samples.size(), console, InstantSource.system());
    List<LabeledFace> faces = new ArrayList<>(samples.size());
    int done = 0;
    for (Sample sample : samples) {
      try {
        faces.add(sample.face(Trainer.LARGEST_SIZE));
      } catch (IOException e) {
        console.println("skipped " + e.getMessage());
      }
      progress.done(++done);
    }
    return faces;
  }
}
