package io.moodspeaker.mqtt.camel;

import io.moodspeaker.model.MoodChange;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Tell a home what the speaker does, and begin a route with each of its commands. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "mqtt",
    title = "MQTT home",
    syntax = "mqtt:what",
    category = {Category.IOT, Category.MESSAGING})
public final class MqttEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
  @UriPath(
      description =
          "In from: the command that begins the route, such as volume; what it says is the body."
              + " elsewhere begins it when nobody is here and somebody is before another speaker,"
              + " brought when somebody comes from there, with the seconds and the track that played"
              + " there as the body, and in the header mood the mood seen there last, unless"
              + " another is seen here at once. In to: state tells the status in the body, mood the mood change, alert the alert; any"
              + " other is a topic below the base that the body is published to")
  private final String what;

  private final MqttComponent component;

  MqttEndpoint(String uri, MqttComponent component, String what) {
    super(uri, component);
    this.component = component;
    this.what = what;
  }

  /** The command, or what is told. */
  public String getWhat() {
    return what;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        tell(exchange.getIn());
      }
    };
  }

  private void tell(Message message) throws InvalidPayloadException {
    switch (what) {
      case "state" -> {
        Map<?, ?> status = message.getMandatoryBody(Map.class);
        component.home().report(status);
        component.followed().ifPresent(follow -> follow.playing(status));
      }
      case "mood" -> component.home().moodChanged(message.getMandatoryBody(MoodChange.class));
      case "alert" -> component.home().alert(message.getMandatoryBody(String.class));
      default -> component.home().publish(what, message.getMandatoryBody(String.class));
    }
  }

  /** Each route that begins so hears of it. */
  @Override
  public boolean isMultipleConsumersSupported() {
    return true;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    MqttConsumer consumer = new MqttConsumer(this, processor, component);
    configureConsumer(consumer);
    return consumer;
  }
}
