package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.app.ModelCatalogue;
import io.moodspeaker.emotion.ModelFiles;
import io.moodspeaker.face.FaceDetector;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.FullRangeDetector;
import io.moodspeaker.face.opencv.YuNetDetector;
import io.moodspeaker.face.opencv.YuNetSettings;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Suggestion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sees to the models of an installation. */
@Command(
    name = "models",
    description = "See to the models of this installation.",
    mixinStandardHelpOptions = true,
    subcommands = {ModelsCommand.Add.class, ModelsCommand.ListAll.class},
    synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  private static Map<String, ModelCatalogue.Entry> catalogue() {
    return ModelCatalogue.read(InstallDir.find().models()).orElseThrow(BadInputException::new);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Tells what can be fetched, and what is there. */
  @Command(
      name = "list",
      description = "List what can be fetched, and what is there.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Path models = InstallDir.find().models();
      catalogue()
          .forEach(
              (name, entry) ->
                  out.printf(
                      "%-11s %-9s %8s  %-10s  %s%n",
                      name,
                      Files.exists(models.resolve(entry.file())) ? "installed" : "-",
                      megabytes(entry.size()),
                      entry.licence(),
                      entry.what()));
      out.flush();
      return 0;
    }
  }

  /** Installs what is in the catalogue, or a face detector that the person has fetched. */
  @Command(
      name = "add",
      description = {
        "Fetch what 'models list' names and install it.",
        "Or install a file of it that you have (a detector's *.onnx or *.tflite)."
      },
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "NAME|FILE",
        description = "A name of the catalogue, or the path of a file.")
    private String what;

    @Option(
        names = "--sha256",
        paramLabel = "HEX",
        description = "Refuse a file whose SHA-256 differs from this.")
    private String expected;

    @Option(names = "--yes", description = "Fetch without asking.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
      if (expected != null && !ModelCatalogue.SHA256.matcher(expected).matches()) {
        throw new BadInputException(
            "--sha256 must be 64 hexadecimal digits, was '" + expected + "'");
      }
      Map<String, ModelCatalogue.Entry> catalogue =
          Files.exists(InstallDir.find().models().resolve(ModelCatalogue.NAME))
              ? catalogue()
              : Map.of();
      // A name of the catalogue stays that, whatever lies in the folder; ./NAME is a file.
      ModelCatalogue.Entry entry = catalogue.get(what);
      return entry == null ? install(Path.of(what), catalogue) : fetch(entry);
    }

    private int fetch(ModelCatalogue.Entry entry) throws IOException {
      if (expected != null && !expected.equalsIgnoreCase(entry.sha256())) {
        throw new BadInputException(
            "--sha256 is %s, but the catalogue says %s for %s; nothing was fetched"
                .formatted(expected, entry.sha256(), what));
      }
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s %s (%s, licence %s)%n  from %s%n",
          what, entry.what(), megabytes(entry.size()), entry.licence(), entry.address());
      if (!yes && !agreed(out)) {
        spec.commandLine().getErr().println("nothing was fetched; --yes fetches without asking");
        return 1;
      }
      Path target = InstallDir.find().models().resolve(entry.file());
      Path part = beside(target);
      try {
        ModelCatalogue.fetch(entry, part);
        check(part, entry.address().toString(), entry.sha256());
        check(part, entry.address().toString(), target);
        move(part, target);
      } finally {
        Files.deleteIfExists(part);
      }
      return 0;
    }

    private boolean agreed(PrintWriter out) throws IOException {
      out.print("fetch it? [y/N] ");
      out.flush();
      // Not closed: standard input is not this command's.
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private int install(Path file, Map<String, ModelCatalogue.Entry> catalogue) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            what.contains("/") || what.contains(".")
                ? file
                    + " is no file; give the path of a detector, or a name that 'models list' shows"
                : what
                    + " is no file, and not in the catalogue; "
                    + Suggestion.text(what, catalogue.keySet()));
      }
      String sha256 = ModelFiles.sha256(file);
      if (expected != null) {
        check(file, file.toString(), expected.toLowerCase(Locale.ROOT));
      }
      // A file of the catalogue goes where the catalogue says, under whatever name it was saved.
      Optional<ModelCatalogue.Entry> known =
          catalogue.values().stream().filter(entry -> entry.sha256().equals(sha256)).findFirst();
      if (known.isEmpty()) {
        for (Map.Entry<String, ModelCatalogue.Entry> each : catalogue.entrySet()) {
          if (each.getValue().file().getFileName().equals(file.getFileName())) {
            // Named as the catalogue names it, and not that: cut, or another version.
            check(file, file + ", by its name " + each.getKey() + ",", each.getValue().sha256());
          }
        }
      }
      Path target =
          InstallDir.find()
              .models()
              .resolve(
                  known
                      .map(ModelCatalogue.Entry::file)
                      .orElse(Path.of("face").resolve(file.getFileName())));
      check(file, file.toString(), target);
      if (Files.exists(target) && Files.isSameFile(file, target)) {
        spec.commandLine().getOut().println(target + " is installed already");
        return 0;
      }
      Path part = beside(target);
      try {
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        move(part, target);
      } catch (FileSystemException denied) {
        throw notWritten(target, denied);
      } finally {
        Files.deleteIfExists(part);
      }
      return 0;
    }

    private static Path beside(Path target) throws IOException {
      try {
        Path folder = Files.createDirectories(target.getParent());
        if (!Files.isWritable(folder)) {
          throw new AccessDeniedException(folder.toString());
        }
        return folder.resolve("." + target.getFileName() + ".part");
      } catch (FileSystemException denied) {
        throw notWritten(target, denied);
      }
    }

    private static IOException notWritten(Path target, FileSystemException why) {
      String reason =
          why instanceof AccessDeniedException
              ? "permission denied at "
                  + why.getFile()
                  + "; run this as its owner, such as with sudo"
              : why + "; make room or mend the folder";
      return new IOException(target + " can't be written: " + reason, why);
    }

    private void move(Path part, Path target) throws IOException {
      String sha256 = ModelFiles.sha256(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      spec.commandLine().getOut().println("installed " + target + ", sha256 " + sha256);
    }

    private static void check(Path file, String name, String wanted) throws IOException {
      String sha256 = ModelFiles.sha256(file);
      if (!sha256.equals(wanted)) {
        throw new BadInputException(
            name + " has sha256 " + sha256 + ", expected " + wanted + "; fetch it again");
      }
    }

    /** What isn't the detector it is named for fails here, not at the next start of the daemon. */
    private static void check(Path file, String shown, Path target) throws IOException {
      String name = target.getFileName().toString();
      if (!target.getParent().endsWith("face")) {
        return;
      }
      if (!name.endsWith(".onnx") && !name.endsWith(".tflite")) {
        throw new BadInputException(
            "%s (sha256 %s) is nothing that 'models list' shows; another detector's file must end in"
                    .formatted(shown, ModelFiles.sha256(file))
                + " .onnx, as YuNet's does, or in .tflite, as full-range's does");
      }
      Frame black = new Frame(Instant.EPOCH, 320, 240, new byte[320 * 240 * 3]);
      try (FaceDetector detector =
          name.endsWith(".onnx")
              ? YuNetDetector.open(file, YuNetSettings.LIVE)
              : FullRangeDetector.open(file)) {
        detector.detect(black);
      } catch (FaceDetectorException | RuntimeException unusable) {
        throw new BadInputException(
            "%s (sha256 %s) is no %s face detector that OpenCV can read, and nothing else that"
                    .formatted(
                        shown,
                        ModelFiles.sha256(file),
                        name.endsWith(".onnx") ? "YuNet" : "full-range")
                + " 'models list' shows; fetch it again",
            unusable);
      }
    }
  }
}
