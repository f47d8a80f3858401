package io.moodspeaker.emotion.camel;

import io.moodspeaker.emotion.BaselineFile;
import io.moodspeaker.emotion.PersonalBaseline;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Takes or forgets a neutral face, and leaves how that stands. */
final class CalibrationProducer extends DefaultProducer {
  private PersonalBaseline baseline;

  CalibrationProducer(EmotionEndpoint endpoint) {
    super(endpoint);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    baseline =
        getEndpoint()
            .getCamelContext()
            .getRegistry()
            .mandatoryFindSingleByType(PersonalBaseline.class);
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    String body = exchange.getMessage().getBody(String.class);
    String who = BaselineFile.ANYBODY;
    PersonalBaseline.Report report =
        switch (body == null ? "" : body.strip()) {
          case "" -> baseline.report(who);
          case "start" -> baseline.start(who);
          case "clear" -> baseline.clear(who);
          default ->
              throw new IllegalArgumentException(
                  "send start or clear to take or forget a neutral face; this was '" + body + "'");
        };
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("state", report.state().name().toLowerCase(Locale.ROOT));
    told.put("message", report.message());
    told.put("left", report.left().toSeconds());
    exchange.getMessage().setBody(told);
  }
}
