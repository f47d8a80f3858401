package io.moodspeaker.care.camel;

import io.moodspeaker.care.Care;
import io.moodspeaker.support.Scheduler;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** Look after somebody: whom to call, and sadness that holds for days. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "care",
    title = "Care",
    syntax = "care:verb",
    category = {Category.MONITORING})
public final class CareEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
  /** The header that holds what is said to words that hint at self-harm. */
  public static final String CARE = "care";

  /** The header that names, separated by commas, who is told in place of the person. */
  public static final String TELL = "careTell";

  @UriPath(
      enums = "words,noticed",
      description =
          "In to: words looks at the text in the body and, where it hints at self-harm, leaves in the"
              + " header care what is to be said to that. In from: noticed begins the route when"
              + " sadness has held for days, with a sentence in the body and, in the header careTell,"
              + " who is told in its place")
  private final String verb;

  private final Care care;

  CareEndpoint(String uri, CareComponent component, String verb, Care care) {
    super(uri, component);
    if (!List.of("words", "noticed").contains(verb)) {
      throw new IllegalArgumentException(
          "the care endpoint must be care:words in to, or care:noticed in from, was care:" + verb);
    }
    this.verb = verb;
    this.care = care;
  }

  /** What it does: {@code words} or {@code noticed}. */
  public String getVerb() {
    return verb;
  }

  @Override
  public Producer createProducer() {
    if (verb.equals("noticed")) {
      throw new UnsupportedOperationException("care:noticed begins a route, it can't end one");
    }
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        exchange.getMessage().removeHeader(CARE);
        care.answerTo(exchange.getIn().getMandatoryBody(String.class))
            .ifPresent(sentence -> exchange.getMessage().setHeader(CARE, sentence));
      }
    };
  }

  /** Each route that begins so hears of it. */
  @Override
  public boolean isMultipleConsumersSupported() {
    return true;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (verb.equals("words")) {
      throw new UnsupportedOperationException("care:words can't begin a route; care:noticed can");
    }
    NoticeConsumer consumer = new NoticeConsumer(this, processor, care);
    configureConsumer(consumer);
    return consumer;
  }

  private static final class NoticeConsumer extends DefaultConsumer {
    private final Care care;
    private Scheduler thread;
    private Runnable unsubscribe = () -> {};

    NoticeConsumer(CareEndpoint endpoint, Processor processor, Care care) {
      super(endpoint, processor);
      this.care = care;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      Scheduler mine = Scheduler.onThread("route-" + getRouteId());
      thread = mine;
      unsubscribe = care.onNotice(notice -> mine.submit(() -> run(notice)));
    }

    private void run(Care.Notice notice) {
      Exchange exchange = createExchange(true);
      exchange.getIn().setBody(notice.sentence());
      exchange.getIn().setHeader(TELL, String.join(",", notice.tell()));
      try {
        getProcessor().process(exchange);
      } catch (Exception failed) {
        exchange.setException(failed);
      }
      if (exchange.getException() != null) {
        getExceptionHandler().handleException("care", exchange, exchange.getException());
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
}
