package io.moodspeaker.alert.camel;

import io.moodspeaker.alert.Alert;
import io.moodspeaker.alert.AlertChannel;
import io.moodspeaker.alert.AlertJson;
import io.moodspeaker.alert.Alerts;
import io.moodspeaker.model.Mood;
import io.moodspeaker.support.PlainWords;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Begins a route with each alert. The route is a channel like any other: what fails in it is tried
 * again, also after a restart, until the route has gone through.
 */
final class AlertConsumer extends DefaultConsumer {
  private final Alerts alerts;

  AlertConsumer(AlertEndpoint endpoint, Processor processor, Alerts alerts) {
    super(endpoint, processor);
    this.alerts = alerts;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    alerts.attach("route-" + getRouteId(), new RouteChannel());
  }

  @Override
  protected void doStop() throws Exception {
    alerts.detach("route-" + getRouteId());
    super.doStop();
  }

  private final class RouteChannel implements AlertChannel {
    @Override
    public String place() {
      return "route " + getRouteId();
    }

    @Override
    public Delivery deliver(Alert alert) {
      return run(alert);
    }
  }

  private AlertChannel.Delivery run(Alert alert) {
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(AlertJson.of(alert));
    exchange.getIn().setHeader("alertId", alert.id());
    alert.mood().map(Mood::label).ifPresent(mood -> exchange.getIn().setHeader("mood", mood));
    try {
      getProcessor().process(exchange);
    } catch (Exception failed) {
      exchange.setException(failed);
    }
    Throwable failure =
        exchange.getException() != null
            ? exchange.getException()
            : exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    releaseExchange(exchange, false);
    return failure == null
        ? new AlertChannel.Delivery.Done()
        : AlertChannel.Delivery.failed(PlainWords.reason(failure));
  }
}
