package io.moodspeaker.app;

import io.moodspeaker.config.Installation;
import io.moodspeaker.light.pi4j.Lights;
import io.moodspeaker.music.AudioSinks;
import io.moodspeaker.music.javasound.JavaSoundCards;
import io.moodspeaker.support.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A look at what this machine has of what the daemon can use. */
public final class Doctor {
  private Doctor() {}

  /**
   * What was found.
   *
   * @param findings a line each, beginning with {@code ok}, {@code note} or {@code missing}
   * @param remedy the command that gets what is missing, if a command can
   * @param healthy whether the daemon can run
   */
  public record Report(List<String> findings, Optional<String> remedy, boolean healthy) {
    public Report {
      findings = List.copyOf(findings);
    }
  }

  /** Looks at the machine and at an installation. */
  public static Report examine(Home home) {
    List<String> findings = new ArrayList<>();
    findings.add(ok("Java " + Runtime.version() + " on " + System.getProperty("os.arch")));
    SystemLibraries libraries = SystemLibraries.look();
    if (libraries.missing().isEmpty()) {
      findings.add(ok("all system libraries"));
    }
    for (SystemLibraries.Library library : libraries.missing()) {
      findings.add("missing  " + library.soname() + ", needed for " + library.need());
    }
    findings.add(cameras());
    findings.add(ok(new AudioSinks(new JavaSoundCards()).choose("auto").reason()));
    findings.add(light());
    findings.add(
        Files.isRegularFile(home.models().resolve("emotion/model.yaml"))
            ? ok("a model in " + home.models().resolve("emotion"))
            : "missing  " + home.models().resolve("emotion") + ", which reads faces");
    findings.add(
        isEmpty(home.models().resolve("face"))
            ? note("face detector: Haar; YuNet finds more (moodspeaker models add FILE)")
            : ok("face detector: YuNet"));
    List<Problem> problems = Installation.check(home.root(), System.getenv(), Map.of());
    findings.add(
        problems.isEmpty()
            ? ok("the configuration")
            : note(problems.size() + " problems in the configuration; see: moodspeaker check"));
    return new Report(findings, libraries.remedy(), !libraries.incomplete());
  }

  private static String cameras() {
    List<String> devices = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("/dev"), "video*")) {
      for (Path device : found) {
        devices.add(
            device + (Files.isReadable(device) ? "" : " (not readable: join the group video)"));
      }
    } catch (IOException unlistable) {
      return note("/dev can't be listed: " + unlistable.getMessage());
    }
    return devices.isEmpty()
        ? note("no camera at /dev/video*: the drawn face steps in")
        : ok("camera: " + String.join(", ", devices));
  }

  private static String light() {
    Lights lights = new Lights();
    return ok(
        "light: "
            + lights
                .obstacle("auto")
                .map(why -> why + ": lights on the console")
                .orElseGet(() -> lights.describe("auto")));
  }

  private static boolean isEmpty(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.onnx")) {
      return !files.iterator().hasNext();
    } catch (IOException missing) {
      return true;
    }
  }

  private static String ok(String what) {
    return "ok       " + what;
  }

  private static String note(String what) {
    return "note     " + what;
  }
}
