package io.moodspeaker.alert.okhttp;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertSender;
import io.moodspeaker.support.Scheduler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.DoubleSupplier;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts each alert as JSON to one address, oldest first, until it was taken.
 *
 * <p>The body is {@code {"event":"mood","mood":"fear","since":"2026-11-21T08:00:00Z",
 * "confidence":0.8,"message":"looks afraid for 5 s"}}; the header {@code Idempotency-Key} is the
 * same for each attempt at one alert. Answers of 2xx end it; 408, 429, 5xx and a server that does
 * not answer are tried again, with pauses that double and vary, or as long as {@code Retry-After}
 * asks; all others drop the alert.
 *
 * <p>The address may hold secrets (user, password, path, query); only its scheme, host and port are
 * ever logged.
 */
public final class WebhookSender implements AlertSender {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpUrl url;
  private final WebhookSettings settings;
  private final Scheduler later;
  private final InstantSource clock;
  private final DoubleSupplier random;
  private final OkHttpClient client;
  private final JsonMapper json = new JsonMapper();
  private final Deque<Pending> queue = new ArrayDeque<>();
  private boolean working;
  private boolean closed;
  private long delivered;

  private static final class Pending {
    final Alert alert;
    final Instant accepted;
    int failures;

    Pending(Alert alert, Instant accepted) {
      this.alert = alert;
      this.accepted = accepted;
    }
  }

  /**
   * A sender that takes over the timer, which it blocks while it waits for an answer.
   *
   * @param url where to post to, http or https
   * @throws IllegalArgumentException if the address is neither; its text is not repeated
   */
  public WebhookSender(String url, WebhookSettings settings, Scheduler later, InstantSource clock) {
    this(url, settings, later, clock, Math::random);
  }

  /**
   * A sender with pauses that vary by a given source.
   *
   * @param random gives numbers of 0 to 1
   */
  WebhookSender(
      String url,
      WebhookSettings settings,
      Scheduler later,
      InstantSource clock,
      DoubleSupplier random) {
    this.url = parse(url);
    this.settings = settings;
    this.later = later;
    this.clock = clock;
    this.random = random;
    this.client =
        new OkHttpClient.Builder()
            .callTimeout(settings.timeout())
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            // A redirect would take the alert, and what the address holds, to somebody else.
            .followRedirects(false)
            // Retries are this class's own: OkHttp would repeat a 408 at once.
            .retryOnConnectionFailure(false)
            .build();
  }

  /**
   * Checks an address.
   *
   * @throws IllegalArgumentException if nothing can be posted to it; its text is not repeated
   */
  public static void check(String url) {
    parse(url);
  }

  private static HttpUrl parse(String url) {
    HttpUrl parsed = HttpUrl.parse(url);
    if (parsed == null) {
      throw new IllegalArgumentException(
          "alert webhook must be an http or https address like https://example.org/hook (it is not"
              + " shown here, as it may hold a secret)");
    }
    return parsed;
  }

  @Override
  public synchronized void send(Alert alert) {
    if (closed) {
      LOG.warn("alert webhook is closed: '{}' is not delivered", alert.message());
      return;
    }
    if (queue.size() == settings.queue()) {
      Pending oldest = queue.removeFirst();
      LOG.warn(
          "alert webhook {} has {} alerts waiting: the oldest, '{}' since {}, is dropped",
          place(),
          settings.queue(),
          oldest.alert.message(),
          oldest.alert.since());
    }
    queue.addLast(new Pending(alert, clock.instant()));
    if (!working) {
      working = true;
      goOn(Duration.ZERO);
    }
  }

  private void deliver() {
    Pending next = next();
    if (next != null) {
      attempt(next);
    }
  }

  /** The next alert that is not too old; null, and the work ends, when there is none. */
  private synchronized Pending next() {
    Instant oldest = clock.instant().minus(settings.keep());
    for (Iterator<Pending> all = queue.iterator(); all.hasNext(); ) {
      Pending each = all.next();
      if (!each.accepted.isBefore(oldest)) {
        return each;
      }
      all.remove();
      LOG.error(
          "alert '{}' since {} was not delivered to {} in {} attempts over {}: dropped",
          each.alert.message(),
          each.alert.since(),
          place(),
          each.failures,
          settings.keep());
    }
    working = false;
    return null;
  }

