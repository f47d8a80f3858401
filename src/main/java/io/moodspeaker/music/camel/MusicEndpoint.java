package io.moodspeaker.music.camel;

import io.moodspeaker.model.MoodChange;
import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlaybackController;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The end of a route where mood changes become music. */
public final class MusicEndpoint extends DefaultEndpoint {
  /** The header that says in plain words what the music does: {@code playing comfort}. */
  public static final String HEADER = "MoodspeakerPlaying";

  private final MusicPlayer player;
  private final PlaybackController director;
  private final MusicAction action;

  MusicEndpoint(
      String uri,
      MusicComponent component,
      MusicPlayer player,
      PlaybackController director,
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

  /** Does what the endpoint is for; the answer's header says in plain words what came of it. */
  private void act(Exchange exchange) throws InvalidPayloadException {
    exchange.getMessage().setHeader(HEADER, words(exchange.getIn()));
  }

  private String words(Message in) throws InvalidPayloadException {
    return switch (action) {
      case MOOD -> director.mood(in.getMandatoryBody(MoodChange.class));
      case PLAY -> play(Optional.ofNullable(in.getBody(String.class)).orElse("").strip());
      case PAUSE -> say("music paused", director::pause);
      case RESUME -> play("");
      case NEXT -> say("next track", player::next);
      case PREVIOUS -> say("previous track", player::previous);
      case VOLUME -> {
        int volume = volume(in.getMandatoryBody(String.class).strip());
        yield say("volume " + volume, () -> director.volume(volume));
      }
      case BAN -> director.ban().map(track -> "banned " + track.name()).orElse("nothing plays");
      case WRONG -> director.wrong().mood() + " was wrong";
    };
  }

  private String play(String playlist) {
    return playlist.isEmpty()
        ? say("music goes on", director::resume)
        : say("playing " + playlist, () -> director.choose(playlist));
  }

  private static String say(String words, Runnable order) {
    order.run();
    return words;
  }

  private static int volume(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("volume must be 0 to 100, was '" + text + "'", e);
    }
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("music: ends a route, it can't begin one");
  }
}
