package io.moodspeaker.app.command;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.ReloadingRecognizer;
import io.moodspeaker.emotion.server.FaceServer;
import io.moodspeaker.emotion.server.FaceServerSettings;
import io.moodspeaker.support.TextFile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the Azure Face detect contract with the local recogniser, for other boards to lean on. */
@Command(
    name = "serve",
    description =
        "Answer POST /face/v1.0/detect with the local model, so that a small board can lean on"
            + " this machine.",
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final ReloadingRecognizer.Opening local;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8781",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File with the key that callers must send; without it anyone may call.")
  private Path keyFile;

  /**
   * The command.
   *
   * @param local opens the recogniser that answers; it is opened once, at the start
   */
  public ServeCommand(ReloadingRecognizer.Opening local) {
    this.local = local;
  }

  @Override
  public Integer call() {
    FaceServerSettings settings;
    try {
      settings = FaceServerSettings.of(host, port, key());
    } catch (IllegalArgumentException e) {
      return say(2, e.getMessage());
    }
    try (EmotionRecognizer recognizer = local.open();
        FaceServer server = new FaceServer(settings, recognizer, InstantSource.system())) {
      LOG.info(
          "answering POST http://{}:{}{} {}",
          host,
          server.port(),
          FaceServer.PATH,
          settings.key().isPresent() ? "to who sends the key" : "to anyone, without a key");
      if (settings.key().isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
        LOG.warn("anyone who reaches {}:{} may call; --key-file FILE asks for a key", host, port);
      }
      awaitEnd();
      return 0;
    } catch (IOException | EmotionException e) {
      return say(1, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private Optional<String> key() {
    if (keyFile == null) {
      return Optional.empty();
    }
    String key;
    try {
      key = TextFile.smallText(keyFile).strip();
      warnIfShared();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          keyFile + " can't be read as a key file: " + e.getMessage(), e);
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException(keyFile + " is empty; write the key on its first line");
    }
    return Optional.of(key);
  }

  private void warnIfShared() throws IOException {
    if (!Files.getFileStore(keyFile).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(keyFile);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
      LOG.warn("everyone on this machine can read {}; chmod 600 {}", keyFile, keyFile);
    }
  }

  private static void awaitEnd() throws InterruptedException {
    Thread caller = Thread.currentThread();
    CountDownLatch end = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              end.countDown();
              try {
                // The JVM ends with its hooks: this one waits until all is closed.
                caller.join(2_000);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "serve-end");
    Runtime.getRuntime().addShutdownHook(hook);
    end.await();
  }

  private int say(int code, String message) {
    spec.commandLine().getErr().println(message);
    return code;
  }
}
