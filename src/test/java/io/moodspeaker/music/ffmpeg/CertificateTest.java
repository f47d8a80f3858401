package io.moodspeaker.music.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Sounds;
import io.moodspeaker.music.playlist.HttpListFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A radio whose certificate is for another name, and by nobody known. */
class CertificateTest {
  @TempDir Path folder;

  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=elsewhere.example",
                "-alias",
                "radio",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-validity",
                "2")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    byte[] song = Files.readAllBytes(Sounds.write(folder.resolve("a.mp3"), Sounds.tone(440, 2)));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/a.mp3",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "audio/mpeg");
          exchange.sendResponseHeaders(200, song.length);
          exchange.getResponseBody().write(song);
          exchange.close();
        });
    server.createContext(
        "/list",
        exchange -> {
          byte[] list = "#EXTM3U\n/a.mp3\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, list.length);
          exchange.getResponseBody().write(list);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String at(String host, String path) {
    return "https://" + host + ":" + server.getAddress().getPort() + path;
  }

  @Test
  void it_is_refused_unless_told_otherwise() throws IOException {
    for (String host : new String[] {"127.0.0.1", "localhost"}) {
      assertThatThrownBy(() -> new FfmpegOpener().open(at(host, "/a.mp3")).close())
          .as(host)
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> new HttpListFetcher(false).fetch(at(host, "/list")))
          .as(host)
          .isInstanceOf(IOException.class);
      try (AudioSource source = new FfmpegOpener(true).open(at(host, "/a.mp3"))) {
        assertThat(source.read(new float[2048], 1024)).isPositive();
      }
    }
    assertThat(new HttpListFetcher(true).fetch(at("127.0.0.1", "/list"))).isPresent();
  }
}
