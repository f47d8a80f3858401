package io.moodspeaker.camera.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moodspeaker.Fault;
import io.moodspeaker.camera.Camera;
import io.moodspeaker.camera.CameraException;
import io.moodspeaker.camera.CameraSettings;
import io.moodspeaker.camera.CameraSpec;
import io.moodspeaker.camera.FrameSource;
import io.moodspeaker.camera.StreamSettings;
import io.moodspeaker.camera.TestPictures;
import io.moodspeaker.camera.rpicam.Rpicam;
import io.moodspeaker.model.CameraState;
import io.moodspeaker.model.Frame;
import io.moodspeaker.support.Scheduler;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network camera on a real socket, with the habits that such cameras have. */
class StreamTest {
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final AtomicBoolean sending = new AtomicBoolean(true);
  private final Scheduler scheduler = Scheduler.onThread("camera-watch");
  private ServerSocket server;

  @BeforeEach
  void listen() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    server.close();
    for (Socket client : clients) {
      client.close();
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/live.mjpg";
  }

  private static CameraSources sources() {
    return new CameraSources(
        InstantSource.system(),
        StreamSettings.DEFAULT,
        Path.of("config/drawn-face.yaml"),
        Path.of("/dev"),
        new Rpicam(""));
  }

  private static FrameSource open(String address) throws CameraException {
    return sources().open(CameraSpec.parse(address)).source();
  }

  private Camera camera(CameraSettings settings) {
    return new Camera(
        url(),
        sources().opener(CameraSpec.parse(url())),
        settings,
        InstantSource.system(),
        scheduler,
        state -> {});
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        clients.add(client);
        Thread.ofPlatform().daemon().start(() -> serve(client));
      }
    } catch (IOException e) {
      assertThat(server.isClosed()).isTrue();
    }
  }

  /** Sends JPEGs as network cameras do, and holds its breath while {@link #sending} is false. */
  private void serve(Socket client) {
    try (OutputStream out = client.getOutputStream()) {
      write(
          out,
          "HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n\r\n");
      byte[] jpeg = TestPictures.encoded("jpg", Color.BLUE);
      while (!client.isClosed()) {
        if (sending.get()) {
          write(
              out,
              "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n");
          out.write(jpeg);
          write(out, "\r\n");
          out.flush();
        }
        LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
      }
    } catch (IOException e) {
      // The camera hung up, as it may.
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void a_network_cameras_frames_bear_the_time_of_their_arrival() throws Exception {
    Instant before = Instant.now();
    try (var source = open(url())) {
      Frame frame = source.next().orElseThrow();
      assertThat(frame.width()).isEqualTo(40);
      assertThat(TestPictures.colorOf(frame).getBlue()).isGreaterThan(200);
      assertThat(frame.time()).isBetween(before, Instant.now());
      assertThat(source.description()).isEqualTo(url() + " 40x30");
    }
  }

  @Test
  void a_network_camera_that_hangs_up_has_failed_and_not_ended() throws Exception {
    try (var source = open(url())) {
      assertThat(source.next()).isPresent();
      sending.set(false);
      for (Socket client : clients) {
        client.shutdownOutput();
      }
      assertThatThrownBy(
              () -> {
                while (true) {
                  source.next();
                }
              })
          .isInstanceOf(CameraException.class)
          .hasMessageContaining("sends no more pictures");
    }
  }

  @Test
  @Fault(
      value = "A network camera hangs",
      seen = "`lost`",
      goesOn = "the last mood, music, light, page",
      heals = "by itself, when it sends again",
      within = "15 s")
  void a_network_camera_that_holds_its_breath_is_lost_and_comes_back() {
    CameraSettings quick = new CameraSettings(Duration.ofSeconds(2), Duration.ofSeconds(1));
    try (Camera camera = camera(quick)) {
      camera.start();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> camera.take(Duration.ZERO), Optional::isPresent);
      sending.set(false);
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> camera.status().state() == CameraState.LOST);
      Instant lost = Instant.now();
      sending.set(true);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> camera.status().state() == CameraState.RUNNING);
      assertThat(Duration.between(lost, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void a_silent_peer_keeps_neither_the_camera_from_closing_nor_others_from_opening()
      throws Exception {
    sending.set(false);
    Camera camera = camera(CameraSettings.DEFAULT);
    camera.start();
    await().until(() -> !clients.isEmpty());
    Instant before = Instant.now();
    assertThatThrownBy(() -> open("http://127.0.0.1:9/"))
        .hasMessageContaining("Connection refused");
    camera.close();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }
}
