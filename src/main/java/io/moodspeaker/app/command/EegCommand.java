package io.moodspeaker.app.command;

import io.moodspeaker.app.DaemonClient;
import io.moodspeaker.eeg.BrainStates;
import io.moodspeaker.eeg.SyntheticEeg;
import io.moodspeaker.eeg.tensorflow.TensorFlowAutoencoder;
import io.moodspeaker.model.Affect;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An example of a mood from elsewhere: the states of a brain. */
@Command(
    name = "eeg",
    description = {
      "An example of a mood from elsewhere: tell two states apart in an EEG.",
      "Nobody has labelled it. With --send the running daemon is told, whose lamps and music follow.",
      "RECORDING is a CSV file, a column an electrode in microvolts; without one an EEG is made."
    },
    mixinStandardHelpOptions = true)
final class EegCommand implements Callable<Integer> {
  /** Two minutes, of which half is each state. */
  private static final int WINDOWS = 60;

  private static final Duration WINDOW = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;
  @Mixin private DaemonAddress daemon;

  @Parameters(arity = "0..1", paramLabel = "RECORDING", description = "A CSV file.")
  private Path recording;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "Samples a second of RECORDING (default: ${DEFAULT-VALUE}).")
  private double rate = SyntheticEeg.RATE;

  @Option(names = "--send", description = "Tell the running daemon, as fast as it was recorded.")
  private boolean send;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the EEG that is made (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(rate > 60 && rate <= 10_000)) {
      throw new BadInputException("--rate must be above 60 and at most 10000, was " + rate);
    }
    PrintWriter out = spec.commandLine().getOut();
    List<double[][]> learned = new ArrayList<>();
    List<double[][]> asked = new ArrayList<>();
    if (recording == null) {
      SyntheticEeg head = new SyntheticEeg(seed);
      for (int i = 0; i < WINDOWS; i++) {
        learned.add(head.window(i % 2 == 0));
        asked.add(head.window(isRest(i)));
      }
    } else {
      List<double[][]> all = windows();
      learned.addAll(all);
      asked.addAll(all);
    }
    try (BrainStates states = BrainStates.learn(learned, rate, TensorFlowAutoencoder::learn)) {
      int right = 0;
      for (int i = 0; i < asked.size(); i++) {
        boolean rest = states.isRest(asked.get(i), rate);
        right += rest == isRest(i) ? 1 : 0;
        out.printf(Locale.ROOT, "%4d s %s%n", 2 * i, rest ? "rest" : "work");
        out.flush();
        if (send) {
          tell(BrainStates.affect(rest));
          Thread.sleep(WINDOW);
        }
      }
      if (recording == null) {
        out.printf("%d of %d windows that were not learned from are told right%n", right, WINDOWS);
      }
    }
    out.flush();
    return 0;
  }

  /** Of the EEG that is made: twenty seconds of the one state, twenty of the other. */
  private static boolean isRest(int window) {
    return window / 10 % 2 == 0;
  }

  private void tell(Affect affect) throws IOException {
    DaemonClient client = daemon.client();
    client.post(
        "/api/v1/mood",
        "application/json",
        String.format(
            Locale.ROOT,
            "{\"source\":\"eeg\",\"valence\":%.2f,\"energy\":%.2f,\"weight\":1,\"ttl\":\"6s\"}",
            affect.valence(),
            affect.energy()));
  }

  private List<double[][]> windows() throws IOException {
    List<double[]> rows = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(recording)) {
      number++;
      if (line.isBlank() || line.matches(".*[A-DF-Za-df-z].*")) {
        continue; // A heading.
      }
      try {
        String[] cells = line.split("[,;\t]", -1);
        double[] row = new double[cells.length];
        for (int i = 0; i < cells.length; i++) {
          row[i] = Double.parseDouble(cells[i].strip());
        }
        if (!rows.isEmpty() && rows.getFirst().length != row.length) {
          throw new NumberFormatException(row.length + " columns");
        }
        rows.add(row);
      } catch (NumberFormatException wrong) {
        throw new BadInputException(
            "%s:%d:1: must be as many numbers as there are electrodes, was '%s'"
                .formatted(recording, number, line),
            wrong);
      }
    }
    int length = (int) Math.round(2 * rate);
    List<double[][]> windows = new ArrayList<>();
    for (int from = 0; from + length <= rows.size(); from += length) {
      double[][] window = new double[rows.getFirst().length][length];
      for (int i = 0; i < length; i++) {
        for (int channel = 0; channel < window.length; channel++) {
          window[channel][i] = rows.get(from + i)[channel];
        }
      }
      windows.add(window);
    }
    if (windows.size() < 4) {
      throw new BadInputException(
          recording
              + ": must hold 8 s or more, had "
              + rows.size()
              + " samples at "
              + rate
              + " Hz");
    }
    return windows;
  }
}
