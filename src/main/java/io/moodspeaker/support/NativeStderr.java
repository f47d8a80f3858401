package io.moodspeaker.support;

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
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lines that libraries write by themselves off standard error, where they stand without
 * form and without what they are about: while they work, what is written there goes into memory.
 * Linux only.
 */
public final class NativeStderr {
  private static final Logger LOG = LoggerFactory.getLogger(NativeStderr.class);
  private static final int STDERR = 2;

  private static final MethodHandle MEMORY =
      function("memfd_create", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle DUP = function("dup", ValueLayout.JAVA_INT);
  private static final MethodHandle DUP2 =
      function("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT);

  private NativeStderr() {}

  /**
   * Work for a library.
   *
   * @param <T> what comes of it
   * @param <E> what it may throw
   */
  public interface Work<T, E extends Exception> {
    T get() throws E;
  }

  /**
   * Does something, and hands on what was written meanwhile.
   *
   * @param isNative is asked of each line whether it is a library's, which it then tells in its own
   *     way; the others, which other threads wrote, go to standard error
   */
  public static synchronized <T, E extends Exception> T kept(
      Work<T, E> work, Predicate<String> isNative) throws E {
    int memory = -1;
    int before = -1;
    try (Arena arena = Arena.ofConfined()) {
      memory = (int) MEMORY.invokeExact(arena.allocateFrom("stderr"), 0);
      before = (int) DUP.invokeExact(STDERR);
    } catch (Throwable unavailable) {
      LOG.debug("native lines are not kept: {}", unavailable.toString());
    }
    if (memory < 0 || before < 0) {
      return work.get();
    }
    System.err.flush();
    redirect(memory);
    try {
      return work.get();
    } finally {
      System.err.flush();
      redirect(before);
      tell(Path.of("/proc/self/fd/" + memory), isNative);
      close(memory);
      close(before);
    }
  }

  private static void tell(Path written, Predicate<String> isNative) {
    try {
      for (String line :
          new String(Files.readAllBytes(written), StandardCharsets.UTF_8).split("\\R", -1)) {
        if (!line.isEmpty() && !isNative.test(line)) {
          System.err.println(line);
        }
      }
    } catch (IOException unreadable) {
      LOG.debug("what a library wrote can't be read", unreadable);
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
