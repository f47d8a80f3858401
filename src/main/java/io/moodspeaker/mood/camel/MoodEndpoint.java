package io.moodspeaker.mood.camel;

import io.moodspeaker.model.Emotion;
import io.moodspeaker.mood.FaceChoice;
import io.moodspeaker.mood.FacePolicy;
import io.moodspeaker.mood.camel.MoodComponent.Watch;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Judges the mood from observations. */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "mood",
    title = "Mood",
    syntax = "mood:name",
    producerOnly = true,
    category = {Category.AI})
public final class MoodEndpoint extends DefaultEndpoint {
  @UriPath(description = "The judge's name; endpoints of the same name share it")
  private final String name;

  @UriParam(enums = "largest,mean,any", description = "Which face of several speaks")
  private String faces = "";

  @UriParam(description = "The emotions that faces=any looks out for, separated by commas")
  private String watch = "";

  private final Watch judge;

  MoodEndpoint(String uri, MoodComponent component, Watch judge) {
    super(uri, component);
    this.judge = judge;
    this.name = judge.name;
  }

  /** The judge's name; endpoints of the same name share it. */
  public String getName() {
    return name;
  }

  public String getFaces() {
    return faces;
  }

  /**
   * Which face of several speaks: {@code largest}, {@code mean}, or {@code any} for the one that
   * shows an emotion of {@code watch} most. The configuration decides where this is not set.
   */
  public void setFaces(String faces) {
    this.faces = faces;
  }

  public String getWatch() {
    return watch;
  }

  /** The emotions that {@code faces=any} looks out for, separated by commas. */
  public void setWatch(String watch) {
    this.watch = watch;
  }

  @Override
  public Producer createProducer() {
    if (!faces.isBlank()) {
      Set<Emotion> watched =
          Arrays.stream(watch.split(","))
              .filter(label -> !label.isBlank())
              .map(Emotion::of)
              .collect(Collectors.toSet());
      judge.choose(new FaceChoice(FacePolicy.of(faces), watched));
    }
    return new MoodProducer(this, judge);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "mood:" + name + " takes observations; use it in a 'to', not in a 'from'");
  }
}
