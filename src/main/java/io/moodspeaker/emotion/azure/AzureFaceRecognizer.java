package io.moodspeaker.emotion.azure;

import io.moodspeaker.emotion.EmotionException;
import io.moodspeaker.emotion.EmotionRecognizer;
import io.moodspeaker.emotion.PermanentEmotionException;
import io.moodspeaker.model.Face;
import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.model.Frame;
import io.moodspeaker.model.Observation;
import io.moodspeaker.support.Backoff;
import io.moodspeaker.support.Durations;
import io.moodspeaker.support.MonotonicClock;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads emotions by asking a server of the Azure Face detect contract. Safe for use by several
 * threads.
 *
 * <p>A failed call is repeated with backoff, a few times. After that, and when the server asks for
 * it, frames fail at once until a pause is over; an answer that only another configuration can
 * change ends all calls. The contract: <a
 * href="https://learn.microsoft.com/rest/api/face/face-detection-operations/detect">Detect</a>.
 */
public final class AzureFaceRecognizer implements EmotionRecognizer {
  /** Waits between two calls. */
  public interface Sleeper {
    /** Waits for this long. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** 1 MB: the 100 faces of the largest answer take about 60 KB. */
  static final int MAXIMUM_ANSWER = 1024 * 1024;

  /** No server answers sooner; a call with less time left would only hide why the last failed. */
  private static final Duration LEAST = Duration.ofMillis(50);

  /** Longer than all attempts of one frame. */
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  /** Before another call: a quarter of a second first, so that the third comes within one. */
  private static final Backoff CALLS = Backoff.steady(Duration.ofMillis(250), NO_LIMIT);

