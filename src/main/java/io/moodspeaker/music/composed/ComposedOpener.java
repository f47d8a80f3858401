package io.moodspeaker.music.composed;

import io.moodspeaker.composer.Style;
import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.library.Feel;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Opens music that is composed while it plays: {@code compose:mood}, another at each time, or
 * {@code compose:42}, the same for the same number and moods.
 */
public final class ComposedOpener implements SourceOpener {
  private final Supplier<Feel> feel;

  /**
   * An opener.
   *
   * @param feel what the music is to feel like, asked at each bar on a thread of the music's
   */
  public ComposedOpener(Supplier<Feel> feel) {
    this.feel = feel;
  }

  @Override
  public boolean accepts(String location) {
    return Locations.isComposed(location);
  }

  @Override
  public AudioSource open(String location) {
    String seed = location.substring(location.indexOf(':') + 1);
    return new ComposedSource(
        seed.matches("[0-9]{1,18}")
            ? Long.parseLong(seed)
            : RandomGenerator.getDefault().nextLong(),
        () -> {
          Feel now = feel.get();
          return new Style(now.energy(), now.valence());
        });
  }
}
