package io.moodspeaker.mqtt.camel;

import io.moodspeaker.mqtt.FollowMe;
import io.moodspeaker.support.Scheduler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Begins a route with each command, on a thread of the route's own. */
final class MqttConsumer extends DefaultConsumer {
  private final MqttEndpoint endpoint;
  private final MqttComponent component;
  private Scheduler thread;
  private Runnable unsubscribe = () -> {};

  MqttConsumer(MqttEndpoint endpoint, Processor processor, MqttComponent component) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.component = component;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    Scheduler mine = Scheduler.onThread("route-" + getRouteId());
    thread = mine;
    Consumer<String> begin = text -> mine.submit(() -> run(text, Map.of()));
    unsubscribe =
        switch (endpoint.getWhat()) {
          case "elsewhere" -> component.follow().onElsewhere(begin);
          case "brought" -> component.follow().onBrought(what -> mine.submit(() -> bring(what)));
          default -> component.home().onCommand(endpoint.getWhat(), begin);
        };
  }

  private void bring(FollowMe.Brought what) {
    Map<String, Object> headers = new HashMap<>();
    what.mood().ifPresent(mood -> headers.put("mood", mood.label()));
    run(what.music().map(music -> music.seconds() + " " + music.track()).orElse(""), headers);
  }

  private void run(String text, Map<String, Object> headers) {
    Exchange exchange = createExchange(true);
    exchange.getIn().setBody(text);
    exchange.getIn().setHeaders(new HashMap<>(headers));
    try {
      getProcessor().process(exchange);
    } catch (Exception failed) {
      exchange.setException(failed);
    }
    if (exchange.getException() != null) {
      getExceptionHandler()
          .handleException("MQTT command " + endpoint.getWhat(), exchange, exchange.getException());
    }
    releaseExchange(exchange, false);
  }

  @Override
  protected void doStop() throws Exception {
    unsubscribe.run();
    if (thread != null) {
      thread.close();
    }
    super.doStop();
  }
}
