package io.moodspeaker.component.music;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.music.MusicDirector;
import io.moodspeaker.music.MusicPlayer;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The end of a route where mood changes become music. */
public final class MusicEndpoint extends DefaultEndpoint {
  /** The header that says in plain words what the music does: {@code playing comfort}. */
  public static final String HEADER = "MoodspeakerPlaying";

  private final MusicPlayer player;
  private final MusicDirector director;
  private final MusicAction action;

  MusicEndpoint(
      String uri,
      MusicComponent component,
      MusicPlayer player,
      MusicDirector director,
      MusicAction action) {
    super(uri, component);
    this.player = player;
    this.director = director;
    this.action = action;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) throws InvalidPayloadException {
        act(exchange);
      }
    };
  }

  private void act(Exchange exchange) throws InvalidPayloadException {
    switch (action) {
      case MOOD -> {
        MoodChange change = exchange.getIn().getMandatoryBody(MoodChange.class);
        exchange.getMessage().setHeader(HEADER, director.mood(change));
      }
      case PAUSE -> player.pause();
      case RESUME -> player.resume();
      case NEXT -> player.next();
      case PREVIOUS -> player.previous();
    }
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("music: ends a route, it can't begin one");
  }
}
