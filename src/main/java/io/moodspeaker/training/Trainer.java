package io.moodspeaker.training;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.training.data.LabeledFace;
import io.moodspeaker.training.network.Network;
import io.moodspeaker.training.network.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;

/** Trains one network on labelled faces, epoch by epoch, from a start or a checkpoint. */
public final class Trainer {
  /**
   * What decides the result of a run.
   *
   * @param network the network
   * @param targets what it learns from each face
   * @param teacher the folder of a model whose answers it also learns from
   * @param schedule for how long and how fast
   * @param batch faces a step
   * @param weightDecay how strongly kernels are drawn to 0
   * @param seed of the start, the order and the variations
   * @param keep the share of the weights it begins with in those it ends with, 0 to below 1
   */
  public record Plan(
      Network network,
      TargetConfig targets,
      Optional<Path> teacher,
      Schedule schedule,
      int batch,
      float weightDecay,
      long seed,
      double keep) {
    public Plan {
      if (batch < 1) {
        throw new IllegalArgumentException("batch must be 1 or more, was " + batch);
      }
      if (!(keep >= 0 && keep < 1)) {
        throw new IllegalArgumentException("keep must be 0 to below 1, was " + keep);
      }
    }

    String text() {
      return String.format(
          Locale.ROOT,
          "%s %s%s %s batch=%d weightDecay=%s seed=%d%s",
          network.name(),
          targets.text(),
          teacher.map(folder -> " teacher=" + folder).orElse(""),
          schedule.text(),
          batch,
          weightDecay,
          seed,
          keep == 0 ? "" : " keep=" + keep);
    }
  }

  /**
   * When to end before the last epoch.
   *
   * @param patience after this many epochs without a better validation loss; 0 for never
   * @param budget before an epoch that would likely end beyond it; a later run can go on
   * @param stopAfter after this epoch, as if interrupted; 0 for the last one
   */
  public record Limits(int patience, Optional<Duration> budget, int stopAfter) {
    public Limits {
      if (patience < 0 || stopAfter < 0) {
        throw new IllegalArgumentException(
            "patience and stop-after must be 0 or more, were " + patience + " and " + stopAfter);
      }
    }

    /** To the last epoch. */
    public static final Limits NONE = new Limits(0, Optional.empty(), 0);
  }

  /**
   * What one epoch showed.
   *
   * @param number counted from 1
   * @param size the side of the pictures
   * @param loss the mean training loss, on varied faces
   * @param accuracy the share of varied faces whose largest target came out first
   * @param rate the learning rate at its end
   * @param validationLoss the resulting weights' mean log loss on the validation faces; NaN where
   *     there are none
   * @param validation the share of the validation faces that they get right; NaN where there are
   *     none
   */
  public record Epoch(
      int number,
      int size,
      double loss,
      double accuracy,
      double rate,
      double validationLoss,
      double validation) {
    String line() {
      return String.format(
          Locale.ROOT,
          "epoch %d size %d loss %.4f accuracy %.4f rate %.4f validation-loss %.4f"
              + " validation-accuracy %.4f",
          number,
          size,
          loss,
          accuracy,
          rate,
          validationLoss,
          validation);
    }

    static Epoch parse(String line) {
      String[] words = line.split(" ", -1);
      return new Epoch(
          Integer.parseInt(words[1]),
          Integer.parseInt(words[3]),
          Double.parseDouble(words[5]),
          Double.parseDouble(words[7]),
          Double.parseDouble(words[9]),
          Double.parseDouble(words[11]),
          Double.parseDouble(words[13]));
    }
  }

  /**
   * What a run came to.
   *
   * @param weights the averaged weights
   * @param size the side of the pictures that it last learned from
   * @param temperature that makes their confidence honest on the validation faces
   * @param epochs all that were run, in this run and before
   * @param finished whether nothing is left to do
   */
  public record Outcome(
      Weights weights, int size, double temperature, List<Epoch> epochs, boolean finished) {}

  /** The shipped models look at this many pixels each way, as FER2013 has them. */
  public static final int LARGEST_SIZE = 48;

