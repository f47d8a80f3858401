package io.moodspeaker.mood.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.mood.AnsweredChange;
import io.moodspeaker.mood.MoodChanges;
import io.moodspeaker.support.Reason;
import io.moodspeaker.support.Scheduler;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Begins a route with each mood change, on a thread of the route's own. */
final class MoodConsumer extends DefaultConsumer {
  private final MoodChanges changes;
  private final boolean answered;
  private final int position;
  private Scheduler thread;
  private Runnable unsubscribe = () -> {};

  MoodConsumer(
      MoodEndpoint endpoint,
      Processor processor,
      MoodChanges changes,
      boolean answered,
      int position) {
    super(endpoint, processor);
    this.changes = changes;
    this.answered = answered;
    this.position = position;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    thread = Scheduler.onThread("route-" + getRouteId());
    unsubscribe =
        answered
            ? changes.onAnswered(change -> thread.submit(() -> tell(change)))
            : changes.subscribe(
                getRouteId(),
                position,
                (change, outcome) -> thread.submit(() -> outcome.accept(answer(change))));
  }

  @Override
  protected void doStop() throws Exception {
    unsubscribe.run();
    unsubscribe = () -> {};
    if (thread != null) {
      thread.close();
    }
    super.doStop();
  }

  private void tell(AnsweredChange change) {
    run(change, change.change());
  }

  /** What the route left in the body; what ended it; nothing for a route that tells nothing. */
  private Optional<Outcome> answer(MoodChange change) {
    Exchange exchange = run(change, change);
    Throwable failure =
        exchange.getException() != null
            ? exchange.getException()
            : exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Throwable.class);
    if (exchange.getMessage().getBody() instanceof Outcome outcome) {
      return Optional.of(outcome);
    }
    return Optional.ofNullable(failure).map(this::told);
  }

  private Outcome told(Throwable failure) {
    // Only a route that is being stopped is interrupted.
    return failure instanceof InterruptedException
        ? Outcome.failed(getRouteId(), "", getRouteId() + " left as it is", "its route stops")
        : Outcome.failed(getRouteId(), "", getRouteId() + " failed", Reason.withFile(failure));
  }

  private Exchange run(Object body, MoodChange change) {
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(body);
    exchange.getIn().setHeader(MoodComponent.MOOD_HEADER, change.mood().label());
    try {
      getProcessor().process(exchange);
    } catch (Exception failed) {
      exchange.setException(failed);
    }
    return exchange;
  }
}
