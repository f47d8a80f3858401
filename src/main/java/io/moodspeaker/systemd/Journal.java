package io.moodspeaker.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether what this process writes is read by journald. */
public final class Journal {
  private Journal() {}

  /**
   * Whether standard error goes to the journal. A service whose output was sent elsewhere, and a
   * terminal started by a service, inherit {@code JOURNAL_STREAM} but not the stream it names.
   *
   * @param environment as from {@link System#getenv()}
   */
  public static boolean readsStandardError(Map<String, String> environment) {
    return reads(environment, Path.of("/proc/self/fd/2"));
  }

  static boolean reads(Map<String, String> environment, Path descriptor) {
    String stream = environment.getOrDefault("JOURNAL_STREAM", "");
    if (stream.isEmpty()) {
      return false;
    }
    try {
      Map<String, Object> file = Files.readAttributes(descriptor, "unix:dev,ino");
      return stream.equals(file.get("dev") + ":" + file.get("ino"));
    } catch (IOException e) {
      // Without the descriptor's identity nobody can tell; the plain format is readable anywhere.
      return false;
    }
  }
}
