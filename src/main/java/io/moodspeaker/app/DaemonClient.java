package io.moodspeaker.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Talks to the running daemon over its HTTP API. On a plain socket: Java's HTTP client takes ten
 * times as long to load as all the rest of a command.
 */
public final class DaemonClient {
  /** The daemon is on this machine: what takes longer than this hangs. */
  private static final int TIMEOUT_MILLIS = 10_000;

  /** A hundred times what the daemon tells; something else at its port may never end. */
  private static final int MOST_BYTES = 8 << 20;

  private final String host;
  private final int port;
  private final String token;

  /** A client of the daemon at {@code http://host:port}, which asks for no token. */
  public DaemonClient(String host, int port) {
    this(host, port, "");
  }

  /**
   * A client of the daemon at {@code http://host:port}.
   *
   * @param token empty for none
   */
  public DaemonClient(String host, int port, String token) {
    this.token = token;
    this.host = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    this.port = port;
  }

  /**
   * A client of the daemon that an installation's settings describe.
   *
   * @param overrides by name, as from {@code --set name=value}
   */
  public static DaemonClient of(
      Path home, Map<String, String> environment, Map<String, String> overrides) {
    Properties file = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("config/moodspeaker.properties"))) {
      file.load(in);
    } catch (IOException | IllegalArgumentException unreadable) {
      // The daemon tells of that; here the defaults are the best guess.
    }
    String port = setting("http.port", "8780", file, environment, overrides);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535) {
      throw new IllegalArgumentException("http.port must be 0 to 65535, was '" + port + "'");
    }
    return new DaemonClient(
        setting("http.host", "127.0.0.1", file, environment, overrides),
        Integer.parseInt(port),
        token(home, file, environment, overrides));
  }

  /** The token that is set, or that the daemon made; empty where this user can read none. */
  private static String token(
      Path home, Properties file, Map<String, String> environment, Map<String, String> overrides) {
    String set = setting("http.token", "", file, environment, overrides);
    String named = setting("http.token-file", "", file, environment, overrides);
    String state = setting("state.dir", "auto", file, environment, overrides);
    String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path made =
        state.equals("auto")
            ? Path.of(
                    environment.getOrDefault(
                        "STATE_DIRECTORY",
                        environment.getOrDefault("XDG_STATE_HOME", user + "/.local/state")
                            + "/moodspeaker"))
                .resolve("http.token")
            : home.resolve(state).resolve("http.token");
    if (!set.isEmpty()) {
      return set;
    }
    try {
      return Files.readString(named.isEmpty() ? made : home.resolve(named)).strip();
    } catch (IOException noneToRead) {
      return "";
    }
  }

  private static String setting(
      String name,
      String byDefault,
      Properties file,
      Map<String, String> environment,
      Map<String, String> overrides) {
    String variable =
        "MOODSPEAKER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    String value =
        overrides.getOrDefault(
            name, environment.getOrDefault(variable, file.getProperty(name, byDefault)));
    return value.strip();
  }

  /** What the daemon refused; the message is its reason. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedException(int status, String reason) {
      super(reason);
      this.status = status;
    }

    /** The HTTP status: 400 to 599. */
    public int status() {
      return status;
    }
  }

  /**
   * The answer to {@code GET path}.
   *
   * @param accept the media type of the answer
   * @throws IOException if no daemon answers there, or not as it should
   */
  public String get(String path, String accept) throws IOException {
    return send("GET", path, accept, "");
  }

  /**
   * The answer to {@code POST path} with some text.
   *
   * @param accept the media type of the answer
   * @throws RefusedException if the daemon does not do it
   * @throws IOException if no daemon answers there, or not as it should
   */
  public String post(String path, String accept, String body) throws IOException {
    return send("POST", path, accept, body);
  }

  /** Where a path of the daemon's is. */
  public URI uri(String path) {
    return URI.create("http://" + host + ":" + port + path);
  }

  /** What lets a request in: the value of its {@code Authorization}; empty for none. */
  public Optional<String> authorization() {
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }

  private String send(String method, String path, String accept, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(300);
    line(head, method, " ", path, " HTTP/1.1");
    line(head, "Host: ", host, ":", Integer.toString(port));
    line(head, "Accept: ", accept);
    line(head, "Content-Type: text/plain");
    line(head, "Content-Length: ", Integer.toString(bytes.length));
    if (!token.isEmpty()) {
      line(head, "Authorization: Bearer ", token);
    }
    line(head, "Connection: close");
    line(head);
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
      return answer(socket.getInputStream().readNBytes(MOST_BYTES));
    } catch (ConnectException | UnknownHostException refused) {
      throw new IOException(
          "no daemon answers at http://%s:%d; is it running? (systemctl status moodspeaker)"
              .formatted(host, port),
          refused);
    } catch (SocketTimeoutException hanging) {
      throw new IOException(
          "the daemon at http://%s:%d does not answer; see: journalctl -u moodspeaker"
              .formatted(host, port),
          hanging);
    }
  }

  /** Joined and not formatted: a formatter takes longer to load than the daemon to answer. */
  private static void line(StringBuilder head, String... words) {
    for (String word : words) {
      head.append(word);
    }
    head.append('\r').append('\n');
  }

  private String answer(byte[] response) throws IOException {
    String text = new String(response, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.matches("(?s)HTTP/1\\.1 [0-9]{3}.*") || end < 0) {
      throw noDaemon();
    }
    int status = Integer.parseInt(text.substring(9, 12));
    byte[] raw = text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    boolean chunked =
        text.substring(0, end).toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    String body = new String(chunked ? joined(raw) : raw, StandardCharsets.UTF_8);
    if (status / 100 != 2) {
      throw new RefusedException(status, body.strip());
    }
    return body;
  }

  private byte[] joined(byte[] chunks) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (at < chunks.length) {
      int end = at;
      while (end < chunks.length && chunks[end] != '\r') {
        end++;
      }
      String size =
          new String(chunks, at, end - at, StandardCharsets.US_ASCII).replaceFirst(";.*", "");
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        throw noDaemon();
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        return body.toByteArray();
      }
      if (length > chunks.length - end - 2) {
        break;
      }
      body.write(chunks, end + 2, length);
      at = end + 2 + length + 2;
    }
    throw new IOException("the answer of http://%s:%d is cut off".formatted(host, port));
  }

  private IOException noDaemon() {
    return new IOException("what answers at http://%s:%d is no daemon".formatted(host, port));
  }
}