  private static final int CLASSES = Emotion.all().size();

  /** About five epochs: long enough to average out single batches, short enough to follow. */
  private static final double AVERAGE_DECAY = 0.999;

  /** A line this often: a few a minute. */
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

  private static final String CHECKPOINT = "checkpoint";
  private static final String LOG = "epochs.log";

  private final Plan plan;
  private final Limits limits;
  private final List<LabeledFace> training;
  private final List<LabeledFace> validation;
  private final Hardware hardware;
  private final InstantSource clock;
  private final PrintWriter out;
  private SoftTargets past;
  private BooleanSupplier ended = () -> false;

  /**
   * A trainer.
   *
   * @param training faces with a target each
   * @param validation faces with a truth each, none of them in {@code training}
   * @param out gets the progress lines
   */
  public Trainer(
      Plan plan,
      Limits limits,
      List<LabeledFace> training,
      List<LabeledFace> validation,
      Hardware hardware,
      InstantSource clock,
      PrintWriter out) {
    if (training.size() < plan.batch()) {
      throw new IllegalArgumentException(
          "there are only "
              + training.size()
              + " faces to learn from; give at least "
              + plan.batch()
              + " or a smaller batch");
    }
    this.plan = plan;
    this.limits = limits;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.hardware = hardware;
    this.clock = clock;
    this.out = out;
    past = new SoftTargets(training.size(), CLASSES);
  }

  /**
   * Runs the epochs that are left.
   *
   * @param folder where the checkpoint and the epochs' log live; a checkpoint there is gone on from
   * @param start the weights to begin with, or empty for random ones
   * @throws IllegalArgumentException if the checkpoint is of another plan, or the start of another
   *     network
   */
  public Outcome run(Path folder, Optional<Weights> start)
      throws IOException, InterruptedException {
    return run(folder, start, () -> false);
  }

  /**
   * Runs the epochs that are left, or ends between two steps where that is asked.
   *
   * @throws InterruptedException if it was asked to end; the checkpoint of the last whole epoch is
   *     there to go on from
   */
  public Outcome run(Path folder, Optional<Weights> start, BooleanSupplier asked)
      throws IOException, InterruptedException {
    ended = asked;
    Files.createDirectories(folder);
    Path checkpoint = folder.resolve(CHECKPOINT);
    try (TrainingGraph graph =
        new TrainingGraph(plan.network(), CLASSES, plan.batch(), plan.weightDecay(), hardware)) {
      String identity = identity(start);
      List<Epoch> epochs = prepare(graph, folder, identity, start);
      say(plan.text());
      Optional<SoftTargets> teacher = Optional.empty();
      if (plan.teacher().isPresent()) {
        say("asking the teacher");
        teacher = Optional.of(SoftTargets.of(plan.teacher().get(), training));
      }
      say(training.size() + " faces to learn from, " + validation.size() + " to validate on");
      Instant begin = clock.instant();
      int before = epochs.size();
      int last = limits.stopAfter() == 0 ? plan.schedule().epochs() : limits.stopAfter();
      while (epochs.size() < Math.min(last, plan.schedule().epochs()) && !earlyStop(epochs)) {
        if (overBudget(begin, epochs.size() - before)) {
          say("the time is up after epoch " + epochs.size() + "; a later run can go on");
          break;
        }
        Epoch epoch = epoch(graph, start, teacher, epochs.size(), begin, before);
        if (!Double.isFinite(epoch.loss())) {
          throw new IOException(
              "the weights ran away in epoch "
                  + epoch.number()
                  + " (loss "
                  + epoch.loss()
                  + "); give a lower --rate than "
                  + plan.schedule().peakRate());
        }
        epochs.add(epoch);
        // The log first: lines beyond the checkpoint's epoch do no harm, missing ones would.
        write(folder.resolve(LOG), epochs);
        new Checkpoint(identity, epochs.size(), graph.state(), past).write(checkpoint);
        say(epoch.line());
      }
      Weights average = result(graph, start);
      boolean finished = epochs.size() == plan.schedule().epochs() || earlyStop(epochs);
      int size = epochs.isEmpty() ? LARGEST_SIZE : epochs.getLast().size();
      return new Outcome(
          average,
          size,
          Calibration.temperature(answers(average, size, true)),
          List.copyOf(epochs),
          finished);
    }
  }

