package io.moodspeaker.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system's shared libraries that our natives lean on, and the Debian packages they come in. */
public final class SystemLibraries {
  /** Debian 13 renamed packages whose time_t grew to 64 bits. */
  private static final int FIRST_T64_RELEASE = 13;

  private static final Pattern MISSING =
      Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open shared object file");

  /**
   * One shared library.
   *
   * @param soname the name that the dynamic linker looks for
   * @param debian the Debian package that holds it
   * @param renamed whether the package is called {@code …t64} since Debian 13
   * @param need what does not work without it
   */
  public record Library(String soname, String debian, boolean renamed, String need) {}

  private static final List<Library> KNOWN =
      List.of(
          new Library("libasound.so.2", "libasound2", true, "a sound card"),
          new Library("libpulse.so.0", "libpulse0", false, "a camera over V4L2"),
          new Library("libxcb.so.1", "libxcb1", false, "a camera over V4L2"),
          new Library("libxcb-shm.so.0", "libxcb-shm0", false, "a camera over V4L2"));

  private final List<Library> missing;
  private final boolean t64;

  private SystemLibraries(List<Library> missing, boolean t64) {
    this.missing = missing;
    this.t64 = t64;
  }

  /** Tries to load every library that we know of. */
  public static SystemLibraries look() {
    return new SystemLibraries(KNOWN.stream().filter(library -> !loads(library)).toList(), t64());
  }

  /** What is not there. */
  public List<Library> missing() {
    return missing;
  }

  /** The command that gets all that is missing; empty if nothing is. */
  public Optional<String> remedy() {
    return install(missing);
  }

  private Optional<String> install(List<Library> libraries) {
    Set<String> packages = new LinkedHashSet<>();
    libraries.forEach(
        library -> packages.add(library.debian + (t64 && library.renamed ? "t64" : "")));
    return packages.isEmpty()
        ? Optional.empty()
        : Optional.of("sudo apt-get install " + String.join(" ", packages));
  }

  /**
   * One line for a native library that did not load: what is missing and the command that gets it.
   *
   * @return empty if the error was not about a missing library
   */
  public static Optional<String> explain(Throwable error) {
    for (Throwable cause : causes(error)) {
      if (cause instanceof LinkageError && cause.getMessage() != null) {
        Matcher matcher = MISSING.matcher(cause.getMessage());
        if (matcher.find()) {
          String soname = matcher.group(1);
          String remedy =
              look()
                  .remedy()
                  .orElse(
                      "find its package with: apt-file search "
                          + soname
                          + " (apt install apt-file)");
          return Optional.of(
              "the system library " + soname + " is missing; get it with: " + remedy);
        }
      }
    }
    return Optional.empty();
  }

  private static List<Throwable> causes(Throwable error) {
    List<Throwable> all = new ArrayList<>();
    for (Throwable cause = error; cause != null && !all.contains(cause); cause = cause.getCause()) {
      all.add(cause);
      all.addAll(List.of(cause.getSuppressed()));
    }
    return all;
  }

  @SuppressWarnings("restricted") // The dynamic linker alone knows whether a library loads.
  private static boolean loads(Library library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library.soname, arena);
      return true;
    } catch (IllegalArgumentException notFound) {
      return false;
    }
  }

  private static boolean t64() {
    try {
      for (String line : Files.readAllLines(Path.of("/etc/os-release"))) {
        if (line.startsWith("VERSION_ID=")) {
          String version = line.substring(line.indexOf('=') + 1).replace("\"", "");
          return Integer.parseInt(version.replaceAll("\\D.*", "")) >= FIRST_T64_RELEASE;
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // Testing and unstable have no number, other systems no such file: assume the newer names.
      return true;
    }
    return true;
  }
}