  /** After frames that failed: up to as long as the circuit breaker waits before it tries again. */
  private static final Backoff FRAMES =
      Backoff.steady(Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** Ten seconds when a busy server doesn't say how long. */
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(10);

  /** Ten minutes: a used-up quota or a firewall doesn't change within seconds. */
  private static final Duration FORBIDDEN_PAUSE = Duration.ofMinutes(10);

  /** A day: a server that asks for more is taken to be wrong about it. */
  private static final Duration LONGEST_OBEDIENCE = Duration.ofDays(1);

  private static final MediaType OCTETS = MediaType.get("application/octet-stream");
  private static final Logger LOG = LoggerFactory.getLogger(AzureFaceRecognizer.class);

  /** Why no call is made, and until when. */
  private record Pause(Instant until, String why) {
    static final Pause NONE = new Pause(Instant.MIN, "");

    boolean isPermanent() {
      return until.equals(Instant.MAX);
    }
  }

  /** A failure that the next call may not meet. */
  private static final class PassingException extends EmotionException {
    private static final long serialVersionUID = 1;

    PassingException(String message) {
      super(message);
    }

    PassingException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final AzureSettings settings;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;
  private final OkHttpClient client;
  private final HttpUrl url;
  private final AtomicReference<Pause> pause = new AtomicReference<>(Pause.NONE);
  private final AtomicInteger failedFrames = new AtomicInteger();
  private volatile boolean closed;

  /** A client on a clock that no one sets. */
  public AzureFaceRecognizer(AzureSettings settings) {
    this(settings, MonotonicClock.start(), Thread::sleep, RandomGenerator.getDefault());
  }

  /** A client on a given clock, which the pauses follow. */
  public AzureFaceRecognizer(
      AzureSettings settings, InstantSource clock, Sleeper sleeper, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
    client =
        new OkHttpClient.Builder()
            .callTimeout(settings.timeout())
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            // The key must not follow a redirect to another host.
            .followRedirects(false)
            .followSslRedirects(false)
            .build();
    url =
        HttpUrl.get(settings.endpoint())
            .newBuilder()
            .addPathSegments("face/v1.0/detect")
            .addQueryParameter("returnFaceId", "false")
            .addQueryParameter("returnFaceAttributes", "emotion")
            .addQueryParameter("detectionModel", "detection_01")
            .build();
  }

  @Override
  public Observation recognize(Frame frame) throws EmotionException {
    return recognize(frame, NO_LIMIT);
  }

  @Override
  public Observation recognize(FacesInFrame found, Duration limit) throws EmotionException {
    return recognize(found.frame(), limit.isZero() ? NO_LIMIT : limit);
  }

  private Observation recognize(Frame frame, Duration limit) throws EmotionException {
    if (closed) {
      throw new EmotionException("recogniser azure is closed");
    }
    Pause now = pause.get();
    if (now.isPermanent()) {
      throw new PermanentEmotionException(now.why());
    }
    if (clock.instant().isBefore(now.until())) {
      throw new EmotionException(now.why() + "; not asked again before " + now.until());
    }
    Optional<SentPicture> picture = SentPicture.of(frame, settings.maximumSide());
    List<Face> faces = picture.isPresent() ? ask(picture.get(), limit) : List.of();
    return new Observation(frame.time(), faces);
  }

  @Override
  public String name() {
    return "azure";
  }

  @Override
  public void close() {
    closed = true;
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** Asks until there is an answer, the attempts are used up, or the limit would be passed. */
  private List<Face> ask(SentPicture picture, Duration limit) throws EmotionException {
    Instant end = clock.instant().plus(limit);
    Duration left = limit;
    for (int attempt = 1; ; attempt++) {
      try {
        List<Face> faces =
            askOnce(picture, left.compareTo(settings.timeout()) < 0 ? left : settings.timeout());
        failedFrames.set(0);
        return faces;
      } catch (PassingException e) {
        Duration backoff = jittered(CALLS.pause(attempt));
        if (attempt == settings.attempts()
            || !clock.instant().plus(backoff).plus(LEAST).isBefore(end)) {
          String why = e.getMessage() + " (" + attempt + (attempt == 1 ? " call)" : " calls)");
          pauseAfterFailure(why);
          throw new EmotionException(why, e);
        }
        backOff(backoff, e);
        left = Duration.between(clock.instant(), end);
      }
    }
  }

  private List<Face> askOnce(SentPicture picture, Duration timeout) throws EmotionException {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Ocp-Apim-Subscription-Key", settings.key())
            .header("Accept", "application/json")
            .post(new OneShot(picture.jpeg()))
            .build();
    int status;
    Optional<Duration> retryAfter;
    byte[] body;
    Call call = client.newCall(request);
    call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      status = response.code();
      retryAfter =
          RetryAfter.parse(
              Optional.ofNullable(response.header("Retry-After")),
              Optional.ofNullable(response.header("Date")),
              clock.instant());
      BufferedSource source = response.body().source();
      if (source.request(MAXIMUM_ANSWER + 1L)) {
        throw failed("an answer of over " + MAXIMUM_ANSWER + " bytes");
      }
      body = source.readByteArray();
    } catch (IOException e) {
      if (closed) {
        throw new EmotionException("recogniser azure is closed", e);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new EmotionException(at("the call was interrupted"), e);
      }
      if (call.isCanceled() && e instanceof InterruptedIOException) {
        throw new PassingException(at("no answer within " + Durations.format(timeout)), e);
      }
      throw new PassingException(at(Reason.of(e)), e);
    }
    if (status == 200) {
      try {
        return FaceAnswers.faces(body, picture);
      } catch (EmotionException e) {
        String why = at(e.getMessage());
        pauseAfterFailure(why);
        throw new EmotionException(why, e);
      }
    }
    throw refused(status, retryAfter, FaceAnswers.problem(body));
  }

  /** What an answer other than 200 means for this frame and the next ones. */
  private EmotionException refused(
      int status, Optional<Duration> retryAfter, FaceAnswers.Problem problem) {
    String answer = "answer " + status;
    if (!problem.code().isEmpty() && !problem.code().equals(String.valueOf(status))) {
      answer += " " + redacted(problem.code());
    }
    if (!problem.message().isEmpty()) {
      answer += ": " + redacted(problem.message()).replaceAll("\\.$", "");
    }
    if (status == 401) {
      return permanent(answer + "; not asked again until endpoint or key change");
    }
    if (status == 403 && problem.code().equals("UnsupportedFeature")) {
      return permanent(
          answer
              + "; this server reads no emotions (the public service ended them in 2023), not asked"
              + " again: set another endpoint, such as one of 'moodspeaker serve'");
    }
    if (status == 400
        && (problem.code().equals("InvalidImage") || problem.code().equals("InvalidImageSize"))) {
      return new EmotionException(at(answer));
    }
    if (status == 429 || (status == 503 && retryAfter.isPresent())) {
      return pauseFor(retryAfter.orElse(BUSY_PAUSE), answer);
    }
    if (status == 403) {
      return pauseFor(retryAfter.orElse(FORBIDDEN_PAUSE), answer);
    }
    if (status == 408 || status >= 500) {
      return new PassingException(at(answer));
    }
    if (status == 404 || (status >= 300 && status < 400)) {
      answer += "; is the endpoint right?";
    }
    return failed(answer);
  }

  private EmotionException permanent(String answer) {
    String why = at(answer);
    Pause before = pause.getAndSet(new Pause(Instant.MAX, why));
    if (!before.isPermanent()) {
      LOG.error(why);
    }
    return new PermanentEmotionException(why);
  }

  private EmotionException pauseFor(Duration asked, String answer) {
    Duration length = asked.compareTo(LONGEST_OBEDIENCE) > 0 ? LONGEST_OBEDIENCE : asked;
    String why = at(answer);
    pauseUntil(clock.instant().plus(length), why);
    return new EmotionException(why + "; not asked again for " + length.toSeconds() + " s");
  }

  private EmotionException failed(String answer) {
    String why = at(answer);
    pauseAfterFailure(why);
    return new EmotionException(why);
  }

  private void pauseAfterFailure(String why) {
    Duration length = FRAMES.pause(failedFrames.incrementAndGet());
    pauseUntil(clock.instant().plus(jittered(length)), why);
  }

  private void pauseUntil(Instant until, String why) {
    pause.accumulateAndGet(new Pause(until, why), (a, b) -> b.until().isAfter(a.until()) ? b : a);
  }

  private void backOff(Duration length, EmotionException failure) throws EmotionException {
    try {
      sleeper.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw new EmotionException(
          "interrupted while waiting after: " + failure.getMessage(), failure);
    }
  }

  /** Half to all of a time, so that many clients don't come back at once. */
  private Duration jittered(Duration length) {
    return Duration.ofNanos((long) (length.toNanos() * random.nextDouble(0.5, 1)));
  }

  private String at(String what) {
    return settings.endpoint().getHost() + ": " + what;
  }

  /** A server's words, short, on one line, and without the key should it have sent it back. */
  private String redacted(String words) {
    String line = words.replace(settings.key(), "…").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }

  /** A body that OkHttp may not send again by itself: how often is decided here. */
  private static final class OneShot extends RequestBody {
    private final byte[] bytes;

    OneShot(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return OCTETS;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
