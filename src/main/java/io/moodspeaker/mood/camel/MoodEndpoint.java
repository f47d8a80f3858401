package io.moodspeaker.mood.camel;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.mood.FaceChoice;
import io.moodspeaker.mood.FacePolicy;
import io.moodspeaker.mood.MoodSources;
import io.moodspeaker.mood.MoodTracker;
import io.moodspeaker.mood.Moods;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Track the mood that observations add up to, and hear when it changes.
 *
 * <p>In a {@code to} it takes observations and leaves the change, or nothing, in the body. In a
 * {@code from} it begins a route with each change; an {@code Outcome} that the route leaves in the
 * body, or the exception that ended it, is told with the change.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "mood",
    title = "Mood",
    syntax = "mood:name",
    category = {Category.AI})
public final class MoodEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
  @UriPath
  @Metadata(required = true, description = "The tracker's name; all who use a name share it")
  private final String name;

  @UriParam(
      label = "producer",
      enums = "largest,mean,any,longest,neediest,vote",
      description =
          "Which face of several decides; any is the one that shows an emotion of watch most. The"
              + " configuration decides where this is not set")
  private String faces = "";

  @UriParam(
      label = "producer",
      description = "The emotions that faces=any looks out for, separated by commas")
  private String watch = "";

  @UriParam(
      label = "producer",
      enums = "keep,absent",
      defaultValue = "keep",
      description = "What it means that no frames come: the mood stays, or nobody is there")
  private String silence = "keep";

  @UriParam(
      label = "consumer",
      enums = "change,answered",
      defaultValue = "change",
      description =
          "What begins the route: each change at once, or each change with what its answers did")
  private String event = "change";

  @UriParam(
      label = "consumer",
      defaultValue = "100",
      description = "Where this route's outcome stands among the others; lower comes first")
  private int position = 100;

  @UriParam(
      label = "producer",
      enums = "observe,set",
      defaultValue = "observe",
      description =
          "What is done with the body: observe takes an observation; set takes a mood that holds"
              + " whatever is seen, such as sadness or sadness 30min, or auto to end that; or a map"
              + " with what a sensor says of the mood, which counts beside the face")
  private String action = "observe";

  private final Moods.Watch tracker;

  private final MoodSources sources;

  MoodEndpoint(String uri, MoodComponent component, Moods.Watch tracker, MoodSources sources) {
    super(uri, component);
    this.sources = sources;
    this.tracker = tracker;
    this.name = tracker.name();
  }

  public String getName() {
    return name;
  }

  public String getFaces() {
    return faces;
  }

  public void setFaces(String faces) {
    this.faces = faces;
  }

  public String getWatch() {
    return watch;
  }

  public void setWatch(String watch) {
    this.watch = watch;
  }

  public String getSilence() {
    return silence;
  }

  public void setSilence(String silence) {
    this.silence = silence;
  }

  public String getEvent() {
    return event;
  }

  public void setEvent(String event) {
    this.event = event;
  }

  public String getAction() {
    return action;
  }

  public void setAction(String action) {
    this.action = action;
  }

  public int getPosition() {
    return position;
  }

  public void setPosition(int position) {
    this.position = position;
  }

  @Override
  public Producer createProducer() {
    if (action.equals("set")) {
      return new ManualMoodProducer(this, tracker, sources);
    }
    if (!action.equals("observe")) {
      throw new IllegalArgumentException("action must be observe or set, was '" + action + "'");
    }
    if (!faces.isBlank()) {
      Set<Emotion> watched =
          Arrays.stream(watch.split(","))
              .filter(label -> !label.isBlank())
              .map(Emotion::of)
              .collect(Collectors.toSet());
      tracker.choose(new FaceChoice(FacePolicy.of(faces), watched));
    }
    tracker.silence(MoodTracker.Silence.valueOf(silence.toUpperCase(Locale.ROOT)));
    return new MoodProducer(this, tracker);
  }

  /** Each route that begins so hears of it. */
  @Override
  public boolean isMultipleConsumersSupported() {
    return true;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    boolean answered =
        switch (event) {
          case "change" -> false;
          case "answered" -> true;
          default ->
              throw new IllegalArgumentException(
                  "event must be change or answered, was '" + event + "'");
        };
    MoodConsumer consumer =
        new MoodConsumer(this, processor, tracker.changes(), answered, position);
    configureConsumer(consumer);
    return consumer;
  }
}
