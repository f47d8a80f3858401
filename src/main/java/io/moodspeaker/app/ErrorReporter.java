package io.moodspeaker.app;

import io.moodspeaker.support.OneLine;
import io.moodspeaker.support.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place where the routes' errors end: a line in the log for each new error, not for each frame.
 * Safe for use by several threads.
 */
public final class ErrorReporter {
  private static final Logger LOG = LoggerFactory.getLogger("moodspeaker");

  /** An error that lasts is told again this often, so that a log of one day shows it. */
  private static final Duration REPEAT = Duration.ofHours(1);

  /** Messages may carry numbers that differ each time; this many are remembered. */
  private static final int REMEMBERED = 50;

  private final InstantSource clock;
  private final Map<String, Instant> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Nothing told yet. */
  public ErrorReporter(InstantSource clock) {
    this.clock = clock;
  }

  /** Logs the exception that ended an exchange, unless the same one was told of lately. */
  public void report(Exchange exchange) {
    Throwable error = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    String route =
        exchange.getProperty(
            ExchangePropertyKey.FAILURE_ROUTE_ID, exchange.getFromRouteId(), String.class);
    String line = route + ": " + OneLine.of(plain(error));
    if (isNew(line)) {
      LOG.error("{}", line);
      LOG.debug("where it came from", error);
    }
  }

  private synchronized boolean isNew(String line) {
    Instant now = clock.instant();
    Instant last = told.get(line);
    if (last != null && now.isBefore(last.plus(REPEAT)) && !now.isBefore(last)) {
      return false;
    }
    told.put(line, now);
    return true;
  }

  private static String plain(Throwable error) {
    return SystemLibraries.explain(error).orElseGet(() -> Reason.withFile(innermost(error)));
  }

  /** Camel wraps; what people can act on stands in the message of what it wrapped. */
  private static Throwable innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getClass().getName().startsWith("org.apache.camel.")) {
      cause = cause.getCause();
    }
    return cause;
  }
}
