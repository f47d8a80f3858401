package io.moodspeaker.component.music;

import io.moodspeaker.music.MusicDirector;
import io.moodspeaker.music.MusicPlayer;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code music:mood} answers each mood change with music; {@code music:pause}, {@code resume},
 * {@code next} and {@code previous} do as they say. The player stays its opener's to close.
 */
public final class MusicComponent extends DefaultComponent {
  private final MusicPlayer player;
  private final MusicDirector director;

  public MusicComponent(MusicPlayer player, MusicDirector director) {
    this.player = player;
    this.director = director;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new MusicEndpoint(uri, this, player, director, MusicAction.of(remaining));
  }
}
