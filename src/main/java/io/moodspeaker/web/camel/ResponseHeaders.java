package io.moodspeaker.web.camel;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Lets nothing of a request into the answer's headers: Camel keeps both in one message. Only what a
 * route says of its body goes out.
 */
public final class ResponseHeaders extends HttpHeaderFilterStrategy {
  private static final Set<String> TOLD = Set.of("content-type", "cache-control", "retry-after");

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !TOLD.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return TOLD.contains(name.toLowerCase(Locale.ROOT))
        || super.applyFilterToExternalHeaders(name, value, exchange);
  }
}
