package io.moodspeaker.speech.camel;

import io.moodspeaker.speech.Conversation;
import io.moodspeaker.speech.SpeechController;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code speech:choose} picks a sentence for a mood, {@code speech:say} says one; {@code hear} and
 * {@code reply} go on from there.
 */
public final class SpeechComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String verb, Map<String, Object> parameters) {
    return new SpeechEndpoint(
        uri,
        this,
        verb,
        CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), SpeechController.class),
        CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), Conversation.class));
  }
}
