package io.moodspeaker.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged image in a folder of its own, started as a person would start it. */
final class Packaged {
  private static final Path IMAGE = Path.of(System.getProperty("moodspeaker.image"));

  private final Path home;
  private final Path person;

  private Packaged(Path home, Path person) {
    this.home = home;
    this.person = person;
  }

  /** Lays out the image below a folder: its config and routes are copies, all else is linked. */
  static Packaged in(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("moodspeaker"));
    for (String copied : List.of("bin", "config", "routes")) {
      copy(IMAGE.resolve(copied), home.resolve(copied));
    }
    Files.setPosixFilePermissions(
        home.resolve("bin/moodspeaker"), PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String linked : List.of("lib", "runtime", "playlists", "models")) {
      Files.createSymbolicLink(home.resolve(linked), IMAGE.resolve(linked).toAbsolutePath());
    }
    return new Packaged(home, Files.createDirectories(folder.resolve("person")));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  Path home() {
    return home;
  }

  /** The empty home folder of who starts it. */
  Path person() {
    return person;
  }

  /** A port that is free at the moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Starts it with some arguments. */
  Running start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /** Starts it with some variables in its environment and some arguments. */
  Running start(Map<String, String> environment, String... arguments) throws IOException {
    return startIn(List.of(), environment, arguments);
  }

  /** Starts it through a command that ends as the daemon. */
  Running startIn(List<String> wrapper, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.add(home.resolve("bin/moodspeaker").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(person.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("MOODSPEAKER_"));
    builder.environment().put("HOME", person.toString());
    builder.environment().put("TMPDIR", Files.createDirectories(person.resolve("tmp")).toString());
    builder.environment().put("PATH", "/usr/bin:/bin");
    // As poor as a service's environment.
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_HOME", "XDG_STATE_HOME", "LC_ALL", "LC_CTYPE", "LANG"));
    builder.environment().put("MOODSPEAKER_JAVA_OPTS", "-Djava.io.tmpdir=" + person.resolve("tmp"));
    builder.environment().putAll(environment);
    return new Running(builder.start());
  }

  /** Runs it to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    try (Running running = start(arguments)) {
      int code = running.awaitEnd(120);
      return new Result(code, running.out(), running.log());
    }
  }

  /** What a command left behind. */
  record Result(int code, List<String> out, List<String> err) {}

  /** A process of it. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Thread> readers;

    private Running(Process process) {
      this.process = process;
      readers = List.of(read(process.getInputStream(), out), read(process.getErrorStream(), log));
    }

    private static Thread read(InputStream stream, List<String> lines) {
      return Thread.ofVirtual()
          .start(
              () -> {
                try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                  reader.lines().forEach(lines::add);
                } catch (IOException | UncheckedIOException ended) {
                  // The process ended while a line was read.
                }
              });
    }

    List<String> out() {
      return List.copyOf(out);
    }

    List<String> log() {
      return List.copyOf(log);
    }

    long pid() {
      return process.pid();
    }

    boolean isAlive() {
      return process.isAlive();
    }

    /** Asks it to stop as systemd does, and tells how many milliseconds that took. */
    long stop() throws InterruptedException {
      long begin = System.nanoTime();
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** Ends it without a warning, and waits until all that it said is read. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      awaitEnd(30);
    }

    int awaitEnd(int seconds) throws InterruptedException {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + seconds + " s; it said: " + log);
      }
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
