package io.moodspeaker.app.command;

import io.moodspeaker.app.InstallDir;
import io.moodspeaker.face.FaceDetectorException;
import io.moodspeaker.face.opencv.YuNetDetector;
import io.moodspeaker.face.opencv.YuNetSettings;
import io.moodspeaker.model.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
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
    subcommands = ModelsCommand.Add.class,
    synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }

  /** Installs a face detector that the person has fetched. */
  @Command(
      name = "add",
      description = "Check a YuNet face detector (*.onnx) and install it into models/face.",
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The detector's ONNX file.")
    private Path file;

    @Option(
        names = "--sha256",
        paramLabel = "HEX",
        description = "Refuse a file whose SHA-256 differs from this.")
    private String expected;

    @Override
    public Integer call() throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(file + " is no file; give the path of an ONNX file");
      }
      if (!file.toString().endsWith(".onnx")) {
        throw new BadInputException(file + " must end in .onnx, as YuNet's file does");
      }
      String sha256 = sha256(file);
      if (expected != null && !expected.equalsIgnoreCase(sha256)) {
        throw new BadInputException(
            file + " has sha256 " + sha256 + ", expected " + expected + "; fetch it again");
      }
      check();
      Path folder = Files.createDirectories(InstallDir.find().models().resolve("face"));
      Path target = folder.resolve(file.getFileName());
      if (!Files.exists(target) || !Files.isSameFile(file, target)) {
        Path part = folder.resolve("." + file.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      }
      spec.commandLine().getOut().println("installed " + target + ", sha256 " + sha256);
      return 0;
    }

    /** A file that isn't a YuNet fails here, and not at the next start of the daemon. */
    private void check() {
      Frame black = new Frame(Instant.EPOCH, 320, 240, new byte[320 * 240 * 3]);
      try (YuNetDetector detector = YuNetDetector.open(file, YuNetSettings.LIVE)) {
        detector.detect(black);
      } catch (FaceDetectorException | RuntimeException unusable) {
        throw new BadInputException(
            file + " is no YuNet face detector: " + unusable.getMessage(), unusable);
      }
    }

    private static String sha256(Path file) throws IOException {
      try {
        return HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
