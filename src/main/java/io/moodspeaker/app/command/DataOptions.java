package io.moodspeaker.app.command;

import io.moodspeaker.training.data.DataSets;
import io.moodspeaker.training.data.LabelNames;
import io.moodspeaker.training.data.LabelSource;
import io.moodspeaker.training.data.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The options of commands that read a labelled data set. */
final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "FER2013's faces in strips (a folder with fer2013_png_strips.zip), Kaggle's fer2013.csv, or"
              + " folders label/pictures or split/label/pictures")
  private Path path;

  @Option(
      names = "--labels",
      paramLabel = "NAME|FILE",
      description =
          "what the folders' names mean: fer2013, ferplus, azure, aihub or a YAML file (default: all"
              + " of these)")
  private String labels;

  @Option(
      names = "--truth",
      paramLabel = "TRUTH",
      description =
          "what is right: ferplus, ferplus-strict (to measure) or label (default: ferplus where there"
              + " are votes, else label)")
  private String truth;

  boolean given() {
    return path != null;
  }

  Path path() {
    if (path == null) {
      throw new BadInputException("no faces are named; give --data PATH");
    }
    return path;
  }

  List<Sample> read(Consumer<String> skipped) {
    return read(path(), labels, skipped);
  }

  /** The samples at a path, by the names that folders may have. */
  static List<Sample> read(Path path, String labels, Consumer<String> skipped) {
    try {
      LabelNames names = labels == null ? LabelNames.shipped() : LabelNames.read(labels);
      return DataSets.read(path, names, skipped);
    } catch (IOException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * The samples of one part.
   *
   * @param split the part's name; null for all of them
   */
  static List<Sample> part(Path path, List<Sample> all, String split) {
    if (split == null) {
      return all;
    }
    List<String> splits =
        all.stream()
            .map(Sample::split)
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    if (!splits.contains(split)) {
      throw new BadInputException(
          path
              + " has no part called '"
              + split
              + (splits.isEmpty()
                  ? "', or any other; leave --split out"
                  : "'; it has " + String.join(", ", splits)));
    }
    return all.stream().filter(sample -> sample.split().equals(split)).toList();
  }

  /** What counts as right for these samples. */
  LabelSource truth(List<Sample> samples) {
    boolean votes = samples.stream().anyMatch(sample -> sample.votes().isPresent());
    if (truth == null) {
      return votes ? LabelSource.FERPLUS : LabelSource.LABEL;
    }
    LabelSource chosen =
        Arrays.stream(LabelSource.values())
            .filter(value -> value.word().equals(truth))
            .findFirst()
            .orElseThrow(
                () ->
                    new BadInputException(
                        "--truth must be ferplus, ferplus-strict or label, was '" + truth + "'"));
    if (chosen != LabelSource.LABEL && !votes) {
      throw new BadInputException(path + " has no FER+ votes; use --truth label");
    }
    return chosen;
  }
}
