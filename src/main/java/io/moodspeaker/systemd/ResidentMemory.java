package io.moodspeaker.systemd;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that a process has mapped and no longer needs: a start reads hundreds of megabytes of
 * its libraries that are never touched again. Linux only; elsewhere nothing is given back.
 */
public final class ResidentMemory {
  private static final Logger LOG = LoggerFactory.getLogger(ResidentMemory.class);

  /** {@code MADV_DONTNEED}: of a file's pages that nobody has changed, all can be read again. */
  private static final int DONT_NEED = 4;

  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) r-[-x]p [0-9a-f]+ [0-9a-f:]+ [1-9]\\d* +/.*");
  private static final Pattern CHANGED = Pattern.compile("Anonymous: +(\\d+) kB");

  private static final MethodHandle MADVISE =
      handle(
          "madvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final MethodHandle MALLOC_TRIM =
      handle("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

  private ResidentMemory() {}

  /** A stretch of addresses. */
  record Mapping(long begin, long end) {}

  /**
   * Gives back what the heap and the C library hold in reserve, and lets the kernel take what lies
   * in files; what is needed of that comes back by itself.
   */
  public static void trim() {
    System.gc();
    try {
      for (Mapping mapping : unchanged(Files.readAllLines(Path.of("/proc/self/smaps")))) {
        int refused =
            (int)
                MADVISE.invokeExact(
                    MemorySegment.ofAddress(mapping.begin()),
                    mapping.end() - mapping.begin(),
                    DONT_NEED);
        LOG.trace("{}: {}", mapping, refused);
      }
      int gaveBack = (int) MALLOC_TRIM.invokeExact(0L);
      LOG.trace("malloc_trim: {}", gaveBack);
    } catch (IOException absent) {
      LOG.debug("nothing to give back", absent);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * What can be read again from its file: mapped for this process alone, not writable, and without
   * a page that was changed, as the linker's relocations are.
   *
   * @param smaps the lines of {@code /proc/self/smaps}
   */
  static List<Mapping> unchanged(List<String> smaps) {
    List<Mapping> found = new ArrayList<>();
    Mapping last = null;
    for (String line : smaps) {
      Matcher mapping = MAPPING.matcher(line);
      Matcher changed = CHANGED.matcher(line);
      if (mapping.matches()) {
        last =
            new Mapping(
                Long.parseUnsignedLong(mapping.group(1), 16),
                Long.parseUnsignedLong(mapping.group(2), 16));
      } else if (changed.matches()) {
        if (last != null && changed.group(1).equals("0")) {
          found.add(last);
        }
        last = null;
      }
    }
    return found;
  }

  @SuppressWarnings("restricted") // The C library's own, with its own types.
  private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
  }
}
