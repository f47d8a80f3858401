package io.moodspeaker.speech.camel;

import io.moodspeaker.model.Mood;
import io.moodspeaker.model.MoodChange;
import io.moodspeaker.model.Outcome;
import io.moodspeaker.speech.Conversation;
import io.moodspeaker.speech.SpeechController;
import java.io.IOException;
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

  /** The header that holds how loud {@code say} speaks. */
  public static final String GAIN = "gain";

  private static final Logger LOG = LoggerFactory.getLogger(SpeechEndpoint.class);

  @UriPath(
      enums = "choose,say,hear,reply",
      description =
          "choose picks a sentence for the mood change in the body and leaves it in the header"
              + " sentence, or none; say says the text in the body to its end, as loud as the factor in the header"
              + " gain, 0 to 1, if there is one; hear leaves in the"
              + " body what somebody says now, or nothing; reply finds an answer to the text in the"
              + " body, to the mood in the header mood, and leaves it or nothing there")
  private final String verb;

  private final SpeechController controller;
  private final Conversation conversation;

  SpeechEndpoint(
      String uri,
      SpeechComponent component,
      String verb,
      SpeechController controller,
      Conversation conversation) {
    super(uri, component);
    if (!List.of("choose", "say", "hear", "reply").contains(verb)) {
      throw new IllegalArgumentException(
          "the speech endpoint must be speech: and one of choose, say, hear, reply, was speech:"
              + verb);
    }
    this.verb = verb;
    this.controller = controller;
    this.conversation = conversation;
  }

  /** What it does, in one word. */
  public String getVerb() {
    return verb;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        switch (verb) {
          case "choose" -> choose(message);
          case "say" -> say(message);
          case "hear" -> message.setBody(orNothing(() -> conversation.hear().orElse(null)));
          default -> {
            String heard = message.getMandatoryBody(String.class);
            Mood mood = mood(message);
            message.setBody(orNothing(() -> conversation.answer(heard, mood)));
          }
        }
      }
    };
  }

  private void choose(Message message) throws InvalidPayloadException {
    SpeechController.Choice choice =
        controller.choose(message.getMandatoryBody(MoodChange.class).mood());
    choice.sentence().ifPresent(sentence -> message.setHeader(SENTENCE, sentence));
    // A mood without words has nothing to tell.
    message.setBody(choice.outcome().orElse(null));
  }

  private interface Words {
    String get() throws IOException, InterruptedException;
  }

  /** What is missing or hangs costs an answer and no more. */
  private static String orNothing(Words words) throws InterruptedException {
    try {
      return words.get();
    } catch (IOException failed) {
      LOG.warn("speech: no answer: {}", failed.getMessage());
      return null;
    }
  }

  private static Mood mood(Message message) {
    try {
      return Mood.of(message.getHeader("mood", "unsure", String.class));
    } catch (IllegalArgumentException unknown) {
      return Mood.UNSURE;
    }
  }

  private void say(Message message) throws InvalidPayloadException, InterruptedException {
    double gain = message.getHeader(GAIN, 1.0, Double.class);
    Outcome outcome = controller.say(message.getMandatoryBody(String.class), gain);
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
