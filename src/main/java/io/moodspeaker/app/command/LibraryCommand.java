package io.moodspeaker.app.command;

import io.moodspeaker.app.Installation;
import io.moodspeaker.model.Mood;
import io.moodspeaker.music.ffmpeg.FfmpegOpener;
import io.moodspeaker.music.library.Feel;
import io.moodspeaker.music.library.FolderWatch;
import io.moodspeaker.music.library.Library;
import io.moodspeaker.music.library.LibraryScan;
import io.moodspeaker.music.library.Suggestions;
import io.moodspeaker.music.library.TrackAnalyzer;
import io.moodspeaker.music.library.TrackFacts;
import io.moodspeaker.music.mp3.Mp3Opener;
import io.moodspeaker.music.source.AudioSources;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gets to know the person's own collection, and suggests playlists from it. */
@Command(
    name = "library",
    description = "Get to know your own music, and suggest a playlist for a mood from it.",
    mixinStandardHelpOptions = true,
    subcommands = {LibraryCommand.Scan.class, LibraryCommand.Suggest.class})
final class LibraryCommand {
  /** Where the library is kept. */
  abstract static class OnLibrary implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
        names = "--library",
        paramLabel = "FILE",
        description = "The library's file (default: library.db in the state folder).")
    private Optional<Path> file = Optional.empty();

    Library open() throws IOException {
      Path path = file.isPresent() ? file.get() : standard();
      Files.createDirectories(path.toAbsolutePath().getParent());
      return Library.open(path);
    }

    private static Path standard() {
      return Installation.find(Map.of()).config().stateDir().resolve("library.db");
    }
  }

  /** Listens to what is new in a folder. */
  @Command(
      name = "scan",
      description = "Listen to what is new in a folder: length, loudness, tempo, energy, valence.",
      mixinStandardHelpOptions = true)
  static final class Scan extends OnLibrary {
    /** As wide as leaves room for a name on a terminal of 80 columns. */
    private static final int BAR = 30;

    private final boolean terminal = Progress.onTerminal();

    @Parameters(paramLabel = "FOLDER", description = "A folder, a playlist or a file.")
    private Path folder;

    @Option(
        names = "--watch",
        description = "Go on, and take what is new or gone as soon as it is, until Ctrl-C.")
    private boolean watch;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (!Files.exists(folder)) {
        throw new BadInputException(folder + " does not exist");
      }
      PrintWriter out = spec.commandLine().getOut();
      FfmpegOpener ffmpeg = new FfmpegOpener();
      AudioSources sources = new AudioSources(List.of(new Mp3Opener(ffmpeg::tags), ffmpeg));
      try (Library library = open()) {
        LibraryScan scan = new LibraryScan(library, new TrackAnalyzer(sources));
        if (watch) {
          try (FolderWatch changes = new FolderWatch(folder)) {
            while (true) {
              tell(scan.scan(folder, this::show), out);
              changes.await();
            }
          }
        }
        tell(scan.scan(folder, this::show), out);
      }
      return 0;
    }

    private static void tell(LibraryScan.Outcome outcome, PrintWriter out) {
      outcome.skipped().forEach(line -> out.println("skipped " + line));
      out.printf(
          "%d analyzed, %d known, %d gone, %d skipped%n",
          outcome.analyzed(), outcome.known(), outcome.forgotten(), outcome.skipped().size());
      out.flush();
    }

    private void show(int done, int all, String location) {
      if (!terminal && done < all) {
        return; // In a log the outcome is enough.
      }
      PrintWriter err = spec.commandLine().getErr();
      int full = BAR * done / all;
      String name = Path.of(location).getFileName().toString();
      err.printf(
          "\r[%s%s] %d/%d %-30.30s", "#".repeat(full), " ".repeat(BAR - full), done, all, name);
      if (done == all) {
        err.println();
      }
      err.flush();
    }
  }

  /** Proposes a playlist for a mood. */
  @Command(
      name = "suggest",
      description = "Propose a playlist for a mood, as m3u8 that you can edit.",
      mixinStandardHelpOptions = true)
  static final class Suggest extends OnLibrary {
    @Parameters(paramLabel = "MOOD", description = "Such as sadness; or comfort.")
    private String mood;

    @Option(
        names = "--count",
        paramLabel = "N",
        description = "How many tracks at most, without --iso (default: ${DEFAULT-VALUE}).")
    private int count = 25;

    @Option(
        names = "--iso",
        description = "Five steps from the mood to comfort, instead of tracks like the mood.")
    private boolean iso;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "Write it there instead of printing it.")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws IOException {
      Numbers.atLeast("--count", 1, count);
      Feel feel = feel();
      if (output.isPresent()) {
        Given.playlist("--output", output.get());
      }
      try (Library library = open()) {
        List<TrackFacts> all = library.tracks();
        if (all.isEmpty()) {
          throw new BadInputException(
              "the library is empty; fill it: moodspeaker library scan DIR");
        }
        List<TrackFacts> chosen =
            iso ? Suggestions.path(all, feel, Feel.COMFORT) : Suggestions.near(all, feel, count);
        List<String> lines = Suggestions.m3u8("Suggested for " + mood, chosen);
        if (output.isPresent()) {
          Files.write(output.get(), lines);
          spec.commandLine().getOut().println(chosen.size() + " tracks in " + output.get());
        } else {
          lines.forEach(spec.commandLine().getOut()::println);
        }
      }
      return 0;
    }

    private Feel feel() {
      if (mood.equalsIgnoreCase("comfort")) {
        return Feel.COMFORT;
      }
      try {
        return Feel.of(Mood.of(mood));
      } catch (IllegalArgumentException e) {
        throw new BadInputException(e.getMessage() + ", or comfort", e);
      }
    }
  }
}
