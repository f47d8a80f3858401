package io.moodspeaker.camera.rpicam;

import io.moodspeaker.camera.TestPictures;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Scripts that behave as the documented commands of rpicam-apps do. */
public final class FakeRpicam {
  private FakeRpicam() {}

  /**
   * A command that writes JPEGs of a size to its standard output until it is stopped, if it is
   * asked for them as the documentation says; it notes its options in {@code NAME.asked}.
   */
  public static Path install(Path bin, String name, int width, int height) throws IOException {
    Path jpeg =
        Files.write(bin.resolve(name + ".jpg"), TestPictures.jpeg(width, height, Color.BLUE));
    return script(
        bin,
        name,
        """
        echo "$@" > "$0.asked"
        echo "[0:00:01] [100] INFO Camera camera_manager.cpp:327 libcamera v0.5.0" >&2
        codec= output= timeout=5000
        while [ $# -gt 0 ]; do
          case $1 in
            --codec) codec=$2; shift ;;
            --output) output=$2; shift ;;
            --timeout) timeout=$2; shift ;;
            --camera|--width|--height|--framerate) shift ;;
            --nopreview|--flush) ;;
            *) echo "ERROR: *** unrecognised option '$1' ***" >&2; exit 255 ;;
          esac
          shift
        done
        [ "$codec" = mjpeg ] && [ "$output" = - ] && [ "$timeout" = 0 ] || exit 255
        n=0
        while cat '%s'; do
          echo "#$n (10.00 fps) exp 33210.00 ag 8.00 dg 1.00" >&2
          n=$((n + 1))
          sleep 0.05
        done
        """
            .formatted(jpeg));
  }

  /** A command that complains and ends, as without a camera. */
  public static Path failing(Path bin, String name, String complaint) throws IOException {
    return script(bin, name, "echo '%s' >&2; exit 255\n".formatted(complaint));
  }

  /** A command of one's own making. */
  public static Path script(Path bin, String name, String text) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
