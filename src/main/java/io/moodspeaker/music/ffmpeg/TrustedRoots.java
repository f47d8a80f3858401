package io.moodspeaker.music.ffmpeg;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates that Java trusts, as a file for FFmpeg, which brings none of its own and checks
 * none unless it is told to.
 */
final class TrustedRoots {
  private static final int PATIENCE_MILLIS = 8000;

  private static Path file;

  private TrustedRoots() {}

  /** A file of PEM certificates, written once. */
  static synchronized Path file() throws IOException {
    if (file != null && Files.exists(file)) {
      return file;
    }
    StringBuilder pem = new StringBuilder();
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate root : x509.getAcceptedIssuers()) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                .append(lines.encodeToString(root.getEncoded()))
                .append("\n-----END CERTIFICATE-----\n");
          }
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("Java's trusted certificates cannot be read: " + e.getMessage(), e);
    }
    Path written = Files.createTempFile("moodspeaker-roots", ".pem");
    written.toFile().deleteOnExit();
    Files.writeString(written, pem, StandardCharsets.US_ASCII);
    file = written;
    return written;
  }

  /**
   * Checks the certificate of a server that goes by a number: FFmpeg compares names alone.
   *
   * @throws IOException if it does not answer or its certificate is not for this number
   */
  static void check(URI address) throws IOException {
    String host = String.valueOf(address.getHost());
    boolean number = host.startsWith("[") || host.matches("[0-9.]+");
    if (!"https".equalsIgnoreCase(address.getScheme()) || !number) {
      return;
    }
    int port = address.getPort() < 0 ? 443 : address.getPort();
    try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.startHandshake();
    } catch (IOException e) {
      throw new IOException(
          "the server's certificate is refused: "
              + e.getMessage()
              + "; tls.allow-invalid = yes takes it all the same",
          e);
    }
  }
}
