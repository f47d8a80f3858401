package io.moodspeaker.emotion.tensorflow;

import io.moodspeaker.emotion.EmotionException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps TensorFlow's own lines off standard error, where a journal would take them for the
 * program's and without a priority: while a model loads, what is written there goes into memory and
 * is then logged. Linux only.
 */
final class NativeLog {
  private static final Logger LOG = LoggerFactory.getLogger("tensorflow");
  private static final int STDERR = 2;

  /** {@code I0000 00:00:1795… 123 file.cc:401] text}; the letter tells how bad it is. */
  private static final Pattern LINE = Pattern.compile("[IWEF]\\d{4} \\d\\d:\\d\\d:.*");

  private static final Pattern NOTICE =
      Pattern.compile(
          "WARNING: All log messages before absl.*|\\d{4}-\\d\\d-\\d\\d \\S+: [IWEF] .*");

  private static final MethodHandle MEMORY =
      function("memfd_create", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle DUP = function("dup", ValueLayout.JAVA_INT);
  private static final MethodHandle DUP2 =
      function("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT);

  private NativeLog() {}

  /** Loads something. */
  interface Loading<T> {
    T load() throws EmotionException;
  }

  /** Loads something, with what its natives write logged. */
  static synchronized <T> T kept(Loading<T> loading) throws EmotionException {
    int memory = -1;
    int before = -1;
    try (Arena arena = Arena.ofConfined()) {
      memory = (int) MEMORY.invokeExact(arena.allocateFrom("stderr"), 0);
      before = (int) DUP.invokeExact(STDERR);
    } catch (Throwable unavailable) {
      LOG.debug("native lines are not kept: {}", unavailable.toString());
    }
    if (memory < 0 || before < 0) {
      return loading.load();
    }
    System.err.flush();
    redirect(memory);
    try {
      return loading.load();
    } finally {
      System.err.flush();
      redirect(before);
      tell(Path.of("/proc/self/fd/" + memory));
      close(memory);
      close(before);
    }
  }

  private static void tell(Path written) {
    try {
      for (String line : Files.readString(written, StandardCharsets.ISO_8859_1).split("\\R", -1)) {
        if (LINE.matcher(line).matches()) {
          LOG.atLevel(
                  switch (line.charAt(0)) {
                    case 'E', 'F' -> org.slf4j.event.Level.WARN;
                    default -> org.slf4j.event.Level.DEBUG;
                  })
              .log(line);
        } else if (NOTICE.matcher(line).matches()) {
          LOG.debug(line);
        } else if (!line.isEmpty()) {
          // Another thread's line, which has its form already.
          System.err.println(
              new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException unreadable) {
      LOG.debug("what TensorFlow wrote can't be read", unreadable);
    }
  }

  private static void redirect(int to) {
    try {
      int ignored = (int) DUP2.invokeExact(to, STDERR);
    } catch (Throwable failed) {
      throw new IllegalStateException("standard error can't be led elsewhere", failed);
    }
  }

  private static void close(int descriptor) {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable failed) {
      LOG.debug("a descriptor stays open", failed);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }
}
