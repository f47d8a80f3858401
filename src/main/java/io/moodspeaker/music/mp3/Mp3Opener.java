package io.moodspeaker.music.mp3;

import io.moodspeaker.music.AudioSource;
import io.moodspeaker.music.Locations;
import io.moodspeaker.music.SourceOpener;
import io.moodspeaker.music.TrackTags;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/** Opens MP3 files at the player's own rate; leaves others to a decoder that can resample. */
public final class Mp3Opener implements SourceOpener {
  private final Function<String, TrackTags> tags;

  /** An opener that asks a function of a file's path for the tags. */
  public Mp3Opener(Function<String, TrackTags> tags) {
    this.tags = tags;
  }

  @Override
  public boolean accepts(String location) {
    return !Locations.isUrl(location) && location.toLowerCase(Locale.ROOT).endsWith(".mp3");
  }

  @Override
  public AudioSource open(String location) throws IOException {
    return new Mp3Source(Locations.path(location), tags.apply(location));
  }
}
