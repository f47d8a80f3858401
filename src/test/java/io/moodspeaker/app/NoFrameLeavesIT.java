package io.moodspeaker.app;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moodspeaker.app.Packaged.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call to the kernel by which a picture could leave the process, over a life of moods. */
@Tag("long")
class NoFrameLeavesIT {
  /** What writes, sends or maps for writing. */
  private static final String CALLS =
      "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,connect,sendfile,"
          + "copy_file_range,splice,vmsplice,io_uring_setup,process_vm_writev,mmap,open,openat";

  /** A call, its first argument's file or socket, and all after that. */
  private static final Pattern CALL =
      Pattern.compile("(\\d+) +(\\w+)\\((?:\\d+<(.*?)>(?=[,)])|[^,]*)(.*)");

  private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final Pattern RESULT = Pattern.compile(".*\\) += (-?\\d+).*");

  /** Of 640x480 pixels. */
  private static final long A_FRAME = 640 * 480 * 3;

  /** The drawn face as a JPEG has twice as much. */
  private static final long A_PICTURE = 10_000;

  @TempDir private Path folder;

  /** Bytes that went to each file or socket. */
  private final Map<String, Long> written = new TreeMap<>();

  private final Map<String, String> pending = new HashMap<>();

  @Test
  void of_thousands_of_frames_not_one_is_written_sent_or_mapped_into_a_file() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/strace")),
        "SKIPPED: no strace; run: sudo apt-get install strace");
    Path calls = folder.resolve("calls");
    List<String> strace =
        List.of(
            "strace",
            "--follow-forks",
            "--seccomp-bpf",
            "-qq",
            "-yy",
            "--string-limit=0",
            "--output=" + calls,
            "--trace=" + CALLS);
    Packaged image = Packaged.in(folder);
    try (Running daemon =
        image.startIn(
            strace, Map.of(), "--set", "camera.interval=100ms", "--set", "audio=silent")) {
      await()
          .atMost(300, SECONDS)
          .pollInterval(500, MILLISECONDS)
          .until(
              () ->
                  !daemon.isAlive()
                      || daemon.log().stream().filter(line -> line.contains(": playing ")).count()
                          >= 5);
      assertThat(daemon.isAlive()).as("%s", daemon.log()).isTrue();
      ProcessHandle.of(daemon.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);
      daemon.awaitEnd(60);
    }

    try (var lines = Files.lines(calls, StandardCharsets.ISO_8859_1)) {
      lines.forEach(this::note);
    }
    String state = image.person() + "/.local/state/moodspeaker/";
    written.forEach(
        (to, bytes) -> {
          // Where strace knows no name, the descriptor was closed meanwhile.
          boolean within =
              to.isEmpty()
                  || to.startsWith("pipe:")
                  || to.startsWith("anon_inode:[event")
                  || to.startsWith("UNIX")
                  || to.startsWith("/dev/null")
                  || to.startsWith("/proc/")
                  // The JVM's own counters, mapped.
                  || to.contains("/hsperfdata_")
                  // SQLite's library, out of its jar.
                  || to.contains("/tmp/sqlite-");
          // SQLite writes whole pages for its empty tables.
          long most = to.startsWith(state + "alerts.db") ? A_FRAME / 4 : A_PICTURE;
          assertThat(within || to.startsWith(state)).as("where something went: %s", to).isTrue();
          assertThat(to.startsWith(state) || to.isEmpty() ? bytes : 0)
              .as("bytes to %s", to)
              .isLessThan(most);
        });
  }

  private void note(String line) {
    Matcher resumed = RESUMED.matcher(line);
    if (resumed.matches()) {
      count(pending.remove(resumed.group(1)), resumed.group(3));
      return;
    }
    Matcher call = CALL.matcher(line);
    if (!call.matches()) {
      return;
    }
    String name = call.group(2);
    String to = call.group(3) == null ? "" : call.group(3).replace("(deleted)", "");
    String rest = call.group(4);
    if (name.equals("mmap")) {
      // mmap(NULL, 4096, PROT_READ|PROT_WRITE, MAP_SHARED, 5</a/file>, 0)
      Matcher shared = Pattern.compile(".*PROT_WRITE.*MAP_SHARED.*?, \\d+<(.*)>, .*").matcher(rest);
      if (shared.matches()) {
        written.merge(shared.group(1), 0L, Long::sum);
      }
    } else if (name.equals("connect")) {
      boolean outside =
          rest.contains("AF_INET") && !rest.contains("127.0.0.1") && !rest.contains("::1");
      if (outside) {
        written.merge("outside: " + rest, 0L, Long::sum);
      }
    } else if (!name.startsWith("open")) {
      if (rest.endsWith("<unfinished ...>")) {
        pending.put(call.group(1), to);
      } else {
        count(to, rest);
      }
    }
  }

  private void count(String to, String rest) {
    Matcher result = RESULT.matcher(rest);
    if (to != null && result.matches()) {
      written.merge(to, Math.max(0, Long.parseLong(result.group(1))), Long::sum);
    }
  }
}
