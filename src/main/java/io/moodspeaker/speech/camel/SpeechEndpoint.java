package io.moodspeaker.speech.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.speech.SpeechController;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speak to a mood. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "speech",
    title = "Speech",
    syntax = "speech:verb",
    producerOnly = true,
    category = {Category.IOT})
public final class SpeechEndpoint extends DefaultEndpoint {
  /** The header that holds the sentence which {@code choose} picked. */
  public static final String SENTENCE = "sentence";

  private static final Logger LOG = LoggerFactory.getLogger(SpeechEndpoint.class);

  @UriPath(
      enums = "choose,say",
      description =
          "choose picks a sentence for the mood change in the body and leaves it in the header"
              + " sentence, or none; say says the text in the body to its end")
  private final String verb;

  private final SpeechController controller;

  SpeechEndpoint(String uri, SpeechComponent component, String verb, SpeechController controller) {
    super(uri, component);
    if (!List.of("choose", "say").contains(verb)) {
      throw new IllegalArgumentException(
          "the speech endpoint must be speech:choose or speech:say, was speech:" + verb);
    }
    this.verb = verb;
    this.controller = controller;
  }

  /** What it does: {@code choose} or {@code say}. */
  public String getVerb() {
    return verb;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws Exception {
        if (verb.equals("choose")) {
          choose(exchange.getMessage());
        } else {
          say(exchange.getMessage());
        }
      }
    };
  }

  private void choose(Message message) throws InvalidPayloadException {
    SpeechController.Choice choice =
        controller.choose(message.getMandatoryBody(MoodChange.class).mood());
    choice.sentence().ifPresent(sentence -> message.setHeader(SENTENCE, sentence));
    // A mood without words has nothing to tell.
    message.setBody(
        choice.outcome().why().filter(why -> why.startsWith("no say")).isPresent()
            ? null
            : choice.outcome());
  }

  private void say(Message message) throws InvalidPayloadException, InterruptedException {
    Outcome outcome = controller.say(message.getMandatoryBody(String.class));
    if (outcome.result() == Outcome.Result.FAILED) {
      LOG.warn("speech: {}", outcome);
    }
    message.setBody(outcome);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("speech: ends a route, it can't begin one");
  }
}
