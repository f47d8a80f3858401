package io.moodspeaker.camera.http;

import io.moodspeaker.camera.CameraException;
import io.moodspeaker.support.AnyCertificate;
import io.moodspeaker.support.Urls;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An answer of a camera whose body is still to be read. Java opens it, as FFmpeg believes every
 * certificate. The one who opens it closes it.
 */
public final class HttpConnection implements AutoCloseable {
  /** Below the camera's stall time, so that a hung read ends by itself. */
  private static final int TIMEOUT_MS = 8000;

  /** As many bytes tell what a body is. */
  private static final int BEGIN = 8;

  /** What a camera sends. */
  public enum Content {
    /** JPEGs one after the other, or one alone. */
    PICTURES,
    /** A coded video. */
    VIDEO,
    /** The addresses of pieces of a video. */
    PLAYLIST
  }

  private final String name;
  private final HttpURLConnection connection;
  private final InputStream body;

  private HttpConnection(String name, HttpURLConnection connection, InputStream body) {
    this.name = name;
    this.connection = connection;
    this.body = body;
  }

  /**
   * Asks an address.
   *
   * @param address http or https, with user and password in front of the host where needed
   * @param allowInvalidTls whether a certificate is believed that does not fit
   * @throws CameraException if there is no answer or a refusal; the message says what helps
   */
  public static HttpConnection open(String address, boolean allowInvalidTls)
      throws CameraException {
    String name = Urls.withoutSecrets(address);
    try {
      URI uri = URI.create(address);
      URLConnection opened = withoutUser(uri).toURL().openConnection();
      HttpURLConnection connection = (HttpURLConnection) opened;
      connection.setConnectTimeout(TIMEOUT_MS);
      connection.setReadTimeout(TIMEOUT_MS);
      connection.setUseCaches(false);
      connection.setRequestProperty("User-Agent", "moodspeaker");
      connection.setRequestProperty("Accept", "*/*");
      login(uri).ifPresent(connection::setAuthenticator);
      if (allowInvalidTls && connection instanceof HttpsURLConnection https) {
        https.setSSLSocketFactory(AnyCertificate.context().getSocketFactory());
        https.setHostnameVerifier((host, session) -> true);
      }
      int code = connection.getResponseCode();
      if (code != HttpURLConnection.HTTP_OK) {
        connection.disconnect();
        throw new CameraException(name + " cannot be opened: it answers " + code + remedy(code));
      }
      return new HttpConnection(
          name, connection, new BufferedInputStream(connection.getInputStream()));
    } catch (SSLException refused) {
      throw new CameraException(
          name
              + " cannot be opened: its certificate is refused ("
              + refused.getMessage()
              + "); give it a valid one, or set tls.allow-invalid = yes",
          refused);
    } catch (IOException failed) {
      throw new CameraException(name + " cannot be opened: " + reason(failed), failed);
    }
  }

  /**
   * Checks the certificate of a server that FFmpeg will then open.
   *
   * @param address with a host and, where it is not the usual one, a port
   * @param usualPort of its protocol
   * @throws CameraException if it has none that fits
   */
  public static void checkCertificate(String address, int usualPort) throws CameraException {
    URI uri = URI.create(address);
    int port = uri.getPort() < 0 ? usualPort : uri.getPort();
    String host = uri.getHost();
    try (SSLSocket socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.startHandshake();
    } catch (IOException refused) {
      throw new CameraException(
          Urls.withoutSecrets(address)
              + " cannot be opened: "
              + reason(refused)
              + "; give it a valid certificate, or set tls.allow-invalid = yes",
          refused);
    }
  }

  private static URI withoutUser(URI uri) {
    String text = uri.toString();
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(text.replace("//" + uri.getRawUserInfo() + "@", "//"));
  }

  /** Tells user and password once: asked again, they were wrong. */
  private static Optional<Authenticator> login(URI uri) {
    String login = uri.getRawUserInfo();
    if (login == null) {
      return Optional.empty();
    }
    int colon = login.indexOf(':');
    String user = decoded(colon < 0 ? login : login.substring(0, colon));
    String password = colon < 0 ? "" : decoded(login.substring(colon + 1));
    return Optional.of(
        new Authenticator() {
          private boolean told;

          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            if (told || getRequestorType() != RequestorType.SERVER) {
              return null;
            }
            told = true;
            return new PasswordAuthentication(user, password.toCharArray());
          }
        });
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String remedy(int code) {
    return switch (code) {
      case 401, 403 -> "; put user and password into the address: http://user:password@host/path";
      case 404 -> "; correct the path of the address";
      default -> "";
    };
  }

  private static String reason(Exception failed) {
    if (failed instanceof UnknownHostException) {
      return "there is no host of that name";
    }
    if (failed instanceof SocketTimeoutException) {
      return "no answer within " + Duration.ofMillis(TIMEOUT_MS).toSeconds() + " s";
    }
    String message = String.valueOf(failed.getMessage());
    return Urls.withoutSecrets(message);
  }

  /** The address without what is secret in it. */
  public String name() {
    return name;
  }

  /** The body's media type in lower case, without parameters; empty where it is not told. */
  public String mediaType() {
    String type = connection.getContentType();
    return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** The body; closed with the connection. */
  public InputStream body() {
    return body;
  }

  /**
   * What the body is.
   *
   * @throws CameraException if it is none that can be watched; the message says why
   */
  public Content content() throws CameraException {
    String type = mediaType();
    if (type.startsWith("multipart/") || type.startsWith("image/")) {
      return Content.PICTURES;
    }
    String begin = begin();
    // A JPEG, or the boundary before one.
    if (begin.startsWith("\u00ff\u00d8\u00ff") || begin.startsWith("--")) {
      return Content.PICTURES;
    }
    if (type.equals("text/html") || begin.isEmpty()) {
      throw new CameraException(
          name
              + (begin.isEmpty() ? " sends nothing" : " answers with a page and no pictures")
              + "; give the address of its stream or of its snapshots");
    }
    return type.contains("mpegurl") || begin.startsWith("#EXTM3U")
        ? Content.PLAYLIST
        : Content.VIDEO;
  }

  private String begin() throws CameraException {
    try {
      body.mark(BEGIN);
      byte[] bytes = body.readNBytes(BEGIN);
      body.reset();
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException failed) {
      throw new CameraException(name + " sends nothing: " + reason(failed), failed);
    }
  }

  @Override
  public void close() {
    // Not the body: closing that would read a stream to its end.
    connection.disconnect();
  }
}
