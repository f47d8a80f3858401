package io.moodspeaker.camera.feature;

import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.feature.Finding;
import io.moodspeaker.support.NaturalOrder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is plugged into this machine.
 *
 * @param devices the folder of {@code video0}: {@code /dev}
 * @param classes the folder that tells their names: {@code /sys/class/video4linux}
 * @param rpicam the commands for a Raspberry Pi's own cameras
 */
record AttachedCameras(Path devices, Path classes, Rpicam rpicam) {
  /** Nodes of a Raspberry Pi that code and decode videos, and raw sensors that need rpicam. */
  private static final Pattern NO_CAMERA =
      Pattern.compile("(?i).*(codec|-isp|pispbe|hevc|rpivid|unicam|rp1-cfe).*");

  /** The nodes that may be cameras, in natural order. */
  List<Path> nodes() {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(devices, "video*")) {
      nodes.forEach(found::add);
    } catch (IOException unlistable) {
      return found;
    }
    found.removeIf(node -> NO_CAMERA.matcher(text(node, "name")).matches() || isSecond(node));
    found.sort(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE));
    return found;
  }

  /** A line for each, with what to set. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Path node : nodes()) {
      String name = text(node, "name");
      String what = "camera " + node + (name.isEmpty() ? "" : " (" + name + ")");
      findings.add(
          Files.isReadable(node)
              ? Finding.ok(what + ": camera = " + node)
              : Finding.note(
                  what + " can't be read", "add the user to its group: usermod -aG video USER"));
    }
    for (Rpicam.Listed camera : rpicam.cameras()) {
      findings.add(Finding.ok("camera " + camera.name() + ": camera = rpicam:" + camera.number()));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.note(
              "no camera is attached: with camera = auto the drawn face steps in",
              "plug one in, or set camera to the address of one on the network"));
    }
    return findings;
  }

  /** Many cameras have a second node that tells of the frames and shows none. */
  private boolean isSecond(Path node) {
    String index = text(node, "index");
    return !index.isEmpty() && !index.equals("0");
  }

  private String text(Path node, String file) {
    try {
      return Files.readString(classes.resolve(node.getFileName().toString()).resolve(file)).strip();
    } catch (IOException unknown) {
      return "";
    }
  }
}
