package io.moodspeaker.people.camel;

import io.moodspeaker.model.FacesInFrame;
import io.moodspeaker.people.PeopleWatch;
import io.moodspeaker.support.NotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Name the faces that were found, and say who may be named.
 *
 * <p>{@code identify} takes a FacesInFrame and leaves the same with names; {@code enroll} and
 * {@code forget} take a name; {@code report} tells who is known, who is there, and how an enrolment
 * stands.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "people",
    title = "People",
    syntax = "people:action",
    producerOnly = true,
    category = Category.AI)
public final class PeopleEndpoint extends DefaultEndpoint {
  private static final List<String> ACTIONS = List.of("identify", "enroll", "forget", "report");

  @UriPath(enums = "identify,enroll,forget,report")
  @Metadata(required = true)
  private final String action;

  PeopleEndpoint(String uri, PeopleComponent component, String action) {
    super(uri, component);
    if (!ACTIONS.contains(action)) {
      throw new IllegalArgumentException(
          "people: takes " + String.join(", ", ACTIONS) + ", was people:" + action);
    }
    this.action = action;
  }

  /** What is done. */
  public String getAction() {
    return action;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      private PeopleWatch watch;

      @Override
      protected void doStart() throws Exception {
        super.doStart();
        watch = getCamelContext().getRegistry().mandatoryFindSingleByType(PeopleWatch.class);
      }

      @Override
      public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        if (action.equals("identify")) {
          message.setBody(watch.name(message.getMandatoryBody(FacesInFrame.class)));
        } else {
          message.setBody(told(watch, String.valueOf(message.getBody(String.class)).strip()));
        }
      }
    };
  }

  private Map<String, Object> told(PeopleWatch watch, String name) throws IOException {
    if (action.equals("enroll")) {
      watch.enroll(name);
    } else if (action.equals("forget") && !watch.forget(name)) {
      throw new NotFoundException(name + " is not known");
    }
    PeopleWatch.Report report = watch.report();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("known", watch.known());
    told.put("present", watch.present());
    told.put("state", report.state());
    told.put("message", report.message());
    told.put("left", report.left());
    return told;
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "people: names faces and gives none; begin the route with camera:");
  }
}
