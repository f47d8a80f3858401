package io.moodspeaker.app;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorConverterHelper;

/**
 * Makes an exception of each Error that a step of a route throws: Camel 4.18 lets Errors through
 * its error handlers and circuit breakers, and one that reaches a consumer ends its polling.
 */
final class ErrorsAsExceptions implements InterceptStrategy {
  /** An Error of a step; the message is the Error's. */
  static final class StepError extends Exception {
    private static final long serialVersionUID = 1;

    StepError(Error error) {
      super(error.toString(), error);
    }
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return AsyncProcessorConverterHelper.convert(
        exchange -> {
          try {
            target.process(exchange);
          } catch (Error error) {
            throw new StepError(error);
          }
        });
  }
}