  private void attempt(Pending pending) {
    Call call = client.newCall(request(pending.alert));
    try (Response response = call.execute()) {
      int code = response.code();
      if (response.isSuccessful()) {
        succeeded(pending);
      } else if (code == REQUEST_TIMEOUT || code == TOO_MANY_REQUESTS || code >= 500) {
        failed(pending, "answered " + code, retryAfter(response));
      } else {
        refused(pending, code);
      }
    } catch (IOException e) {
      failed(pending, "can't be reached: " + e, Duration.ZERO);
    }
  }

  private Request request(Alert alert) {
    ObjectNode body = json.createObjectNode();
    body.put("event", "mood");
    body.put("mood", alert.mood().label());
    body.put("since", alert.since().toString());
    body.put("confidence", Math.round(alert.confidence() * 1000) / 1000.0);
    body.put("message", alert.message());
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", "moodspeaker")
            .header("Idempotency-Key", alert.mood().label() + "-" + alert.since())
            .post(RequestBody.create(json.writeValueAsBytes(body), JSON));
    if (!url.username().isEmpty()) {
      request.header(
          "Authorization",
          Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8));
    }
    return request.build();
  }

  private synchronized void succeeded(Pending pending) {
    queue.remove(pending);
    delivered++;
    LOG.info(
        "alert '{}' delivered to {} at attempt {}",
        pending.alert.message(),
        place(),
        pending.failures + 1);
    goOn(Duration.ZERO);
  }

  private synchronized void refused(Pending pending, int code) {
    queue.remove(pending);
    LOG.error(
        "alert '{}' dropped: webhook {} answered {}; check alert.webhook, {}",
        pending.alert.message(),
        place(),
        code,
        code < 400 ? "redirects are not followed" : "another attempt would not help");
    goOn(Duration.ZERO);
  }

  private synchronized void failed(Pending pending, String why, Duration asked) {
    if (closed) {
      return;
    }
    Duration pause = asked.isPositive() ? asked : backoff(pending.failures);
    pending.failures++;
    if (pending.failures == 1) {
      LOG.warn(
          "alert webhook {} {}; trying again in {} s and then ever less often",
          place(),
          why,
          pause.toSeconds());
    } else {
      LOG.debug("alert webhook {} {}; trying again in {}", place(), why, pause);
    }
    goOn(pause);
  }

  private void goOn(Duration pause) {
    if (!closed) {
      later.after(pause, this::deliver);
    }
  }

  /** Doubles with each failure, and varies down to a half so that many speakers spread out. */
  private Duration backoff(int failures) {
    // Beyond 2^20 any first pause is over the longest one, and shifting further would overflow.
    Duration pause = settings.firstRetry().multipliedBy(1L << Math.min(failures, 20));
    if (pause.compareTo(settings.maxRetry()) > 0) {
      pause = settings.maxRetry();
    }
    return Duration.ofMillis(Math.round(pause.toMillis() * (0.5 + random.getAsDouble() / 2)));
  }

  /** What Retry-After asks for, in seconds or as a date, at most as long as alerts are kept. */
  private Duration retryAfter(Response response) {
    String value = response.header("Retry-After", "").strip();
    Duration asked;
    if (value.matches("\\d{1,9}")) {
      asked = Duration.ofSeconds(Long.parseLong(value));
    } else {
      try {
        Instant until =
            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        asked = Duration.between(clock.instant(), until);
      } catch (DateTimeException e) {
        return Duration.ZERO;
      }
    }
    return asked.compareTo(settings.keep()) > 0 ? settings.keep() : asked;
  }

  /** The address without what may be secret. */
  private String place() {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }

  @Override
  public synchronized int pending() {
    return queue.size();
  }

  @Override
  public synchronized long delivered() {
    return delivered;
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (!queue.isEmpty()) {
        LOG.warn("stopping with {} alerts not delivered to {}", queue.size(), place());
      }
    }
    client.dispatcher().cancelAll();
    later.close();
    client.connectionPool().evictAll();
  }
}
