package io.moodspeaker.music.camel;

import io.moodspeaker.music.MusicPlayer;
import io.moodspeaker.music.PlaybackController;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code music:mood} answers each mood change with music; the others are a person's orders: {@code
 * music:play} (the body is a playlist, or blank to go on), {@code pause}, {@code resume}, {@code
 * next}, {@code previous}, {@code volume} (the body is 0 to 100), {@code ban} and {@code wrong}.
 * The player stays its opener's to close.
 */
public final class MusicComponent extends DefaultComponent {
  private final MusicPlayer player;
  private final PlaybackController director;

  public MusicComponent(MusicPlayer player, PlaybackController director) {
    this.player = player;
    this.director = director;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new MusicEndpoint(uri, this, player, director, MusicAction.of(remaining));
  }
}