  /** These weights as if they were a run's, measured on the validation faces. */
  public Outcome outcome(Weights weights) {
    double temperature = Calibration.temperature(answers(weights, LARGEST_SIZE, true));
    return new Outcome(weights, LARGEST_SIZE, temperature, List.of(), true);
  }

  private static void write(Path log, List<Epoch> epochs) throws IOException {
    Path fresh = log.resolveSibling(log.getFileName() + ".new");
    Files.write(fresh, epochs.stream().map(Epoch::line).toList());
    Files.move(fresh, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a run that goes on must share with the one that began: plan, faces and start. */
  private String identity(Optional<Weights> start) {
    CRC32 faces = new CRC32();
    for (LabeledFace face : training) {
      faces.update(face.name().getBytes(StandardCharsets.UTF_8));
      faces.update(face.gray());
    }
    CRC32 weights = new CRC32();
    start.ifPresent(
        from ->
            from.all()
                .values()
                .forEach(
                    weight -> {
                      ByteBuffer bytes = ByteBuffer.allocate(4 * weight.values().length);
                      bytes.asFloatBuffer().put(weight.values());
                      weights.update(bytes);
                    }));
    return String.format(
        "%s faces=%08x%s",
        plan.text(),
        faces.getValue(),
        start.isPresent() ? String.format(" from=%08x", weights.getValue()) : "");
  }

  private List<Epoch> prepare(
      TrainingGraph graph, Path folder, String identity, Optional<Weights> start)
      throws IOException {
    Path file = folder.resolve(CHECKPOINT);
    if (!Files.exists(file)) {
      try {
        graph.set(TrainingGraph.State.resting(start.orElseGet(() -> graph.start(plan.seed()))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "the model to go on from is no "
                + plan.network().name()
                + " ("
                + e.getMessage()
                + "); --network must name its own",
            e);
      }
      return new ArrayList<>();
    }
    Checkpoint checkpoint = Checkpoint.read(file);
    if (!checkpoint.plan().equals(identity)) {
      throw new IllegalArgumentException(
          String.format(
              "%s belongs to another plan (%s), this one is (%s); name another --work folder or give"
                  + " the same options, pictures and --from",
              file, checkpoint.plan(), identity));
    }
    graph.set(checkpoint.state());
    past = checkpoint.past();
    List<String> lines = Files.readAllLines(folder.resolve(LOG));
    return new ArrayList<>(
        lines.subList(0, checkpoint.epochs()).stream().map(Epoch::parse).toList());
  }

  private boolean earlyStop(List<Epoch> epochs) {
    if (limits.patience() == 0 || epochs.size() <= limits.patience()) {
      return false;
    }
    int recent = epochs.size() - limits.patience();
    double best =
        epochs.subList(0, recent).stream()
            .mapToDouble(Epoch::validationLoss)
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return epochs.subList(recent, epochs.size()).stream()
        .allMatch(epoch -> epoch.validationLoss() >= best);
  }

  private boolean overBudget(Instant begin, int epochsDone) {
    if (limits.budget().isEmpty() || epochsDone == 0) {
      return false;
    }
    Duration spent = Duration.between(begin, clock.instant());
    return spent.plus(spent.dividedBy(epochsDone)).compareTo(limits.budget().get()) > 0;
  }

  private Weights result(TrainingGraph graph, Optional<Weights> start) {
    Weights average = graph.state().average();
    return start.map(weights -> average.mixedWith(weights, plan.keep())).orElse(average);
  }

  private Epoch epoch(
      TrainingGraph graph,
      Optional<Weights> start,
      Optional<SoftTargets> teacher,
      int index,
      Instant begin,
      int before)
      throws InterruptedException {
    int epochs = plan.schedule().epochs();
    double loss = 0;
    long right = 0;
    float rate = 0;
    int steps;
    Instant epochBegin = clock.instant();
    Instant said = epochBegin;
    try (BatchLoader loader =
        new BatchLoader(
            training,
            plan.targets(),
            teacher,
            past,
            plan.schedule(),
            plan.batch(),
            plan.seed(),
            index)) {
      steps = loader.batches();
      for (int step = 0; step < steps; step++) {
        long number = (long) index * steps + step;
        rate = plan.schedule().rate((double) number / ((long) steps * epochs));
        float decay = (float) Math.min(AVERAGE_DECAY, (1.0 + number) / (10.0 + number));
        if (ended.getAsBoolean()) {
          throw new InterruptedException("ended in epoch " + (index + 1) + "; --resume goes on");
        }
        Batch batch = loader.next();
        TrainingGraph.Step done = graph.step(batch, rate, decay, (int) plan.seed());
        for (int i = 0; i < batch.count(); i++) {
          past.learn(batch.faces()[i], done.answers(), i * CLASSES);
        }
        loss += done.loss();
        right += done.right();
        Instant now = clock.instant();
        if (Duration.between(said, now).compareTo(BETWEEN_LINES) >= 0) {
          said = now;
          double seen = (step + 1.0) * plan.batch();
          double epochsDone = index - before + (step + 1.0) / steps;
          double seconds = Duration.between(epochBegin, now).toMillis() / 1e3;
          double left =
              Duration.between(begin, now).toMillis()
                  / 1e3
                  / epochsDone
                  * (epochs - index - (step + 1.0) / steps);
          out.printf(
              Locale.ROOT,
              "epoch %d/%d %3d %%  %4.0f images/s  loss %.3f  accuracy %.3f  about %s left%n",
              index + 1,
              epochs,
              100 * (step + 1) / steps,
              seen / seconds,
              loss / (step + 1),
              right / seen,
              minutes(left));
          out.flush();
        }
      }
    }
    List<Calibration.Answer> answers =
        answers(result(graph, start), plan.schedule().size(index), false);
    long good = answers.stream().filter(answer -> answer.top() == answer.truth()).count();
    return new Epoch(
        index + 1,
        plan.schedule().size(index),
        loss / steps,
        (double) right / ((long) steps * plan.batch()),
        rate,
        answers.isEmpty() ? Double.NaN : Calibration.logLoss(answers, 1),
        answers.isEmpty() ? Double.NaN : (double) good / answers.size());
  }

  private static String minutes(double seconds) {
    long whole = Math.round(seconds / 60);
    return whole < 60 ? whole + " min" : whole / 60 + " h " + whole % 60 + " min";
  }

  private List<Calibration.Answer> answers(Weights weights, int size, boolean mirror) {
    Augmenter augmenter = new Augmenter(size);
    List<Calibration.Answer> answers = new ArrayList<>();
    try (InferenceGraph graph =
        new InferenceGraph(plan.network(), weights, CLASSES, hardware.config())) {
      for (int from = 0; from < validation.size(); from += plan.batch()) {
        List<LabeledFace> part =
            validation.subList(from, Math.min(validation.size(), from + plan.batch()));
        float[] images = new float[part.size() * size * size];
        for (int i = 0; i < part.size(); i++) {
          LabeledFace face = part.get(i);
          augmenter.plain(face.gray(), face.size(), size, images, i * size * size);
        }
        float[][] logits = graph.logits(images, part.size(), size);
        if (mirror) {
          average(logits, graph.logits(Augmenter.mirrored(images, size), part.size(), size));
        }
        for (int i = 0; i < part.size(); i++) {
          Emotion truth = plan.targets().truth().of(part.get(i)).orElseThrow();
          answers.add(new Calibration.Answer(logits[i], truth));
        }
      }
    }
    return answers;
  }

  private static void average(float[][] logits, float[][] others) {
    for (int i = 0; i < logits.length; i++) {
      for (int c = 0; c < logits[i].length; c++) {
        logits[i][c] = (logits[i][c] + others[i][c]) / 2;
      }
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
