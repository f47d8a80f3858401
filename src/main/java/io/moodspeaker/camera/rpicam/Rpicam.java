package io.moodspeaker.camera.rpicam;

import io.moodspeaker.support.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The commands that Raspberry Pi OS reads its cameras with, under their names of today and before.
 *
 * @param path the folders to look for them in, as {@code PATH} has them
 */
public record Rpicam(String path) {
  /** Where the commands come from. */
  public static final String REMEDY = "apt install rpicam-apps";

  private static final Duration LISTING = Duration.ofSeconds(10);
  private static final Pattern CAMERA = Pattern.compile("\\s*([0-9]) : (.+)");

  /** A camera as the command lists it: {@code imx708 [4608x2592 10-bit RGGB]}. */
  public record Listed(String number, String name) {}

  /** The command that delivers a video; empty where none is installed. */
  public Optional<Path> video() {
    return command("rpicam-vid").or(() -> command("libcamera-vid"));
  }

  /** The cameras that are attached; empty where there is no command or it fails. */
  public List<Listed> cameras() {
    Optional<Path> hello = command("rpicam-hello").or(() -> command("libcamera-hello"));
    List<Listed> found = new ArrayList<>();
    if (hello.isEmpty()) {
      return found;
    }
    try {
      Process process =
          new ProcessBuilder(hello.get().toString(), "--list-cameras")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      List<String> lines = new ArrayList<>();
      Thread reading = Threads.start("camera-list", () -> read(process, lines));
      if (!process.waitFor(LISTING.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
      reading.join(LISTING.toMillis());
      synchronized (lines) {
        for (String line : lines) {
          Matcher camera = CAMERA.matcher(line);
          if (camera.matches()) {
            found.add(new Listed(camera.group(1), camera.group(2).replaceFirst(" \\(.*", "")));
          }
        }
      }
    } catch (IOException failed) {
      return found;
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  private static void read(Process process, List<String> lines) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException ended) {
      // What was read counts.
    }
  }

  private Optional<Path> command(String name) {
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/bin"))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
