package io.moodspeaker.camera.rpicam;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.JpegDecoder;
import io.moodspeaker.camera.JpegSplitter;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Raspberry Pi's own camera: {@code rpicam-vid} as a child, which writes JPEGs into a pipe. It
 * ends with the source, and with the daemon, whose end closes the pipe.
 */
public final class RpicamSource implements FrameSource {
  private static final Logger LOG = LoggerFactory.getLogger(RpicamSource.class);

  /** Ten frames a second: what a detector of movement needs, at a third of the usual work. */
  private static final int USUAL_FPS = 10;

  /** So many lines of what it complained of last belong to a message. */
  private static final int LINES = 3;

  private static final int ENDING_MS = 1000;

  private final String name;
  private final Process process;
  private final JpegSplitter pictures;
  private final JpegDecoder decoder;
  private final InstantSource clock;
  private final Deque<String> complaints = new ArrayDeque<>();
  private final Thread listening;
  private final String description;
  private byte[] picture = {};

  private RpicamSource(
      String name, Process process, String description, JpegDecoder decoder, InstantSource clock) {
    this.name = name;
    this.process = process;
    this.description = description;
    this.pictures = new JpegSplitter(process.getInputStream());
    this.decoder = decoder;
    this.clock = clock;
    this.listening = Threads.start("camera-stderr", this::listen);
  }

  /**
   * Starts the command.
   *
   * @param command {@code rpicam-vid} or {@code libcamera-vid}
   * @param number of the camera, from 0
   * @throws CameraException if it can't be started; the message says why and what helps
   */
  public static RpicamSource open(
      Path command,
      String number,
      StreamSettings settings,
      JpegDecoder decoder,
      InstantSource clock)
      throws CameraException {
    int fps = settings.fps().orElse(USUAL_FPS);
    String name = command.getFileName() + " camera " + number;
    List<String> line =
        List.of(
            command.toString(),
            "--timeout",
            "0",
            "--nopreview",
            "--codec",
            "mjpeg",
            "--camera",
            number,
            "--width",
            Integer.toString(settings.width()),
            "--height",
            Integer.toString(settings.height()),
            "--framerate",
            Integer.toString(fps),
            "--flush",
            "--output",
            "-");
    try {
      Process process = new ProcessBuilder(line).start();
      process.getOutputStream().close();
      return new RpicamSource(
          name,
          process,
          "%s %dx%d at %d fps".formatted(name, settings.width(), settings.height(), fps),
          decoder,
          clock);
    } catch (IOException failed) {
      throw new CameraException(command + " cannot be started: " + failed.getMessage(), failed);
    }
  }

  /** Hears what the command says, which would otherwise fill its pipe and stop it. */
  private void listen() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LOG.debug("{}: {}", name, line);
        // Lines that begin so tell of each frame.
        if (!line.isBlank() && !line.startsWith("#")) {
          remember(line.strip());
        }
      }
    } catch (IOException closed) {
      LOG.debug("{} was closed", name, closed);
    }
  }

  private synchronized void remember(String line) {
    complaints.addLast(line);
    if (complaints.size() > LINES) {
      complaints.removeFirst();
    }
  }

  @Override
  public boolean advance() throws CameraException {
    try {
      Optional<byte[]> next = pictures.next();
      if (next.isPresent()) {
        picture = next.get();
        return true;
      }
    } catch (IOException broken) {
      LOG.debug("{} broke off", name, broken);
    } catch (CameraException large) {
      throw new CameraException(name + " " + large.getMessage(), large);
    }
    throw new CameraException(ending());
  }

  @Override
  public Frame frame() throws CameraException {
    return decoder.decode(name, picture, clock.instant());
  }

  /** What became of it, in its own words. */
  private String ending() {
    try {
      String how = " goes on without pictures";
      if (process.waitFor(ENDING_MS, TimeUnit.MILLISECONDS)) {
        how = " ended with " + process.exitValue();
        listening.join(ENDING_MS);
      }
      synchronized (this) {
        return name + how + (complaints.isEmpty() ? "" : ": " + String.join(" / ", complaints));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return name + " was closed";
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(ENDING_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException closed) {
      // Whoever closes a camera interrupts its reader.
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
