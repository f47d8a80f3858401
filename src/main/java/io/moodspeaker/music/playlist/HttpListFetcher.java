package io.moodspeaker.music.playlist;

import io.moodspeaker.music.Cover;
import io.moodspeaker.music.ListFetcher;
import io.moodspeaker.music.Locations;
import io.moodspeaker.support.AnyCertificate;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Urls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches lists over HTTP: only the beginning of what comes, and only for some seconds. */
public final class HttpListFetcher implements ListFetcher {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListFetcher.class);

  /** Who asks: some servers refuse libraries that give their own name. */
  public static final String USER_AGENT = "moodspeaker/1 (speaker)";

  /** A person waits for the music; what takes longer is no station. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Lists of a music server can be long; more than this is the stream itself. */
  private static final int MOST_BYTES = 4 << 20;

  private static final int MOST_REDIRECTS = 6;

  private static final Set<String> LIST_TYPES =
      Set.of(
          "audio/x-mpegurl",
          "audio/mpegurl",
          "application/mpegurl",
          "application/x-mpegurl",
          "application/vnd.apple.mpegurl",
          "audio/x-scpls",
          "audio/scpls",
          "application/pls+xml",
          "application/xspf+xml",
          "video/x-ms-asf",
          "video/x-ms-asx",
          "audio/x-ms-wax",
          "video/x-ms-wvx");

  /**
   * How something is fetched.
   *
   * @param text whether what is no text is not wanted
   * @param mayAsk whether this server may be asked, at the first or after a redirect
   */
  private record Visit(boolean text, Predicate<URI> mayAsk) {}

  private static final Visit LISTS = new Visit(true, uri -> true);

  private final Supplier<HttpClient> clients;

  /** A fetcher whose clients are made by a function, one for each list, and shut down after it. */
  HttpListFetcher(Supplier<HttpClient> clients) {
    this.clients = clients;
  }

  /**
   * A fetcher.
   *
   * @param allowInvalidTls whether to take any certificate of an https server
   */
  public HttpListFetcher(boolean allowInvalidTls) {
    this(
        () -> {
          HttpClient.Builder client =
              HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
          return (allowInvalidTls ? client.sslContext(AnyCertificate.context()) : client).build();
        });
  }

  @Override
  public Optional<RemoteList> fetch(String address) throws IOException {
    HttpResponse<byte[]> got = get(address, LISTS);
    boolean declared = LIST_TYPES.contains(type(got.headers()));
    return ListParser.isList(got.body(), declared)
        ? Optional.of(new RemoteList(got.uri(), got.body()))
        : Optional.empty();
  }

  /**
   * The picture at an address that a station or a list names; empty if there is none. Takes some
   * seconds at most.
   *
   * @param namedBy the address of whoever names it: only a server of this house may send to others
   *     of it
   */
  public Optional<Cover> picture(String address, String namedBy) {
    try {
      boolean house = !Locations.isUrl(namedBy) || isOfThisHouse(uri(namedBy));
      Visit visit = new Visit(false, to -> house || !isOfThisHouse(to));
      return Cover.of(get(address, visit).body());
    } catch (IOException e) {
      LOG.debug("no picture at {}", Locations.shown(address), e);
      return Optional.empty();
    }
  }

  private static boolean isOfThisHouse(URI uri) {
    try {
      return Stream.of(InetAddress.getAllByName(uri.getHost()))
          .anyMatch(
              at ->
                  at.isLoopbackAddress()
                      || at.isAnyLocalAddress()
                      || at.isLinkLocalAddress()
                      || at.isSiteLocalAddress()
                      || (at.getAddress()[0] & 0xfe)
                          == 0xfc); // fc00::/7, which Java has no word for.
    } catch (UnknownHostException e) {
      return false; // Then nobody is asked.
    }
  }

  /**
   * What is at an address, at most 4 MiB of it.
   *
   * @throws IOException if nobody answers there within some seconds, or with an error
   */
  public byte[] document(String address) throws IOException {
    return get(address, LISTS).body();
  }

  private HttpResponse<byte[]> get(String address, Visit visit) throws IOException {
    HttpClient client = clients.get();
    CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
    try {
      answer = follow(client, visit, uri(address), Optional.empty(), 0);
      HttpResponse<byte[]> got = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (got.statusCode() >= 400) {
        throw new IOException("the server answers " + got.statusCode());
      }
      return got;
    } catch (TimeoutException e) {
      throw new IOException("the server does not answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    } finally {
      answer.cancel(true);
      client.shutdownNow();
    }
  }

  private static String reason(Throwable cause) {
    return Urls.withoutSecrets(Reason.of(cause));
  }

  private static URI uri(String address) throws IOException {
    try {
      URI uri = Locations.address(address);
      if (!Locations.isUrl(uri.toString()) || uri.getHost() == null) {
        throw new IOException("is no web address");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new IOException("is no web address", e);
    }
  }

  /** Follows redirects itself: a name and password go to the host alone that they are for. */
  private static CompletableFuture<HttpResponse<byte[]>> follow(
      HttpClient client, Visit visit, URI uri, Optional<String> user, int redirects) {
    if (!visit.mayAsk().test(uri)) {
      return CompletableFuture.failedFuture(new IOException("is a server of this house"));
    }
    Optional<String> login = Optional.ofNullable(uri.getRawUserInfo()).or(() -> user);
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(withoutUser(uri));
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(new IOException("is no web address", e));
    }
    request.header("User-Agent", USER_AGENT).timeout(PATIENCE);
    login.ifPresent(
        name ->
            request.header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(Locations.decoded(name).getBytes(StandardCharsets.UTF_8))));
    return client
        .sendAsync(
            request.build(),
            info ->
                new Beginning(
                    info.statusCode() / 100 == 3 || isSound(info.headers()) ? 0 : MOST_BYTES,
                    visit.text()))
        .thenCompose(
            got -> {
              Optional<String> to = got.headers().firstValue("Location");
              if (got.statusCode() / 100 != 3 || to.isEmpty()) {
                return CompletableFuture.completedFuture(got);
              }
              if (redirects >= MOST_REDIRECTS) {
                return CompletableFuture.failedFuture(new IOException("redirects without end"));
              }
              try {
                URI next = uri(got.uri().resolve(Locations.address(to.get())).toString());
                boolean same = next.getHost().equals(got.uri().getHost());
                return follow(client, visit, next, same ? login : Optional.empty(), redirects + 1);
              } catch (IOException | IllegalArgumentException e) {
                return CompletableFuture.failedFuture(
                    new IOException("redirects to what is no web address", e));
              }
            });
  }

  private static URI withoutUser(URI uri) {
    return uri.getRawUserInfo() == null
        ? uri
        : URI.create(uri.toString().replaceFirst("//[^/?#]*@", "//"));
  }

  private static boolean isSound(HttpHeaders headers) {
    String type = type(headers);
    boolean radio = headers.map().keySet().stream().anyMatch(name -> name.startsWith("icy-"));
    boolean sound =
        type.startsWith("audio/") || type.startsWith("video/") || type.equals("application/ogg");
    return (radio || sound) && !LIST_TYPES.contains(type);
  }

  private static String type(HttpHeaders headers) {
    return headers
        .firstValue("Content-Type")
        .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** Takes so many bytes and then hangs up: a stream has no end. */
  private static final class Beginning implements BodySubscriber<byte[]> {
    private final int most;
    private final boolean text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.Subscription subscription;

    Beginning(int most, boolean text) {
      this.most = most;
      this.text = text;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription from) {
      subscription = from;
      if (most == 0) {
        from.cancel();
        body.complete(new byte[0]);
      } else {
        from.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
      for (ByteBuffer piece : pieces) {
        byte[] some = new byte[Math.min(piece.remaining(), most - bytes.size())];
        piece.get(some);
        bytes.writeBytes(some);
      }
      boolean noText = text && bytes.size() >= 512 && !looksLikeText();
      if (bytes.size() >= most || noText) {
        subscription.cancel();
        body.complete(noText ? new byte[0] : bytes.toByteArray());
      } else {
        subscription.request(1);
      }
    }

    /** Sound holds bytes that no text does. */
    private boolean looksLikeText() {
      byte[] all = bytes.toByteArray();
      boolean wide = all[0] == (byte) 0xFF || all[0] == (byte) 0xFE; // Perhaps UTF-16.
      for (int i = 0; i < 512; i++) {
        if (all[i] >= 0 && all[i] < 9 && !(wide && all[i] == 0)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
