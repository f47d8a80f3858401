package io.moodspeaker.web.camel;

import io.moodspeaker.web.WebMetrics;
import java.time.Duration;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Tells how long each step of the routes took, by its endpoint without parameters. */
final class StageTimes extends EventNotifierSupport {
  private final WebMetrics metrics;

  StageTimes(WebMetrics metrics) {
    this.metrics = metrics;
    setIgnoreCamelContextEvents(true);
    setIgnoreCamelContextInitEvents(true);
    setIgnoreRouteEvents(true);
    setIgnoreServiceEvents(true);
    setIgnoreStepEvents(true);
    setIgnoreExchangeAsyncProcessingStartedEvents(true);
    setIgnoreExchangeCreatedEvent(true);
    setIgnoreExchangeCompletedEvent(true);
    setIgnoreExchangeFailedEvents(true);
    setIgnoreExchangeRedeliveryEvents(true);
    // Sending is heard too: Camel measures nothing for who does not hear it begin.
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeSentEvent sent) {
      metrics.took(
          sent.getEndpoint().getEndpointBaseUri().replace("://", ":"),
          Duration.ofMillis(sent.getTimeTaken()));
    }
  }

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof ExchangeSentEvent || event instanceof CamelEvent.ExchangeSendingEvent;
  }
}
